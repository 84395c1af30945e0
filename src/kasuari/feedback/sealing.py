"""Sealing what raters write: under the key of the round, which never enters the database.

The key of a round lies in a file of its own below KASUARI_DATA_DIR from the opening until the box has been
counted, and is destroyed then. With the database alone, with a copy of it or with what its files still hold
of removed rows, nothing that was sealed can be read; once the key is gone, nobody can.

Every sealed thing of a round has the same length, whatever was written, and carries no time.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FOLDER = "kunci-putaran"
KEY_BITS = 256
_NONCE = 12
_STEP = 256


class KeyGone(Exception):
    """The key of the round has been destroyed, or was never on this machine."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The key of one round in memory; `length` is how long everything sealed is before sealing."""

    key: bytes
    length: int

    def close(self, content: Any, *, purpose: str) -> bytes:
        """`content` (JSON) sealed for one purpose; another purpose does not open it.

        Raises ValueError where it is too long for the round: then it must not be stored at all.
        """
        plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        if len(plain) > self.length:
            raise ValueError("longer than the seal of the round")
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self.key).encrypt(nonce, plain.ljust(self.length), purpose.encode())

    def open(self, sealed: bytes | memoryview, *, purpose: str) -> Any:
        """What was sealed. Raises KeyGone where this key does not open it."""
        sealed = bytes(sealed)
        try:
            plain = AESGCM(self.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
        except InvalidTag as error:
            raise KeyGone from error
        return json.loads(plain)


def rounded(length: int) -> int:
    """The next whole step: the length of everything sealed in a round whose longest content is `length`."""
    return -(-length // _STEP) * _STEP


def make_key(name: str) -> None:
    """Write a new key for the round called `name`; an existing one is kept."""
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(number, "wb") as file:
        file.write(AESGCM.generate_key(bit_length=KEY_BITS))
        file.flush()
        os.fsync(file.fileno())


def seal_of(name: str, *, length: int) -> Seal:
    """The seal of a round. Raises KeyGone."""
    try:
        return Seal(_path(name).read_bytes(), length)
    except FileNotFoundError as error:
        raise KeyGone(name) from error


def destroy_key(name: str) -> None:
    """Overwrite and remove the key; nothing where it is gone already."""
    path = _path(name)
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(KEY_BITS // 8))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def _path(name: str) -> Path:
    return Path(settings.KASUARI.data_dir) / FOLDER / f"{name}.kunci"
