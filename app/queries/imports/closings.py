"""A closing that a log tells otherwise than it stands here: the day and the outcome typed here stay, each as a conflict."""

from datetime import date

from app.domain.challenges import records
from app.domain.challenges.records import Challenge, ChallengeStep
from app.queries.imports.basis import Basis
from app.queries.imports.logged import Logged, as_listed
from app.queries.imports.outcome import Conflict
from app.queries.imports.saying import LABELS, NOT_RECORDED, OTHER_WORDS, ChallengeSaid
from app.queries.imports.settling import Memory, Said, Settling

KINDS = (records.CLOSING, records.WITHDRAWAL)


class Closings:
    """Settles the closing of one challenge that is here, and notes the conflicts."""

    def __init__(self, basis: Basis, logged: Logged, said: ChallengeSaid, here: Challenge) -> None:
        self._settling = Settling(Memory(None), basis.choices, here.child_id or "", here.reference)
        self._place = (basis.facts.sheets[said.line.sheet], said.line.row)
        self._labels = logged.labels
        self._id = here.id

    @property
    def conflicts(self) -> list[Conflict]:
        """What stands against what."""
        return self._settling.conflicts

    def settled(self, told: Said, ours: ChallengeStep) -> Said | None:
        """The closing as it is once the file's values that were chosen are taken; None where ours stays as it is."""
        theirs = date.fromisoformat(told["on"]) if told["on"] else ours.on
        day = ours.on
        if theirs != ours.on:
            day = self._settling.conflict(f"{self._id}:closed_on", "Date closed", ours.on, theirs, self._place)
        takes = self._takes_outcome(told, ours)
        if day == ours.on and not takes:
            return None
        own = {"kind": ours.kind, "code": ours.code, "words": ours.words, "by": ours.by}
        return {**(told if takes else own), "on": day.isoformat()}

    def _takes_outcome(self, told: Said, ours: ChallengeStep) -> bool:
        """Whether the file gives another outcome, and that one was chosen."""
        here, there = self._outcome(ours.kind, ours.code, ours.words), self._outcome(**_parts(told))
        if there in ("", LABELS[OTHER_WORDS]) or as_listed(there) == as_listed(here):
            return False
        return bool(self._settling.conflict(f"{self._id}:outcome", "Outcome", here, there, self._place) == there)

    def _outcome(self, kind: str, code: str, words: str) -> str:
        """The outcome in words; "" where none is given."""
        if kind == records.WITHDRAWAL:
            return self._labels.get(records.WITHDRAWN, records.STEPS[kind])
        if code == OTHER_WORDS:
            return words.partition("\n")[0]
        return "" if code == NOT_RECORDED else self._labels.get(code, code)


def _parts(told: Said) -> dict[str, str]:
    return {"kind": told["kind"], "code": told.get("code", ""), "words": told["words"]}
