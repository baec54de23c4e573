"""Remembers the key of a file in the computer's own store of secrets: a convenience, for which nothing depends on it."""

from contextlib import suppress

import keyring
from keyring.errors import KeyringError

from app.domain.errors import Refusal

SERVICE = "IRO Tracker"
NOT_KEPT = Refusal("This computer did not remember the passphrase.", "Nothing is lost: you will be asked for it again.")


def remember(mark: str, raw: bytes) -> None:
    """Keep a file's key under the key file's own name for it."""
    try:
        keyring.set_password(SERVICE, mark, raw.hex())
    except (KeyringError, RuntimeError, OSError) as error:
        raise NOT_KEPT from error


def recall(mark: str) -> bytes | None:
    """The key that was remembered, if this computer still has it."""
    with suppress(KeyringError, RuntimeError, OSError, ValueError):
        held = keyring.get_password(SERVICE, mark)
        return bytes.fromhex(held) if held else None
    return None


def forget(mark: str) -> None:
    """Remember it no longer."""
    with suppress(KeyringError, RuntimeError, OSError):
        keyring.delete_password(SERVICE, mark)
