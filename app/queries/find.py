"""Find anything by typing: children and officers, 20 of each kind."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.officers import Officer
from app.domain.records import fold
from app.store import Selection, Store, Where

MOST = 20


@dataclass(frozen=True)
class Found:
    """One thing found: what it is ("child", "officer"), its record's id, and its words in two parts."""

    kind: str
    id: str
    words: str
    more: str = ""


@dataclass(frozen=True)
class Find:
    """Children whose reference or name, and officers whose name, contains the text."""

    text: str
    kinds: tuple[str, ...] = ("child", "officer")
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[Found, ...]:
        """At most 20 of each kind; nothing for an empty text."""
        if not self.text.strip():
            return ()
        found: list[Found] = []
        if "child" in self.kinds:
            found += self._children(store, stamp)
        if "officer" in self.kinds:
            words = fold(self.text).split()
            named = [o for o in store.shelf(Officer).find() if all(word in fold(o.name) for word in words)]
            officers = sorted(named, key=lambda o: fold(o.name))
            found += [Found("officer", o.id, o.name, "Officer") for o in officers[:MOST]]
        return tuple(found)

    def _children(self, store: Store, stamp: Stamp) -> list[Found]:
        selection = Selection("children", (Where("search", "contains", self.text.strip()),), stamp.today)
        rows = store.rows(selection, ("id", "child", "reference"), (("child", False),), 0, MOST)
        return [Found("child", child_id, name, reference) for child_id, name, reference in rows]
