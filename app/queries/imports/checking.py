"""The rows that cannot be believed: held or begun in the future, held before birth, or with another date of birth for the child."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from app.domain.children import Child
from app.domain.conferences import CONFERENCES
from app.domain.dates import short
from app.domain.kinds import LOOKED_AFTER, RCPC
from app.files.facts import Facts, Line, Refused
from app.queries.imports.periods import ONCE

UNBORN = timedelta(days=300)
"""How long before the birth a conference can be about a child."""


def believed(
    facts: Facts, lines: list[Line], children: Mapping[str, Child], today: date
) -> tuple[list[Line], dict[str, date], list[Refused]]:
    """The lines that can be used, the date of birth of each child, and the refusals of the other lines."""
    births = _births(facts, children, today)
    kept: list[Line] = []
    refused: list[Refused] = []
    for line in lines:
        held, born, start = line.held, line.born, line.start
        if held is None and born is None and start is None:
            kept.append(line)
            continue
        known = births.get(line.key)
        if held is not None and held > today:
            refused.append(facts.place(line, _held(facts, line), held, "The review was held in the future."))
        elif start is not None and start > today:
            refused.append(facts.place(line, _start(facts, line), start, "The period starts in the future."))
        elif born is not None and born != known:
            refused.append(_other_birth(facts, line, known, today))
        elif held is not None and known is not None and held < _earliest(line, known):
            reason = f"The review was held before the child was born ({short(known)})."
            refused.append(facts.place(line, _held(facts, line), held, reason))
        else:
            kept.append(line)
    return kept, births, refused


def latest_believed(
    facts: Facts, lines: list[Line], children: Mapping[str, Child], today: date
) -> tuple[list[Line], Facts]:
    """Lines of periods and contacts without a day that cannot be: it is told as not used, and the period is believed."""
    births = _births(replace(facts, lines=tuple(one._replace(held=None) for one in lines)), children, today)
    told: list[Refused] = []
    kept: list[Line] = []
    for line in lines:
        born = births.get(line.key)
        for name, words in (("held", "The review was held"), ("contacted", "The contact was")):
            day = getattr(line, name)
            if day is None or (name == "held" and (line.kind not in (LOOKED_AFTER, RCPC) or not line.start)):
                continue
            first = _earliest(line, born) if born else None
            wrong = "in the future" if day > today else "before the child was born" if first and day < first else ""
            if wrong:
                told.append(
                    facts.place(line, name, day, f"{words} {wrong}, so it was not used. The rest of the row was.")
                )
                line = line._replace(held=None) if name == "held" else line._replace(contacted=None)
        kept.append(line)
    return kept, replace(facts, lines=tuple(kept), ignored=(*facts.ignored, *told)) if told else facts


def _earliest(line: Line, born: date) -> date:
    """The first day on which it can have been held: a conference may be about a child who is not born yet."""
    return born - UNBORN if line.kind in CONFERENCES else born


def _held(facts: Facts, line: Line) -> str:
    """The field that gave the held date."""
    return next((code for code in ("REVIEW", "held") if code in facts.sheets[line.sheet].headings), "held")


def _start(facts: Facts, line: Line) -> str:
    """The field that gave the start: an enquiry's is its strategy discussion where the sheet has one."""
    told = line.kind in ONCE and "strategy" in facts.sheets[line.sheet].headings
    return "strategy" if told else "start"


def _born(facts: Facts, line: Line) -> str:
    return next((code for code in ("DOB", "born") if code in facts.sheets[line.sheet].headings), "born")


def _other_birth(facts: Facts, line: Line, known: date | None, today: date) -> Refused:
    if line.born and line.born > today:
        return facts.place(line, _born(facts, line), line.born, "The date of birth lies in the future.")
    says = f"was born on {short(known)}" if known else "has another date of birth"
    reason = f"Another row, file or the record says that this child {says}. Check the child's number and date of birth."
    return facts.place(line, _born(facts, line), line.born, reason)


def _births(facts: Facts, children: Mapping[str, Child], today: date) -> dict[str, date]:
    """Each child's date of birth: the record's, else the return's header's, else the one most rows give, or gave first."""
    said: dict[str, date] = {}
    disputed: dict[str, Counter[date]] = {}
    for key, born in _said(facts.lines, today):
        if said.setdefault(key, born) != born:
            disputed[key] = Counter()
    for key, born in _said(facts.lines, today) if disputed else ():
        if key in disputed:
            disputed[key][born] += 1
    majority = {key: counts.most_common(1)[0][0] for key, counts in disputed.items()}
    told = {key: born for key, born in facts.births.items() if born <= today}
    recorded = {key: child.date_of_birth for key, child in children.items() if child.date_of_birth}
    return said | majority | told | recorded


def _said(lines: Iterable[Line], today: date) -> Iterator[tuple[str, date]]:
    """What the rows say that are not left out for lying in the future: such a row leaves nothing behind."""
    for line in lines:
        ahead = (line.held is not None and line.held > today) or (line.start is not None and line.start > today)
        if line.born is not None and line.born <= today and not ahead:
            yield line.key, line.born


def by_child(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines of each child, in the order of the files."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.key].append(line)
    return found
