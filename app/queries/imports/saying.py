"""What a log says of one challenge: the rows that tell of it, the facts they give, and the steps they tell, by slot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.challenges import records
from app.domain.records import fold, new_id
from app.domain.settings import ListEntry
from app.files.facts import ChallengeLine
from app.files.layouts.challenge_words import (
    impact,
    says_only_closed,
    says_withdrawn,
)
from app.queries.imports.basis import Basis, person_name
from app.queries.imports.logged import Logged, as_listed
from app.queries.imports.outcome import Added
from app.queries.imports.settling import Said

NOT_RECORDED, OTHER_WORDS = "not-recorded", "other-words"
LABELS = {NOT_RECORDED: "Not recorded", OTHER_WORDS: "Other, in words"}
FROM_FILE = "From a file"
Key = tuple[str, ...]


@dataclass
class ChallengeSaid:
    """One challenge of the files. key tells it from others, fields are facts about it, slots its steps, as JSON can hold."""

    lines: Sequence[ChallengeLine]
    line: ChallengeLine
    theme: str
    key: Key
    fields: dict[str, Any]
    slots: dict[str, Said]

    @property
    def own(self) -> str:
        """The log's own reference."""
        return fold(self.line.own)

    @property
    def loose(self) -> Key:
        """What it is known by when its level has changed since: child, day and theme."""
        return self.line.key, self.line.raised.isoformat(), self.theme


class Sayings:
    """Makes rows into challenges, and finds or adds the themes and outcomes that they name."""

    def __init__(self, basis: Basis, logged: Logged) -> None:
        self._basis = basis
        self._logged = logged

    def of(self, lines: Iterable[ChallengeLine]) -> list[ChallengeSaid]:
        """Rows with one reference of their own and one child are one challenge, and so are rows that say the same."""
        groups: dict[Key, list[ChallengeLine]] = {}
        themes: dict[int, str] = {}
        for line in lines:
            themes[id(line)] = theme = self._theme(line.theme) if line.theme else NOT_RECORDED
            groups.setdefault(_key(line, theme), []).append(line)
        return [self._said(key, several, themes[id(several[0])]) for key, several in groups.items()]

    def _said(self, key: Key, lines: list[ChallengeLine], theme: str) -> ChallengeSaid:
        line = lines[0] if len(lines) == 1 else _together(lines)
        first, others = self._themes(line, theme)
        if first == NOT_RECORDED:
            self._add("challenge-theme", NOT_RECORDED, LABELS[NOT_RECORDED])
        fields = {
            "raised_on": line.raised.isoformat(),
            "theme": first,
            "status": line.status,
            "raised_by_id": self._basis.chairs.get(person_name(line.raised_by), ""),
            "concern": line.concern,
            "asked": line.asked,
            "themes": sorted(others),
        }
        slots = {} if first in self._logged.positive else self._slots(line)
        return ChallengeSaid(lines, line, first, key, {name: value for name, value in fields.items() if value}, slots)

    # ---------------------------------------------------------------------------------------------- lists

    def _theme(self, words: str) -> str:
        """The code of a theme; one that is not in the service's list is added to it."""
        parts = self._parts(words)
        return self._code("challenge-theme", parts[0])

    def _parts(self, words: str) -> list[str]:
        """Several themes in one cell: parted by a semicolon or bar, and by other signs where every part is a theme."""
        known = self._logged.lists["challenge-theme"]
        if as_listed(words) in known:
            return [words]
        sure = [part.strip() for part in words.replace("|", ";").split(";") if part.strip()]
        if len(sure) > 1:
            return sure
        for sign in (",", "/", " and ", " & ", "+"):
            parts = [part.strip() for part in words.split(sign)]
            if len(parts) > 1 and all(as_listed(part) in known for part in parts):
                return parts
        return [words]

    def _themes(self, line: ChallengeLine, first: str) -> tuple[str, set[str]]:
        """The main theme, and the other ones."""
        others = self._parts(line.theme)[1:] if line.theme else []
        others += self._parts(line.themes) if line.themes else []
        return first, {self._code("challenge-theme", words) for words in others} - {first}

    def _code(self, name: str, words: str) -> str:
        found = self._logged.lists[name].get(as_listed(words))
        if found is None:
            found = "-".join("".join(c if c.isalnum() else " " for c in fold(words)).split())[:60] or "other"
            self._add(name, found, words)
            self._basis.plan.added.append(Added("theme", words))
            self._logged.lists[name][as_listed(words)] = found
        return found

    def _add(self, name: str, code: str, label: str) -> None:
        known = self._logged.lists[name]
        if code in known.values():
            return
        known[as_listed(label)] = code
        self._logged.labels[code] = label
        entry = ListEntry(
            list=name, code=code, label=label, group=FROM_FILE, position=1000, import_id=self._basis.import_id
        )
        self._basis.plan.add(ListEntry, entry)

    # ---------------------------------------------------------------------------------------------- steps

    def _slots(self, line: ChallengeLine) -> dict[str, Said]:
        """The steps that the row tells. "on" is None where it gives no day."""
        slots = _entries(line)
        last = list(slots.values())[-1] if slots else {}
        loose = [] if line.closed or not line.outcome else [f"Outcome in the log: {line.outcome}"]
        if line.response_on:
            slots["response"] = {"kind": records.RESPONSE, "on": line.response_on.isoformat(), "words": line.response}
        elif line.response:
            loose.append(f"Response in the log, without a date: {line.response}")
        for step, day in line.cafcass:
            kind = records.REFERRED if step == "referred" else records.CONSULTED
            slots[kind] = {"kind": kind, "on": day.isoformat() if day else None}
        found = impact(line.impact)
        if line.impact and not (found and line.closed):
            loose.append(f"Impact in the log: {line.impact}")
        if line.closed:
            slots["closed"] = self._closing(line, loose)
            if found:
                slots["impact"] = {"kind": records.IMPACT, "on": slots["closed"]["on"], "code": found}
        elif loose:
            last["words"] = "\n".join([last["words"], *loose] if last.get("words") else loose)
        return slots

    def _closing(self, line: ChallengeLine, loose: list[str]) -> Said:
        known = self._logged.lists["challenge-outcome"].get(as_listed(line.outcome))
        on = line.closed_on.isoformat() if line.closed_on else None
        if on is None:
            loose.append("The log gives no date of closing.")
        if known == records.WITHDRAWN or says_withdrawn(line.outcome):
            return {"kind": records.WITHDRAWAL, "on": on, "words": "\n".join([line.outcome, *loose])}
        code = known or (NOT_RECORDED if not line.outcome or says_only_closed(line.outcome) else OTHER_WORDS)
        if known is None:
            self._add("challenge-outcome", code, LABELS[code])
        words = [line.outcome] if code == OTHER_WORDS else []
        return {"kind": records.CLOSING, "on": on, "code": code, "words": "\n".join([*words, *loose])}


def _key(line: ChallengeLine, theme: str) -> Key:
    if line.own:
        return "own", line.key, fold(line.own)
    levels = ",".join(f"{level}" for level in sorted({*dict(line.levels), *([line.level] if line.level else [])}))
    words = fold(line.concern) if line.service else ""
    return "row", line.key, line.raised.isoformat(), theme, levels, words


def _entries(line: ChallengeLine) -> dict[str, Said]:
    """The levels entered, lowest first; the addressee and the response due are those of the last.

    "column" marks the level of a log that gives one level and the date raised: it may have risen since.
    """
    days: dict[int, date | None] = dict(line.levels)
    if line.level is not None and (not days or line.level > max(days)):
        days[line.level] = None if days else line.raised
    slots: dict[str, Said] = {}
    for level, day in sorted(days.items()):
        said = {"kind": records.ENTERED, "level": level, "on": day.isoformat() if day else None}
        if not line.levels:
            said["column"] = True
        if day is None:
            said["words"] = f"The log gives no date for level {level}."
        slots[f"entered:{level}"] = said
    if slots:
        last = list(slots.values())[-1]
        last |= {"to": line.to} if line.to else {}
        last |= {"due": line.due.isoformat()} if line.due else {}
    return slots


def _together(lines: list[ChallengeLine]) -> ChallengeLine:
    """Several rows of one challenge as one, in the order of their days: each row's level is entered on its day."""
    ordered = sorted(lines, key=lambda line: (line.raised, line.row))
    levels: dict[int, date] = {}
    for line in ordered:
        own = line.levels or (((line.level, line.raised),) if line.level is not None else ())
        for level, day in own:
            levels[level] = min(day, levels.get(level, day))
    last = ordered[-1]
    texts = ("name", "status", "raised_by", "concern", "asked", "theme")
    latest = ("to", "due", "response_on", "response", "closed_on", "outcome", "impact", "themes")
    return ordered[0]._replace(
        level=None,
        levels=tuple(sorted(levels.items())),
        closed=last.closed or any(line.closed_on for line in ordered),
        cafcass=tuple(sorted({step: day for line in ordered for step, day in line.cafcass}.items())),
        **{name: _first(ordered, name) for name in texts},
        **{name: _first(ordered[::-1], name) for name in latest},
    )


def _first(lines: Sequence[ChallengeLine], name: str) -> Any:
    return next((value for line in lines if (value := getattr(line, name))), getattr(lines[0], name))


def groups_of(sayings: Iterable[ChallengeSaid]) -> Mapping[str, str]:
    """A key for each reference of the log that tells of several children: those challenges are joined."""
    children: dict[str, set[str]] = {}
    for said in sayings:
        if said.own and not said.line.service:
            children.setdefault(said.own, set()).add(said.line.key)
    return {own: new_id() for own, keys in children.items() if len(keys) > 1}
