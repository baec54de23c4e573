"""Where a database may lie: on this computer's own disk, not on a network or in a synchronised folder, and writable."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from app.domain.backups import Misplaced
from app.domain.errors import Refusal
from app.late import late

NEXT_STEP = (
    "Keep the database on this computer's own disk. Exports and backups may go there. "
    "An IRO team manager can move it safely: here, or with `iro-tracker move --database FILE --to NEW`."
)

NETWORK_SYSTEMS = frozenset(
    {
        *(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afpfs",
            "afs",
            "ncp",
            "ncpfs",
            "webdav",
            "davfs",
        ),
        *("sshfs", "ceph", "glusterfs", "lustre", "beegfs", "gpfs", "vboxsf", "fuse.vmhgfs-fuse", "macfuse", "osxfuse"),
        *("fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.s3fs", "fuse.gcsfuse"),
        *("fuse.ceph", "fuse.onedriver", "fuse.google-drive-ocamlfuse", "fuse.dbxfs"),
    }
)
_SYNCHRONISED = re.compile(
    r"onedrive( ?[-–] ?.*)?|dropbox( \(.*\))?|google ?drive( \(.*\))?|googledrive-.*|my drive|icloud ?drive"
    r"|mobile documents|com~apple~clouddocs|cloudstorage|nextcloud|owncloud|box sync|pcloud ?drive"
    r"|.*sharepoint.*|davwwwroot",
    re.IGNORECASE,
)
_OF_LINUX = Path("/proc/self/mounts")
_ESCAPED = re.compile(r"\\([0-7]{3})")
"""A space in a place is written there as \\040."""


@dataclass(frozen=True)
class Mount:
    """A place where a file system is joined, and its kind."""

    place: str
    system: str


def mounts() -> tuple[Mount, ...]:
    """The file systems of this computer; on Windows drives are asked one by one instead."""
    if sys.platform == "win32":
        return ()
    try:
        if _OF_LINUX.exists():
            return tuple(_lines_of_linux(_OF_LINUX.read_text(encoding="utf-8", errors="surrogateescape")))
        found: tuple[Mount, ...] = late("db.disks").mounts()
    except OSError as error:
        raise Refusal(
            "This computer does not tell its disks apart just now. Nothing was changed.", "Try again."
        ) from error
    return found


def check_place(
    path: Path, mounted: Iterable[Mount] | None = None, environment: Mapping[str, str] | None = None
) -> None:
    """Refuse a path on a network or in a synchronised folder."""
    full = Path(os.path.realpath(path))
    if on_network(full, mounts() if mounted is None else mounted):
        raise Misplaced(f"{path.name} lies on a network drive, where a database can be damaged.", NEXT_STEP)
    folder = synchronised(full, os.environ if environment is None else environment, synchronised_roots())
    if folder:
        raise Misplaced(
            f'{path.name} lies in the synchronised folder "{folder}", where a database can be damaged.', NEXT_STEP
        )


def check_rights(path: Path) -> None:
    """Refuse a file that may not be written to, or lies in such a folder."""
    if not os.access(path, os.W_OK):
        raise Refusal(
            f"{path.name} is read-only.",
            "Nothing was written. Ask for the right to write to it, or copy it to a folder of your own.",
        )
    check_folder(path.parent)


def check_one_name(path: Path) -> None:
    """Refuse a file that has a second name: each would have a journal of its own, and one loses the other's changes.

    A restore that was cut off leaves one, which is no harm while the file is opened by its own.
    """
    names = path.stat().st_nlink
    if names < 2:
        return
    beside = (
        each for each in path.parent.glob("*") if each.name.startswith((f"{path.stem} replaced ", path.name + "."))
    )
    ours = sum(each.is_file() and each.samefile(path) for each in beside)
    if ours < names - 1:
        raise Refusal(
            f"{path.name} has a second name on this disk (a hard link), and changes made by one would be lost by the other.",
            "Nothing was changed. Remove the other name, or copy the file to a new one and open that.",
        )


def check_folder(folder: Path) -> None:
    """Refuse a folder that is not there or may not be written to."""
    if not folder.is_dir():
        raise Refusal(f"There is no folder {folder}.", "Create it, or choose another one.")
    if not os.access(folder, os.W_OK):
        raise Refusal(
            f"The folder {folder} is read-only, and a database needs to write beside itself.",
            "Ask for the right to write there, or choose another folder.",
        )


def on_network(path: PurePath, mounted: Iterable[Mount]) -> bool:
    """Whether the deepest file system that holds the path is one of a network."""
    text = str(path)
    if text.startswith(("\\\\", "//")) and not text.startswith(("\\\\?\\", "\\\\.\\")):
        return True
    if text.startswith("\\\\?\\UNC\\"):
        return True
    holding = [mount for mount in mounted if _within(text, mount.place)]
    if holding:
        return max(holding, key=lambda mount: len(mount.place)).system.lower() in NETWORK_SYSTEMS
    return _drive_is_remote(path.drive)


def synchronised(path: PurePath, environment: Mapping[str, str], roots: Iterable[str] = ()) -> str | None:
    """The name of the synchronised folder that holds the path, if one does.

    Roots are the folders that Windows says are synchronised: a library of SharePoint has the name of the council and the
    team, by which nobody would know it.
    """
    told = [value for name, value in environment.items() if name.upper().startswith("ONEDRIVE") and value]
    for folder in (*told, *filter(None, roots)):
        if _within(str(path).casefold(), folder.casefold()):
            return re.split(r"[/\\]", folder.rstrip("/\\"))[-1]
    return next((part for part in path.parts[:-1] if _SYNCHRONISED.fullmatch(part)), None)


def synchronised_roots() -> tuple[str, ...]:
    """The folders that this computer says are synchronised; only Windows says so."""
    found: tuple[str, ...] = late("db.disks").synchronised_roots() if sys.platform == "win32" else ()
    return found


def _within(path: str, folder: str) -> bool:
    stem = folder.rstrip("/\\")
    return path == folder or path.startswith((stem + "/", stem + "\\"))


def _lines_of_linux(text: str) -> Iterator[Mount]:
    for line in text.splitlines():
        _, place, system, *_ = line.split(" ")
        yield Mount(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), place), system)


def _drive_is_remote(drive: str) -> bool:
    return sys.platform == "win32" and bool(drive) and bool(late("db.disks").is_remote(drive))
