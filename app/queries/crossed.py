"""Timeliness of each IRO by kind of review: one line an IRO, for each kind its share with what it is made of."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.timeliness import percent
from app.late import late
from app.queries.figures import Line
from app.queries.listing import ReviewsBehind
from app.queries.service import chaired_kinds, kind_names
from app.queries.timeliness import Asked, Timeliness
from app.queries.timeliness_table import Behind
from app.queries.timeliness_words import formula, heading
from app.store import Store
from app.table import Column, Fixed, Kind, Ratio, Row, Table


@dataclass(frozen=True)
class IroByKind:
    """A figure of timeliness by IRO, spread over the chaired kinds."""

    question: Timeliness
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row an IRO by name, never allocated last; every number opens its reviews."""
        names = kind_names(store)
        asked = {kind: replace(self.question, by="iro", kinds=(kind,)) for kind in chaired_kinds(store)}
        figures = {kind: question.run(store, stamp) for kind, question in asked.items()}
        lines = {(line.key, kind): line for kind, figure in figures.items() for line in figure.lines}
        crossed = late("app.files.reshaping").wide(
            (key, kind, line.numerator, line.denominator) for (key, kind), line in lines.items()
        )
        behind = {kind: Behind(Asked.of(question, store, stamp.today)) for kind, question in asked.items()}
        columns = (Column("iro", "IRO", width=30), *(c for kind in asked for c in _columns(kind, names[kind])))
        rows = tuple(_row(key, crossed[key], lines, behind) for key in sorted(crossed, key=_by_name))
        whole = (sum(f.denominator for f in lines.values()), sum(f.numerator for f in lines.values()))
        line = f"{whole[1]:,} of {whole[0]:,} in time: {percent(whole[1], whole[0])}"
        title = f"{heading(replace(self.question, by='iro'), stamp.today)}, each kind of review"
        notes = (formula(next(iter(figures.values()))),) if figures else ()
        return Table(title, columns, Fixed(rows, tuple(column.key for column in columns)), line, notes)


def _columns(kind: str, name: str) -> tuple[Column, ...]:
    return (
        Column(f"{kind}:numerator", f"{name}: in time", Kind.NUMBER, 12),
        Column(f"{kind}:denominator", f"{name}: judged", Kind.NUMBER, 12),
        Column(f"{kind}:share", f"{name}: share in time", Kind.PERCENT, 12),
    )


def _row(key: Any, cells: dict[str, tuple[int, int]], lines: dict[Any, Line], behind: dict[str, Behind]) -> Row:
    values: list[Any] = [key[1] or "Never allocated"]
    opens: dict[str, ReviewsBehind] = {}
    for kind, opener in behind.items():
        numerator, denominator = cells.get(kind, (0, 0))
        values += [numerator, denominator, Ratio(numerator, denominator)]
        line = lines.get((key, kind))
        if line is not None:
            opens[f"{kind}:numerator"] = opener.share(line, "passed")
            opens[f"{kind}:denominator"] = opens[f"{kind}:share"] = opener.share(line, "judged")
    return Row(key[0] or "", tuple(values), opens=opens)


def _by_name(key: Any) -> tuple[bool, str, str]:
    return (key[0] is None, (key[1] or "").casefold(), key[0] or "")
