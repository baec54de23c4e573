"""The arguments of the verbs that are about the whole file: check, backup, restore, move."""

import argparse
from typing import Any

from ui.typed import file_path


def add_whole_file(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add them to the verbs there are."""
    check = verbs.add_parser(
        "check",
        parents=[common],
        allow_abbrev=False,
        help="check the file and its account; names the first broken entry",
    )
    check.add_argument("--full", action="store_true", help="read every page and every record again")
    check.add_argument(
        "--accept", action="store_true", help="go on with an older copy that was put here on purpose; needs --reason"
    )
    check.add_argument("--reason", metavar="WORDS", help="why, for the account; no child's name")
    _backup(verbs.add_parser("backup", parents=[common], allow_abbrev=False, help="make a backup and check it"))
    restore = verbs.add_parser(
        "restore", parents=[common], allow_abbrev=False, help="put a backup back; without one, list those there are"
    )
    restore.add_argument("backup", type=file_path, nargs="?", metavar="BACKUP", help="the folder of one backup")
    restore.add_argument(
        "--folder", type=file_path, metavar="FOLDER", help="where backups are listed, beside the usual one"
    )
    where = restore.add_mutually_exclusive_group()
    where.add_argument("--to", type=file_path, metavar="FILE", help="restore into a new file")
    where.add_argument("--in-place", action="store_true", help="restore over the file in use, which is kept")
    move = verbs.add_parser(
        "move",
        parents=[common],
        allow_abbrev=False,
        help="move the file from a network or synchronised folder to this disk",
    )
    move.add_argument("--to", type=file_path, required=True, metavar="FILE")


def _backup(backup: argparse.ArgumentParser) -> None:
    where = backup.add_mutually_exclusive_group()
    where.add_argument(
        "--to", type=file_path, metavar="FOLDER", help="where it goes (default: the folder in the settings)"
    )
    where.add_argument(
        "--copy", type=file_path, metavar="FILE.irocopy", help="leave a read-only copy for colleagues instead"
    )
