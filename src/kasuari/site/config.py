"""Settings from the environment, typed and described in one place.

Every field is an environment variable with the prefix ``KASUARI_``. The table in
``docs/reference/settings.md`` is generated from the descriptions here.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Environment(StrEnum):
    PRODUCTION = "production"
    DEVELOPMENT = "development"
    DEMO = "demo"
    TEST = "test"


class Config(BaseSettings):
    """All that an operator may set."""

    model_config = SettingsConfigDict(env_prefix="KASUARI_", extra="ignore", frozen=True)

    environment: Environment = Field(
        Environment.PRODUCTION,
        description="production, development, demo or test. Production is the safe default.",
    )
    secret_key: SecretStr = Field(
        description="Signs sessions and tokens. At least 40 random characters; there is no default.",
        min_length=40,
    )
    database_url: str = Field(
        description="`sqlite:///relative.db`, `sqlite:////absolute/path.db` or `postgresql://user:password@host/name`."
    )
    data_dir: Path = Field(
        description="Folder for uploads and issued documents. Never served by the web server."
    )
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        default_factory=list, description="Host names that the server answers to, separated by commas."
    )
    base_url: str = Field(
        "http://localhost:8000", description="Public address, printed in the QR code of every document."
    )
    port: int = Field(8000, ge=1, le=65535, description="Port of `kasuari serve`.")
    bind: str = Field("127.0.0.1", description="Address that `kasuari serve` listens on.")
    workers: int = Field(
        0, ge=0, description="Server processes; 0 chooses one on SQLite, two per core on PostgreSQL."
    )
    threads: int = Field(4, ge=1, description="Threads per server process.")
    trusted_proxies: int = Field(
        0, ge=0, description="How many reverse proxies stand in front of the server."
    )
    secure_cookies: bool = Field(True, description="Send cookies over HTTPS only. The demo switches it off.")
    time_zone: str = Field("Asia/Jayapura", description="Time zone in which days begin and deadlines end.")
    upload_limit_mb: int = Field(10, ge=1, le=100, description="Largest evidence file, in megabytes.")
    practice_date: date | None = Field(
        None, description="Demo and rehearsal only: the clock runs as if the process had started on this day."
    )
    email_url: str = Field(
        "", description="`smtp://user:password@host:port`; empty keeps notices inside the product."
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def split_hosts(cls, value: object) -> object:
        if isinstance(value, str):
            return [host.strip() for host in value.split(",") if host.strip()]
        return value

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION


class ConfigurationError(Exception):
    """The environment is not fit to start with; the message says which variable and why."""


@cache
def load_config() -> Config:
    """Read the environment once. Raises ConfigurationError with one line per wrong variable."""
    try:
        config = Config()  # type: ignore[call-arg]
    except ValidationError as error:
        lines = []
        for item in error.errors():
            name = "KASUARI_" + str(item["loc"][0]).upper()
            words = {"missing": "is not set", "too_short": "is too short, at least 40 characters are needed"}
            lines.append(f"{name}: {words.get(item['type'], item['msg'])}")
        raise ConfigurationError("\n".join(lines)) from None
    if config.is_production and config.practice_date:
        raise ConfigurationError("KASUARI_PRACTICE_DATE: a rehearsal clock is refused in production")
    if config.is_production and not config.allowed_hosts:
        raise ConfigurationError("KASUARI_ALLOWED_HOSTS: is not set")
    return config
