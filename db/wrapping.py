"""Wraps a file's key for one secret (Argon2id, then AES-256-GCM) and unwraps it; loaded late, for its libraries are large."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SALT, NONCE, LENGTH = 16, 12, 32


@dataclass(frozen=True)
class Cost:
    """What one guess costs: passes, kibibytes of memory, and lanes that run side by side."""

    passes: int
    memory: int
    lanes: int

    def is_sound(self) -> bool:
        """Whether a key file may ask this of a computer: a damaged or forged one must not take all its memory."""
        return 1 <= self.passes <= 64 and 8 * self.lanes <= self.memory <= 1 << 21 and 1 <= self.lanes <= 64


COST = Cost(passes=3, memory=1 << 16, lanes=4)
"""RFC 9106, section 4, second recommended choice: three passes over 64 MiB."""


def wrap(secret: str, key: bytes, bound: str, cost: Cost | None = None) -> dict[str, Any]:
    """A key that only this secret opens again; `bound` says what else must be the same then."""
    cost, salt, nonce = cost or COST, secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
    head = {"kdf": "argon2id", "version": ARGON2_VERSION, "passes": cost.passes, "memory": cost.memory}
    head |= {"lanes": cost.lanes, "cipher": "aes-256-gcm"}
    sealed = AESGCM(_stretched(secret, salt, cost)).encrypt(nonce, key, _bound(head, bound))
    return {**head, "salt": _text(salt), "nonce": _text(nonce), "wrapped": _text(sealed)}


def unwrap(secret: str, wrapped: Mapping[str, Any], bound: str) -> bytes | None:
    """The key, or None: a wrong secret and a damaged wrapping look the same."""
    try:
        cost = Cost(wrapped["passes"], wrapped["memory"], wrapped["lanes"])
        head = {name: wrapped[name] for name in ("kdf", "version", "passes", "memory", "lanes", "cipher")}
        known = head["kdf"] == "argon2id" and head["version"] == ARGON2_VERSION and head["cipher"] == "aes-256-gcm"
        if not (known and cost.is_sound()):
            return None
        salt, nonce, sealed = (_bytes(wrapped[name]) for name in ("salt", "nonce", "wrapped"))
        key = AESGCM(_stretched(secret, salt, cost)).decrypt(nonce, sealed, _bound(head, bound))
    except (InvalidTag, KeyError, TypeError, ValueError):
        return None
    return key if len(key) == LENGTH else None


def _stretched(secret: str, salt: bytes, cost: Cost) -> bytes:
    if len(salt) != SALT:
        raise ValueError("the salt is not whole")
    return hash_secret_raw(secret.encode(), salt, cost.passes, cost.memory, cost.lanes, LENGTH, Type.ID)


def _bound(head: Mapping[str, Any], bound: str) -> bytes:
    return "\n".join([bound, *(f"{name}={head[name]}" for name in sorted(head))]).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
