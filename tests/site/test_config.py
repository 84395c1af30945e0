"""Settings: safe by default, read once, wrong ones named all together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kasuari.site.config import Config, ConfigurationError, Environment, load_config
from tests.site.source import ROOT

GOOD = {
    "KASUARI_SECRET_KEY": "x" * 40,
    "KASUARI_DATABASE_URL": "sqlite:///k.db",
    "KASUARI_DATA_DIR": "/srv/kasuari",
    "KASUARI_ALLOWED_HOSTS": "kinerja.example.go.id, localhost",
}


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in Config.model_fields:
        monkeypatch.delenv(f"KASUARI_{name.upper()}", raising=False)
    load_config.cache_clear()
    yield
    load_config.cache_clear()


def load(monkeypatch: pytest.MonkeyPatch, **values: str) -> Config:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return load_config()


def test_production_is_the_default_and_cookies_are_secure(monkeypatch: pytest.MonkeyPatch) -> None:
    config = load(monkeypatch, **GOOD)
    assert config.environment is Environment.PRODUCTION
    assert config.secure_cookies
    assert config.trusted_proxies == 0
    assert config.allowed_hosts == ["kinerja.example.go.id", "localhost"]
    assert config.data_dir == Path("/srv/kasuari")
    assert "x" * 40 not in repr(config)


def test_every_setting_without_a_default_is_named_at_once() -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_config()
    assert str(refused.value).splitlines() == [
        "KASUARI_SECRET_KEY: is not set",
        "KASUARI_DATABASE_URL: is not set",
        "KASUARI_DATA_DIR: is not set",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KASUARI_SECRET_KEY", "x" * 39),
        ("KASUARI_ENVIRONMENT", "staging"),
        ("KASUARI_PORT", "0"),
        ("KASUARI_PORT", "many"),
        ("KASUARI_UPLOAD_LIMIT_MB", "101"),
        ("KASUARI_TRUSTED_PROXIES", "-1"),
        ("KASUARI_PRACTICE_DATE", "yesterday"),
        ("KASUARI_PRACTICE_DATE", "2026-06-24"),
        ("KASUARI_ALLOWED_HOSTS", " , "),
    ],
)
def test_a_wrong_setting_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load(monkeypatch, **{**GOOD, name: value})
    lines = str(refused.value).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"{name}: ")
    assert value not in lines[0] or len(value) < 12


def test_the_demo_may_stand_on_a_day_and_needs_no_host(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {**GOOD, "KASUARI_ENVIRONMENT": "demo", "KASUARI_PRACTICE_DATE": "2026-06-24"}
    del given["KASUARI_ALLOWED_HOSTS"]
    config = load(monkeypatch, **given)
    assert not config.is_production
    assert str(config.practice_date) == "2026-06-24"


def test_every_setting_is_described_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    for name, field in Config.model_fields.items():
        assert field.description
        assert f"| `KASUARI_{name.upper()}` |" in page
