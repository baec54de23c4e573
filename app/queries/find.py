"""Find anything by typing: children, foster households, officers and challenges, 20 of each kind."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import STATES
from app.domain.challenges.words import SERVICE_CONCERN
from app.domain.officers import Officer
from app.domain.records import fold
from app.store import Selection, Store, Where

MOST = 20
HOUSEHOLD = "Foster household "


@dataclass(frozen=True)
class Found:
    """One thing found: what it is ("child", "officer", "challenge"), its record's id, and its words in two parts."""

    kind: str
    id: str
    words: str
    more: str = ""


@dataclass(frozen=True)
class Find:
    """Children by reference or name, officers by name, challenges by reference, child and what is wrong."""

    text: str
    kinds: tuple[str, ...] = ("child", "household", "officer", "challenge")
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[Found, ...]:
        """At most 20 of each kind; nothing for an empty text."""
        if not self.text.strip():
            return ()
        found: list[Found] = []
        if "child" in self.kinds:
            found += self._children(store, stamp, "")
        if "household" in self.kinds:
            found += self._children(store, stamp, HOUSEHOLD)
        if "officer" in self.kinds:
            words = fold(self.text).split()
            named = [o for o in store.shelf(Officer).find() if all(word in fold(o.name) for word in words)]
            officers = sorted(named, key=lambda o: fold(o.name))
            found += [Found("officer", o.id, o.name, "Officer") for o in officers[:MOST]]
        if "challenge" in self.kinds:
            found += self._challenges(store, stamp)
        return tuple(found)

    def _children(self, store: Store, stamp: Stamp, noun: str) -> list[Found]:
        """Those who are children, or, with the noun, foster households, which have the page of a child."""
        where = (Where("search", "contains", self.text.strip()), Where("household", "is", bool(noun)))
        rows = store.rows(
            Selection("children", where, stamp.today), ("id", "child", "reference"), (("child", False),), 0, MOST
        )
        return [Found("child", child_id, name, f"{noun}{reference}") for child_id, name, reference in rows]

    def _challenges(self, store: Store, stamp: Stamp) -> list[Found]:
        """The newest first; each with its child and where it stands."""
        selection = Selection("challenges", (Where("search", "contains", self.text.strip()),), stamp.today)
        newest = (("raised_on", True), ("reference", True))
        rows = store.rows(selection, ("id", "reference", "child", "state"), newest, 0, MOST)
        return [
            Found("challenge", challenge_id, f"{reference} {child or SERVICE_CONCERN}", STATES[state])
            for challenge_id, reference, child, state in rows
        ]
