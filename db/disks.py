"""Asks Windows and macOS about their disks, through a library that takes long to load: other systems do without it."""

import ctypes
import sys

import psutil

from db.places import Mount

_REMOTE_DRIVE = 4
"""What Windows' GetDriveTypeW says of a mapped drive."""


def mounts() -> tuple[Mount, ...]:
    """Every file system that is joined, with its kind."""
    return tuple(Mount(part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True))


def is_remote(drive: str) -> bool:
    """Whether a drive of Windows, such as "S:", lies on another computer."""
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _REMOTE_DRIVE)
    return False
