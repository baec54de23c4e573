"""Tells the window how far its file is protected: the keys of an encrypted one, and outright that a demonstration is not."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from ui.ownkeys import OwnKeys
from ui.window import Window

UNENCRYPTED = "a demonstration, not encrypted"


def protect(window: Window, parts: Any, path: Path, opened: Any) -> None:
    """Before the first page is made; whether a key file lies there says it all, for only a demonstration opens without."""
    is_locked = bool(parts.database.keys.path_of(path).exists())
    keys, is_only_read = OwnKeys.of(parts, path, opened), bool(parts.database.only_read(path))
    window.tools = replace(window.tools, keys=keys, is_locked=is_locked, is_only_read=is_only_read)
    if not is_locked:
        words = window.foot.database
        words.setText(f"{words.text()}: {UNENCRYPTED}")
        words.setToolTip("Invented children only: whoever can open this folder can read the file.")
