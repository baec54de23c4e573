"""Plans the challenges of a log: new ones with their steps, and what the log says now of those that are here already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.access import Stamp
from app.domain.challenges import records
from app.domain.challenges.raising import status_on
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, ChallengeTheme, LevelEntry
from app.domain.challenges.story import tell
from app.domain.children import Child, reference_key
from app.domain.errors import Refusal
from app.domain.imports import ImportedValues
from app.domain.officers import Allocation
from app.domain.records import fold, live
from app.domain.reviews import Series
from app.files.facts import ChallengeLine
from app.queries.imports.basis import Basis
from app.queries.imports.child import CHANGED, UNCHANGED
from app.queries.imports.closings import Closings
from app.queries.imports.logged import Logged
from app.queries.imports.remembering import Found, remembered, said_now
from app.queries.imports.saying import ChallengeSaid, Sayings, groups_of
from app.queries.imports.settled import settled_fields
from app.queries.imports.stepping import CORRECTED, Steps


def record(basis: Basis, logged: Logged, lines: Iterable[ChallengeLine], stamp: Stamp) -> None:
    """Put the challenges of these rows into the plan."""
    recording = _Recording(basis, logged, stamp)
    sayings = Sayings(basis, logged).of(lines)
    recording.groups = groups_of(sayings)
    found = Found(logged, recording.child_ids)
    for said in found.in_turn(sayings):
        here = found.of(said)
        if here is None:
            recording.new(said)
        elif here.voided:
            basis.plan.unchanged["challenges"] += 1
        else:
            recording.again(said, here)


class _Recording:
    """The challenges while they are planned."""

    def __init__(self, basis: Basis, logged: Logged, stamp: Stamp) -> None:
        self.groups: Mapping[str, str] = {}
        self._basis = basis
        self._logged = logged
        self._stamp = stamp
        self._children = dict(basis.known.children)
        for child in basis.plan.keep.get(Child, ()):
            self._children[reference_key(child.reference)] = child
        self.child_ids = {key: child.id for key, child in self._children.items()}
        self._series = self._of_children(basis.known.series, Series)
        self._allocations = self._of_children(basis.known.allocations, Allocation)

    def _of_children(self, known: Mapping[str, list[Any]], kind: type[Any]) -> dict[str, list[Any]]:
        """The records of each child, as they are once the plan is carried out."""
        planned: dict[str, dict[str, Any]] = defaultdict(dict)
        for one in self._basis.plan.keep.get(kind, ()):
            planned[one.child_id][one.id] = one
        children = {*known, *planned}
        return {key: list(({one.id: one for one in known.get(key, ())} | planned[key]).values()) for key in children}

    # ---------------------------------------------------------------------------------------------- new

    def new(self, said: ChallengeSaid) -> None:
        """A challenge that is not here yet."""
        line, child = said.line, self._children.get(said.line.key)
        if child is not None and child.date_of_birth and line.raised < child.date_of_birth:
            self._refuse(said, "raised", line.raised, "The challenge was raised before the child was born.")
            return
        positive = said.theme in self._logged.positive
        challenge = Challenge(
            reference=self._reference(line.own),
            child_id=child.id if child else None,
            group_id=self.groups.get(said.own),
            raised_on=line.raised,
            raised_by_id=said.fields.get("raised_by_id") or self._iro(child, line.raised),
            status=self._status(said, child),
            theme=said.theme,
            positive=positive,
            concern=line.concern,
            asked=line.asked,
            import_id=self._basis.import_id,
        )
        steps = Steps(challenge, (), self._logged, self._stamp, self._basis.import_id)
        made = steps.first(said)
        if self._keep(said, challenge, None, steps):
            themes = self._themes(challenge, said, ())
            self._remember(said, challenge.id, made, themes)
            self._basis.plan.new["challenges"] += 1

    def _reference(self, own: str) -> str:
        """The log's own reference; for the others of a sibling group with a number; else the next free one."""
        wanted, number = own or next(self._logged.free), 1
        while fold(wanted) in self._logged.taken:
            number += 1
            wanted = f"{own}/{number}" if own else next(self._logged.free)
        self._logged.taken.add(fold(wanted))
        return wanted

    def _status(self, said: ChallengeSaid, child: Child | None) -> str:
        if said.line.status or child is None:
            return said.line.status or records.NEITHER
        if said.line.cafcass:
            return records.CLA
        return status_on(self._series.get(child.id, ()), said.line.raised)

    def _iro(self, child: Child | None, day: date) -> str | None:
        """The child's IRO on the day."""
        held = self._allocations.get(child.id, ()) if child else ()
        found = [a for a in held if a.start <= day and (a.end is None or day < a.end)]
        return max(found, key=lambda a: a.start).officer_id if found else None

    # ---------------------------------------------------------------------------------------------- here already

    def again(self, said: ChallengeSaid, here: Challenge) -> None:
        """A challenge that is here: what the log says anew is added, and what somebody typed stays."""
        before = self._logged.said.get(here.id)
        facts, conflicts = settled_fields(self._basis, self._logged, said, here, before)
        challenge = replace(here, **facts, positive=facts["theme"] in self._logged.positive)
        steps = Steps(challenge, self._logged.steps.get(here.id, ()), self._logged, self._stamp, self._basis.import_id)
        closings = Closings(self._basis, self._logged, said, here)
        made = steps.more(said, before or {}, closings)
        differs = challenge != here or steps.differ
        if differs and not self._keep(said, challenge, here, steps):
            return
        self._basis.plan.conflicts += [*conflicts, *closings.conflicts]
        themes = self._themes(here, said, (before or {}).get("fields", {}).get("themes", ()))
        self._remember(said, here.id, made, themes)
        self._basis.plan.__dict__[CHANGED if differs or themes else UNCHANGED]["challenges"] += 1

    def _keep(self, said: ChallengeSaid, challenge: Challenge, here: Challenge | None, steps: Steps) -> bool:
        """Tell the story anew and keep what differs; False when it cannot have been so, and the row was refused."""
        actions = self._logged.actions.get(challenge.id, ())
        try:
            story = tell(challenge, steps.all, actions, self._logged.terms)
        except Refusal as no:
            self._refuse(said, "level", said.line.level or "", no.message)
            return False
        add, import_id = self._basis.plan.add, self._basis.import_id
        if story.challenge != here:
            add(Challenge, replace(story.challenge, import_id=import_id))
        for step in steps.kept:
            add(ChallengeStep, step)
        self._keep_entries(challenge.id, story.entries)
        old = {action.id: action for action in actions}
        for action in story.actions:
            if action != old[action.id]:
                add(ChallengeAction, replace(action, import_id=import_id))
        return True

    def _keep_entries(self, challenge_id: str, entries: Iterable[LevelEntry]) -> None:
        old = {entry.step_id: entry for entry in self._logged.entries.get(challenge_id, ())}
        import_id = self._basis.import_id
        for entry in entries:
            known = old.pop(entry.step_id, None)
            if known is None:
                self._basis.plan.add(LevelEntry, replace(entry, import_id=import_id))
            elif replace(entry, id=known.id, version=known.version, import_id=known.import_id) != known:
                after = replace(entry, id=known.id, version=known.version, import_id=import_id)
                self._basis.plan.add(LevelEntry, after)
        for gone in old.values():
            voided = replace(gone, voided_at=self._stamp.at, voided_by=self._stamp.person.login, voided_why=CORRECTED)
            self._basis.plan.add(LevelEntry, voided)

    def _themes(self, challenge: Challenge, said: ChallengeSaid, before: Iterable[str]) -> list[str]:
        """The other themes that are new; one that somebody took away stays away while the log repeats it."""
        here = {one.theme for one in live(self._logged.other_themes.get(challenge.id, ()))}
        wanted = [theme for theme in said.fields.get("themes", ()) if theme not in here and theme not in set(before)]
        for theme in wanted:
            one = ChallengeTheme(challenge_id=challenge.id, theme=theme, import_id=self._basis.import_id)
            self._basis.plan.add(ChallengeTheme, one)
        return wanted

    def _remember(self, said: ChallengeSaid, challenge_id: str, made: dict[str, Any], themes: list[str]) -> None:
        kept = self._logged.kept.get(challenge_id)
        values = remembered(said_now(said, made, self._logged.said.get(challenge_id)))
        if kept is None:
            self._basis.plan.add(
                ImportedValues,
                ImportedValues(record_id=challenge_id, values=values, import_id=self._basis.import_id),
            )
        elif kept.values != values:
            self._basis.plan.add(ImportedValues, replace(kept, values=values, import_id=self._basis.import_id))

    def _refuse(self, said: ChallengeSaid, code: str, value: object, reason: str) -> None:
        for line in said.lines:
            self._basis.plan.refused.append(self._basis.facts.place(line, code, value, reason))
