"""How a child took part in reviews and conferences over time, oldest first: what the strip of a child's page shows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.conferences import CONFERENCES
from app.domain.contacts import DUTY
from app.domain.dates import long
from app.domain.participation import CODES, participated
from app.domain.reviews import Review
from app.domain.voice import CHAIRING, NOT_CHAIRED, Voice
from app.queries.contacts import seen_before_reviews
from app.queries.service import kind_names, setting
from app.store import Store

NOT_RECORDED = "Not recorded"


def no_participation(store: Store) -> Collection[str]:
    """The codes that are no participation today (setting "participation.not")."""
    codes: Collection[str] = setting(store, "participation.not")
    return codes


@dataclass(frozen=True)
class Took:
    """How the child took part in one review or conference."""

    review_id: str
    date: date
    kind: str
    title: str
    is_conference: bool
    code: str | None
    words: str
    took_part: bool | None
    """None where the child was under 4 or nothing is recorded."""
    chaired: str
    """That the child chaired or co-chaired it; "" otherwise."""
    seen: str
    """Whether the child was seen before it, where that is a duty or was recorded."""

    @property
    def told(self) -> str:
        """All of it in one sentence for those who listen."""
        parts = [f"{self.title}, {long(self.date)}: {self.words}", self.chaired, self.seen]
        return ". ".join(part.rstrip(".") for part in parts if part) + "."


@dataclass(frozen=True)
class ParticipationStrip:
    """Ask how one child took part in every review and conference that was held."""

    child_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[Took, ...]:
        """Oldest first; none for a foster household."""
        held = [(one.held, one) for one in store.shelf(Review).find(child_id=self.child_id) if one.held]
        held.sort(key=lambda pair: (pair[0], pair[1].id))
        names, not_codes = kind_names(store), no_participation(store)
        voices = {one.review_id: one for one in store.shelf(Voice).find(child_id=self.child_id)}
        seen = seen_before_reviews(store, [one.id for _, one in held])
        found = []
        for day, one in held:
            before = seen.get(one.id)
            found.append(
                Took(
                    one.id,
                    day,
                    one.kind,
                    names[one.kind],
                    one.kind in CONFERENCES,
                    one.participation,
                    took_part_words(one.participation),
                    participated(one.participation, not_codes),
                    chaired_words(voices.get(one.id)),
                    before.words if before and (before.contact or one.kind in DUTY) else "",
                )
            )
        return tuple(found)


def took_part_words(code: str | None) -> str:
    """A participation code in words."""
    return CODES.get(code, code) if code else NOT_RECORDED


def chaired_words(voice: Voice | None) -> str:
    """That the child chaired or co-chaired; "" otherwise."""
    said = voice.chaired if voice else None
    return CHAIRING[said] if said and said != NOT_CHAIRED else ""
