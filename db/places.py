"""Refuses a database on a network or synchronised folder, where two computers would damage it."""

import ctypes
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

import psutil

from app.domain.errors import Refusal

NEXT_STEP = "Keep the database on this computer's own disk. Exports and backups may go there."

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
    r"|mobile documents|com~apple~clouddocs|cloudstorage|nextcloud|box sync|pcloud ?drive",
    re.IGNORECASE,
)
_REMOTE_DRIVE = 4
"""What Windows' GetDriveTypeW says of a mapped drive."""


@dataclass(frozen=True)
class Mount:
    """A place where a file system is joined, and its kind."""

    place: str
    system: str


def mounts() -> tuple[Mount, ...]:
    """The file systems of this computer; on Windows drives are asked one by one instead."""
    if sys.platform == "win32":
        return ()
    return tuple(Mount(p.mountpoint, p.fstype) for p in psutil.disk_partitions(all=True))


def check_place(
    path: Path, mounted: Iterable[Mount] | None = None, environment: Mapping[str, str] | None = None
) -> None:
    """Refuse a path on a network or in a synchronised folder."""
    full = Path(os.path.realpath(path))
    if on_network(full, mounts() if mounted is None else mounted):
        raise Refusal(f"{path.name} lies on a network drive, where a database can be damaged.", NEXT_STEP)
    folder = synchronised(full, os.environ if environment is None else environment)
    if folder:
        raise Refusal(
            f'{path.name} lies in the synchronised folder "{folder}", where a database can be damaged.', NEXT_STEP
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


def synchronised(path: PurePath, environment: Mapping[str, str]) -> str | None:
    """The name of the synchronised folder that holds the path, if one does."""
    for name, value in environment.items():
        if name.upper().startswith("ONEDRIVE") and value and _within(str(path), value):
            return re.split(r"[/\\]", value.rstrip("/\\"))[-1]
    return next((part for part in path.parts[:-1] if _SYNCHRONISED.fullmatch(part)), None)


def _within(path: str, folder: str) -> bool:
    stem = folder.rstrip("/\\")
    return path == folder or path.startswith((stem + "/", stem + "\\"))


def _drive_is_remote(drive: str) -> bool:
    if sys.platform == "win32":
        return bool(drive) and ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _REMOTE_DRIVE
    return False
