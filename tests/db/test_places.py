"""A database belongs on this computer's own disk; networks and synchronised folders are recognised."""

import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.domain.backups import Misplaced
from app.domain.errors import Refusal
from db import disks
from db.places import Mount, check_place, mounts, on_network, synchronised

MOUNTED = (
    Mount("/", "ext4"),
    Mount("/mnt/share", "cifs"),
    Mount("/mnt/share/disk", "ext4"),
    Mount("/home/ann/remote", "fuse.sshfs"),
    Mount("/net", "nfs4"),
)


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/ann/service.db", False),
        ("/mnt/share/service.db", True),
        ("/mnt/shared/service.db", False),
        ("/mnt/share/disk/service.db", False),
        ("/home/ann/remote/a/b.db", True),
        ("/net/service.db", True),
    ],
)
def test_the_deepest_file_system_decides(path: str, network: bool) -> None:
    assert on_network(PurePosixPath(path), MOUNTED) is network


@pytest.mark.parametrize(
    ("path", "network"),
    [
        (r"\\server\share\service.db", True),
        (r"\\?\UNC\server\share\service.db", True),
        (r"\\?\C:\Users\ann\service.db", False),
        (r"C:\Users\ann\service.db", False),
    ],
)
def test_a_share_of_windows_is_a_network(path: str, network: bool) -> None:
    assert on_network(PureWindowsPath(path), ()) is network


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        (
            PureWindowsPath(r"C:\Users\ann\OneDrive - Durham County Council\iro\s.db"),
            "OneDrive - Durham County Council",
        ),
        (PureWindowsPath(r"C:\Users\ann\OneDrive\s.db"), "OneDrive"),
        (PurePosixPath("/home/ann/Dropbox/s.db"), "Dropbox"),
        (PurePosixPath("/home/ann/Dropbox (Work)/s.db"), "Dropbox (Work)"),
        (PureWindowsPath(r"G:\My Drive\s.db"), "My Drive"),
        (PurePosixPath("/Users/ann/Library/CloudStorage/GoogleDrive-a@b.uk/s.db"), "CloudStorage"),
        (PurePosixPath("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/s.db"), "Mobile Documents"),
        (PureWindowsPath(r"C:\Users\ann\iCloudDrive\s.db"), "iCloudDrive"),
        (PurePosixPath("/home/ann/my onedriver notes/s.db"), None),
        (PurePosixPath("/home/ann/Dropbox"), None),
    ],
)
def test_synchronised_folders_are_known_by_their_names(path: PurePosixPath, folder: str | None) -> None:
    assert synchronised(path, {}) == folder


def test_windows_says_where_onedrive_is_whatever_its_name() -> None:
    environment = {"OneDriveCommercial": r"D:\Sync", "OTHER": r"C:\Users"}
    assert synchronised(PureWindowsPath(r"D:\Sync\iro\s.db"), environment) == "Sync"
    assert synchronised(PureWindowsPath(r"D:\Synchrotron\s.db"), environment) is None
    assert synchronised(PureWindowsPath(r"C:\Users\ann\s.db"), environment) is None


def test_the_refusal_says_where_to_keep_it(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"network drive.*Keep the database on this computer's own disk"):
        check_place(tmp_path / "service.db", (Mount(str(tmp_path.resolve()), "smb3"),), {})
    with pytest.raises(Refusal, match=r'synchronised folder "Dropbox"'):
        check_place(tmp_path / "Dropbox" / "service.db", (), {})
    check_place(tmp_path / "service.db", (Mount("/", "ext4"),), {})


def test_a_link_to_a_synchronised_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    try:
        (tmp_path / "plain").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    except OSError:
        pytest.skip("this computer lets nobody make links")
    with pytest.raises(Refusal, match="synchronised"):
        check_place(tmp_path / "plain" / "service.db", (), {})


def test_the_file_systems_of_this_computer_can_be_asked_for() -> None:
    assert all(isinstance(mount, Mount) for mount in mounts())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked about one drive at a time")
def test_the_system_and_the_library_name_the_same_file_systems() -> None:
    assert set(mounts()) == set(disks.mounts())


def test_a_library_of_sharepoint_is_known_by_what_windows_says() -> None:
    path = PureWindowsPath(r"C:\Users\ann\Durham County Council\IRO Team - Documents\s.db")
    root = r"c:\users\ANN\Durham County Council\IRO Team - Documents"
    assert synchronised(path, {}) is None
    assert synchronised(path, {}, (root,)) == "IRO Team - Documents"
    assert synchronised(PureWindowsPath(r"\\durham.sharepoint.com@SSL\DavWWWRoot\sites\s.db"), {}) is not None
    assert isinstance(disks.synchronised_roots(), tuple)


def test_a_misplaced_file_is_offered_to_be_moved(tmp_path: Path) -> None:
    with pytest.raises(Misplaced, match="iro-tracker move"):
        check_place(tmp_path / "Dropbox" / "service.db", (), {})
