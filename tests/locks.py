"""The key of the tests' encrypted files, given raw: a passphrase costs time by intention, and only its own tests pay it."""

import shutil
from pathlib import Path

from app.domain.records import new_id
from db.keys import Key, KeyFile

KEY = Key(bytes(range(32)))
PASSPHRASE = "three small owls"


def lock(path: Path, key: Key = KEY, passphrase: str = PASSPHRASE) -> Path:
    """Lay a key file beside an encrypted file, so that the passphrase opens it; gives the file's path back."""
    KeyFile(new_id(), {}, {}).change(key, passphrase).renew(key)[0].write(KeyFile.path_of(path))
    return path


def locked_copy(fresh: Path, path: Path) -> Path:
    """A copy of a file that the key opens, with its key file."""
    return lock(Path(shutil.copyfile(fresh, path)))
