"""Keep what the whole service learns from challenges: learning points, and the challenges that each draws on."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.commands.challenges.checking import challenge_for_change, check_listed, day_of, needed
from app.commands.checking import check_version
from app.domain.access import Right, Stamp, Whose
from app.domain.challenges.records import LearningLink, LearningPoint
from app.domain.errors import Refusal
from app.store import Store


@dataclass(frozen=True)
class KeepLearningPoint:
    """Add or correct a learning point: theme, words, where it was shared, the action and its owner, what changed."""

    theme: str
    noticed_on: date | None = None
    words: str = ""
    shared_where: str = ""
    shared_on: date | None = None
    action: str = ""
    owner: str = ""
    due: date | None = None
    changed: str = ""
    changed_on: date | None = None
    challenge_ids: tuple[str, ...] = ()
    point_id: str | None = None
    version: int | None = None
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Keep a learning point"
    whose: ClassVar[Whose] = Whose.TEAM

    def run(self, store: Store, stamp: Stamp) -> LearningPoint:
        """Refuses no theme, no words, and what was noticed, shared or changed on a day to come."""
        shelf = store.shelf(LearningPoint)
        self._check(store, stamp)
        old = shelf.get(self.point_id) if self.point_id else None
        if old:
            _check_kept(old)
            check_version(self.version, old.version, "learning point")
        point = LearningPoint(
            theme=self.theme,
            noticed_on=day_of(stamp, self.noticed_on),
            words=self.words.strip(),
            shared_where=self.shared_where.strip(),
            shared_on=self.shared_on,
            action=self.action.strip(),
            owner=self.owner.strip(),
            due=self.due,
            changed=self.changed.strip(),
            changed_on=self.changed_on,
        )
        kept = shelf.keep(replace(point, id=old.id, version=old.version, import_id=old.import_id) if old else point)
        self._link(store, kept.id)
        store.describe(f"Noticed on {kept.noticed_on.isoformat()}")
        return kept

    def _check(self, store: Store, stamp: Stamp) -> None:
        check_listed(store, "challenge-theme", self.theme, "Choose what the learning point is about: its theme.")
        needed(self.words, "Say what is to be learnt.", "One or two sentences are enough.")
        for day in (self.noticed_on, self.shared_on, self.changed_on):
            day_of(stamp, day)
        for challenge_id in self.challenge_ids:
            challenge_for_change(store, challenge_id)

    def _link(self, store: Store, point_id: str) -> None:
        shelf = store.shelf(LearningLink)
        there = {link.challenge_id: link for link in shelf.find(learning_id=point_id)}
        for gone in (link for key, link in there.items() if key not in self.challenge_ids):
            shelf.void(gone, "Does not draw on this challenge")
        new = [one for one in dict.fromkeys(self.challenge_ids) if one not in there]
        shelf.keep_all(LearningLink(learning_id=point_id, challenge_id=one) for one in new)


@dataclass(frozen=True)
class VoidLearningPoint:
    """Say that a learning point was entered in error; it stays visible with who, when and why."""

    point_id: str
    why: str
    right: ClassVar[Right] = Right.CHALLENGE
    title: ClassVar[str] = "Void a learning point"

    def run(self, store: Store, stamp: Stamp) -> LearningPoint:
        """Refuses without a reason."""
        point = store.shelf(LearningPoint).get(self.point_id)
        _check_kept(point)
        why = needed(self.why, "Say why the learning point is void.", "For example: entered twice.")
        store.describe(f"Noticed on {point.noticed_on.isoformat()}")
        return store.shelf(LearningPoint).void(point, why)


def _check_kept(point: LearningPoint) -> None:
    if point.voided:
        raise Refusal("This learning point was voided.", "Undo that first, or add it anew.")
