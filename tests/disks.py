"""Disks that are really full or too small, for the tests of what then happens to the records."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

LEFT = "room taken by others"


@contextmanager
def small_disk(place: Path, megabytes: int = 8) -> Iterator[Path]:
    """A disk of its own of so many megabytes, where this computer lets us make one."""
    if sys.platform != "linux" or shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root on Linux can make a small disk")
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this computer does not let us make a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextmanager
def gone(disk: Path) -> Iterator[None]:
    """Take a disk out of its place, and join it there again; files that are open on it stay open, as on a lost share."""
    aside = disk.with_name(f"{disk.name} aside")
    aside.mkdir()
    subprocess.run(["mount", "--move", str(disk), str(aside)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "--move", str(aside), str(disk)], check=True)
        aside.rmdir()


def fill(disk: Path) -> None:
    """Take all the room that is left on a disk."""
    with (disk / LEFT).open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


def make_room(disk: Path) -> None:
    """Give it back."""
    (disk / LEFT).unlink()


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """No file of this process can grow beyond so many bytes: writing there fails, as on a disk that breaks down."""
    resource = pytest.importorskip("resource")
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))
