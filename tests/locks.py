"""The key of the tests' encrypted files, given raw: a passphrase costs time by intention, and only its own tests pay it."""

import shutil
from pathlib import Path

from app.domain.access import Stamp
from app.domain.records import new_id
from db.database import Database
from db.keys import Key, KeyFile

KEY = Key(bytes(range(32)))
PASSPHRASE_FILE = Path(__file__).parent / "data" / "passphrase.txt"
PASSPHRASE = PASSPHRASE_FILE.read_text(encoding="utf-8").strip()


def lock(path: Path, key: Key = KEY, passphrase: str = PASSPHRASE) -> Path:
    """Lay a key file beside an encrypted file, so that the passphrase opens it; gives the file's path back."""
    KeyFile(new_id(), {}, {}).change(key, passphrase).renew(key)[0].write(KeyFile.path_of(path))
    return path


def locked_copy(fresh: Path, path: Path) -> Path:
    """A copy of a file and of the key file beside it; gives the copy's path back."""
    shutil.copyfile(KeyFile.path_of(fresh), KeyFile.path_of(path))
    return Path(shutil.copyfile(fresh, path))


def key_of(path: Path, passphrase: str = PASSPHRASE) -> Key | None:
    """The key by which the passphrase opens a file; a demonstration has none."""
    held = KeyFile.path_of(path)
    return KeyFile.read(held).unlock(passphrase) if held.exists() else None


def there(path: Path, stamp: Stamp) -> Path:
    """A file that the passphrase opens: made if there is none of this name yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        Database.begin(path, stamp, KeyFile.make(PASSPHRASE)).close()
    return path
