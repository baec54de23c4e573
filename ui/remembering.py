"""Keeps secrets in the computer's own store of them, if it has one: a convenience, on which nothing depends."""

from contextlib import suppress

import keyring
from keyring.errors import KeyringError

from app.domain.errors import Refusal

SERVICE = "IRO Tracker"
TRUSTED = 1
"""The priority from which a store is one of the system's; those below write secrets into a file that anybody reads."""
NOT_KEPT = Refusal("This computer did not remember the passphrase.", "Nothing is lost: you will be asked for it again.")


def remember(mark: str, raw: bytes) -> None:
    """Keep a file's key under the key file's own name for it."""
    if not keep(mark, raw.hex()):
        raise NOT_KEPT


def recall(mark: str) -> bytes | None:
    """The key that was remembered, if this computer still has it."""
    with suppress(ValueError):
        held = kept(mark)
        return bytes.fromhex(held) if held else None
    return None


def keep(mark: str, text: str) -> bool:
    """Keep a text under a name; False where there is no store, or it takes nothing."""
    with suppress(KeyringError, RuntimeError, OSError):
        if keyring.get_keyring().priority >= TRUSTED:
            keyring.set_password(SERVICE, mark, text)
            return True
    return False


def kept(mark: str) -> str | None:
    """The text that is kept under a name, if there is one."""
    with suppress(KeyringError, RuntimeError, OSError):
        return keyring.get_password(SERVICE, mark)
    return None


def forget(mark: str) -> None:
    """Keep it no longer."""
    with suppress(KeyringError, RuntimeError, OSError):
        keyring.delete_password(SERVICE, mark)
