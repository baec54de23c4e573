"""Asks Windows and macOS about their disks, through a library that takes long to load: other systems do without it."""

import ctypes
import importlib
import sys
from contextlib import suppress
from typing import Any

import psutil

from db.places import Mount

_REMOTE_DRIVE = 4
"""What Windows' GetDriveTypeW says of a mapped drive."""

_SYNC_ENGINES = r"Software\SyncEngines\Providers\OneDrive"
"""Where Windows writes down what OneDrive keeps in step."""


def mounts() -> tuple[Mount, ...]:
    """Every file system that is joined, with its kind."""
    return tuple(Mount(part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True))


def is_remote(drive: str) -> bool:
    """Whether a drive of Windows, such as "S:", lies on another computer."""
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _REMOTE_DRIVE)
    return False


def synchronised_roots() -> tuple[str, ...]:
    """The folders that OneDrive keeps in step on Windows, libraries of SharePoint among them."""
    found: list[str] = []
    if sys.platform == "win32":
        registry: Any = importlib.import_module("winreg")
        with suppress(OSError), registry.OpenKey(registry.HKEY_CURRENT_USER, _SYNC_ENGINES) as engines:
            for number in range(registry.QueryInfoKey(engines)[0]):
                with suppress(OSError), registry.OpenKey(engines, registry.EnumKey(engines, number)) as engine:
                    found.append(str(registry.QueryValueEx(engine, "MountPoint")[0]))
    return tuple(found)
