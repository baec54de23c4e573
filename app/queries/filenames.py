"""How the account tells where a file went: an entry stays when a child is erased for good, so no file's name in it names one."""

import re
from pathlib import Path

from app.store import Selection, Store

SHORT = 2
"""Words with no more letters than that name nobody."""

LEFT_OUT = "(a file that names a child)"


def without_names(store: Store, summary: str) -> str:
    """The summary of an export without the name of its file, if that holds a part of any child's name."""
    words, to, path = summary.rpartition(", to ")
    told = _words(Path(path).name) if to else frozenset()
    known = store.rows(Selection("children", (), store.stamp.today), ("name", "known_as")) if told else ()
    if not any(told & _words(str(name or "")) for row in known for name in row):
        return summary
    return f"{words}{to}{Path(path).with_name(LEFT_OUT + Path(path).suffix)}"


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) > SHORT)
