"""The steps of one challenge as a log tells them: made with the ladder's days, added to those here, corrected where it differs."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.access import Stamp
from app.domain.calendar import add_months
from app.domain.challenges import records
from app.domain.challenges.ladder import skipped
from app.domain.challenges.records import Challenge, ChallengeStep
from app.domain.records import live
from app.queries.challenges.defaults import THEME_REASON
from app.queries.imports.closings import KINDS, Closings
from app.queries.imports.logged import Logged
from app.queries.imports.saying import ChallengeSaid
from app.queries.imports.settling import Said

CORRECTED = "The log says otherwise now"
_LOOKED_AFTER = (records.CLA, records.BOTH)
_NOT_COMPARED = ("id", "words")
"""What does not make an entry into a level another one."""


class Steps:
    """The steps of a challenge here, and what a log adds to them."""

    def __init__(
        self, challenge: Challenge, here: Iterable[ChallengeStep], logged: Logged, stamp: Stamp, import_id: str
    ) -> None:
        self.kept: list[ChallengeStep] = []
        self._challenge = challenge
        self._all = {step.id: step for step in here}
        self._logged = logged
        self._stamp = stamp
        self._import_id = import_id
        self._position = max((step.position for step in self._all.values()), default=-1) + 1
        self._is_new = not self._all

    @property
    def all(self) -> tuple[ChallengeStep, ...]:
        """The steps that count."""
        return live(self._all.values())

    @property
    def differ(self) -> bool:
        """Whether anything was added or corrected."""
        return bool(self.kept)

    def first(self, said: ChallengeSaid) -> dict[str, Said]:
        """The steps of a new challenge; what is remembered of them."""
        if self._challenge.positive:
            self._add(
                {"kind": records.ENTERED, "level": records.GOOD_PRACTICE, "on": said.line.raised.isoformat()}, said
            )
            return {}
        return {
            slot: {**told, "id": self._add(told, said) if self._lawful(told) else ""}
            for slot, told in said.slots.items()
        }

    def more(self, said: ChallengeSaid, before: Said, closings: Closings) -> dict[str, Said]:
        """What the log says anew; what it said before, and what is here already by other hands, is not said again."""
        earlier: dict[str, Said] = before.get("slots", {})
        made: dict[str, Said] = {}
        self._take_back_levels(said, earlier)
        for slot, says in said.slots.items():
            old = earlier.get(slot)
            told = _dated(says, old)
            if old is not None and _same(slot, told, old):
                continue
            step = self._all.get(old["id"]) if old is not None and old["id"] else None
            if step is not None and not step.voided:
                made[slot] = {**told, "id": self._add(told, said, instead=step)}
            elif told["kind"] in KINDS and self._challenge.state == records.CLOSED:
                made[slot] = {**told, "id": self._closed_otherwise(told, said, closings)}
            elif self._is_here(told) or not self._lawful(told):
                made[slot] = {**told, "id": ""}
            else:
                made[slot] = {**told, "id": self._add(self._risen(told, said), said)}
        return made

    def _closed_otherwise(self, told: Said, said: ChallengeSaid, closings: Closings) -> str:
        """What somebody closed here stays so, unless the file's day or outcome was chosen instead; the id of the new step."""
        ours = max((step for step in self.all if step.kind in KINDS), key=lambda step: (step.on, step.position))
        settled = closings.settled(told, ours)
        return self._add(settled, said, instead=ours) if settled else ""

    def _risen(self, told: Said, said: ChallengeSaid) -> Said:
        """A level that rose since the log was read last was entered by now, or by the closing, nobody says when."""
        below = [step for step in self.all if step.kind == records.ENTERED and (step.level or 0) < told.get("level", 0)]
        if not told.get("column") or not below:
            return told
        closed = said.line.closed_on
        on = closed.isoformat() if closed else None
        return {**told, "on": on, "words": f"The log gives no date for level {told['level']}."}

    def _take_back_levels(self, said: ChallengeSaid, earlier: dict[str, Said]) -> None:
        """A log that gives one level, and now a lower one than before, corrects itself."""
        levels = [told["level"] for told in said.slots.values() if told["kind"] == records.ENTERED]
        gone = [old for slot, old in earlier.items() if slot.startswith("entered:") and slot not in said.slots]
        for old in gone:
            step = self._all.get(old["id"])
            if step is not None and not step.voided and levels and old["level"] > max(levels):
                self._void(step)

    def _is_here(self, told: Said) -> bool:
        """Whether somebody recorded it here."""
        challenge, kind = self._challenge, told["kind"]
        if kind == records.ENTERED:
            return any(step.kind == kind and step.level == told["level"] for step in self.all)
        if kind == records.RESPONSE:
            answers = (records.RESPONSE, records.ACTIONS)
            return any(step.kind in answers and step.on.isoformat() == told["on"] for step in self.all)
        if kind == records.IMPACT:
            return challenge.impact != ""
        return challenge.referred if kind == records.REFERRED else challenge.consulted

    def _lawful(self, told: Said) -> bool:
        """Cafcass can be asked about looked-after children only."""
        asks = told["kind"] in (records.REFERRED, records.CONSULTED)
        return not asks or self._challenge.status in _LOOKED_AFTER

    def _add(self, told: Said, said: ChallengeSaid, instead: ChallengeStep | None = None) -> str:
        day = date.fromisoformat(told["on"]) if told.get("on") else self._day(told, said)
        step = ChallengeStep(
            challenge_id=self._challenge.id,
            kind=told["kind"],
            on=day,
            position=instead.position if instead else self._position,
            code=told.get("code", "") or self._usual(told),
            words=told.get("words", ""),
            by=told.get("by", ""),
            import_id=self._import_id,
            **self._filled(told, said, day),
        )
        if instead is None:
            self._position += 1
        else:
            self._void(instead)
        self._all[step.id] = step
        self.kept.append(step)
        return step.id

    def _usual(self, told: Said) -> str:
        """Why levels are gone past at the start, where the theme usually begins there."""
        level = told.get("level") or 0
        begins = self._is_new and not self._all and self._logged.entry_levels.get(self._challenge.theme) == level
        return THEME_REASON if begins and skipped(None, level) else ""

    def _void(self, step: ChallengeStep) -> None:
        by = self._stamp.person.login
        gone = replace(step, voided_at=self._stamp.at, voided_by=by, voided_why=CORRECTED, import_id=self._import_id)
        self._all[step.id] = gone
        self.kept.append(gone)

    def _day(self, told: Said, said: ChallengeSaid) -> date:
        """The day of a step that the log does not date: the last it gives; for what is new in a log read before, today."""
        if told["kind"] == records.IMPACT:
            return max(step.on for step in self.all)
        if not self._is_new:
            return self._stamp.today
        days = [said.line.raised, *(step.on for step in self._all.values() if step.kind != records.CLOSING)]
        return max(days) if told["kind"] not in (records.REFERRED, records.CONSULTED) else said.line.raised

    def _filled(self, told: Said, said: ChallengeSaid, day: date) -> dict[str, Any]:
        """What the log leaves to the ladder: who answers and by when; and when to look again after a closing."""
        kind = told["kind"]
        if kind == records.ENTERED and not told["level"]:
            return {"level": records.GOOD_PRACTICE, "to": said.line.to}
        if kind == records.ENTERED:
            terms, level = self._logged.terms, told["level"]
            ladder = terms.ladders(day)
            usual = None if said.line.closed else ladder.response_due(level, day, terms.calendar)
            due = date.fromisoformat(told["due"]) if told.get("due") else usual
            return {"level": level, "to": told.get("to") or ladder.rung(level).addressee, "due": due}
        if kind == records.CLOSING:
            return {"due": self._look_again(day)}
        if kind == records.IMPACT:
            ahead = add_months(day, self._logged.months) if told["code"] == records.TOO_EARLY else None
            return {"scope": "service" if said.line.service else "child", "due": ahead}
        return {}

    def _look_again(self, day: date) -> date | None:
        """What was closed long ago asks for no follow-up now; whether somebody looked is counted all the same."""
        due = add_months(day, self._logged.months)
        formal = any((step.level or 0) > records.INFORMAL for step in self.all)
        return due if formal and due >= self._stamp.today else None


def _dated(told: Said, old: Said | None) -> Said:
    """A log that gives a level only knows no better day for it than the one that a log gave before."""
    if old is None or not told.get("column") or old.get("column"):
        return told
    return {**{name: value for name, value in told.items() if name != "column"}, "on": old["on"]}


def _same(slot: str, told: Said, old: Said) -> bool:
    left_out = _NOT_COMPARED if slot.startswith("entered:") else ("id",)
    names = {*told, *old} - set(left_out)
    return all(told.get(name) == old.get(name) for name in names if name in told or name not in ("to", "due", "words"))
