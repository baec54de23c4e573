"""A part of a figure of practice as a table: every number opens its rows, last year's stands beside it, the lead is drawn."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.domain.dates import Period, long
from app.domain.timeliness import percent, tenths
from app.queries.practice_figures.behind import PracticeBehind
from app.queries.practice_figures.figure import FIGURES, TITLES, PracticeFigures
from app.queries.practice_figures.lines import Line, group_where, lines_of
from app.queries.practice_figures.measures import AVERAGE, BASES, COUNT, GROUPS, PART, Asked, Measure, Part
from app.queries.timeliness import a_year_earlier
from app.store import Selection, Store, Units, Where
from app.table import Chart, Column, Fixed, Kind, Ratio, Row, Table, Tone

BY = {"kind": "by kind of review", "iro": "by IRO", "team": "by team", "month": "by month"}
LINES = {"kind": ("kind of review", "kinds of review"), "iro": ("IRO",), "team": ("team",), "month": ("month",)}
ROUNDED = "Shares are rounded half up to one decimal; a share of nothing is shown as -."


@dataclass(frozen=True)
class PracticeTable:
    """One part of a figure as a table; the question names the part."""

    question: PracticeFigures
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a measure, value and group; where there are groups, what is drawn of them stands first and together."""
        question = self.question
        part = part_of(question)
        asked = Asked(store, question.period, question.basis, stamp.today)
        lines = lines_of(asked, question.by, part)
        if question.by:
            lines.sort(key=lambda line: not line.measure.lead)
        columns = _columns(lines, question.by)
        period, before = question.period, question.period.previous_year_so_far(stamp.today)
        rows = tuple(_row(at, line, period, before, columns) for at, line in enumerate(lines))
        leading = _leading(lines)
        drawn = tuple(row.id for row, line in zip(rows, lines, strict=True) if line in leading)
        by = f" {BY[question.by]}" if question.by else ""
        title = f"{TITLES[question.what]}: {part.title[0].lower()}{part.title[1:]}{by}, {period.title_at(stamp.today)}"
        aside = tuple(row.id for row in rows if row.id not in drawn)
        keys = tuple(column.key for column in columns)
        notes = _notes(question, stamp, part)
        return Table(title, columns, Fixed(rows, keys), _line(lines), notes, _chart(leading, question, aside))


def part_of(question: PracticeFigures) -> Part:
    """The part that is asked for, or the first."""
    parts = FIGURES[question.what]
    return next((part for part in parts if part.code == question.part), parts[0])


def drawn(table: Table) -> tuple[Row, ...]:
    """The rows that the chart of a table draws."""
    if table.chart is None or not isinstance(table.rows, Fixed):
        return ()
    return tuple(row for row in table.rows.rows if row.id not in table.chart.aside)


def _leading(lines: list[Line]) -> list[Line]:
    """The lines that are drawn: those that lead their part, but the codes of participation while they are whole."""
    codes = [line for line in lines if line.measure.bare and line.group == ""]
    return codes or [line for line in lines if line.measure.lead]


def _columns(lines: list[Line], by: str) -> tuple[Column, ...]:
    """Only the columns that something is to be said in."""
    shares = any(line.denominator is not None for line in lines)
    ratios = any(line.ratio is not None for line in lines)
    averages = any(line.measure.mode == AVERAGE for line in lines)
    targets = any(line.measure.target for line in lines)
    silent = any(line.measure.silent for line in lines)
    valued = any(line.measure.words and line.which for line in lines)
    every = (
        (bool(by), Column("group", GROUPS[by], width=24)),
        (True, Column("key", "Figure", width=30 if valued else 48)),
        (valued, Column("which", "Of which", width=30)),
        (True, Column("numerator", "Number", Kind.NUMBER, 9)),
        (shares, Column("denominator", "Of", Kind.NUMBER, 9)),
        (ratios, Column("share", "Share", Kind.PERCENT, 9)),
        (averages, Column("average", "Average", Kind.NUMBER, 9)),
        (targets, Column("target", "Target", Kind.PERCENT, 9)),
        (targets, Column("met", "Met", width=7)),
        (silent, Column("unjudged", "Not known", Kind.NUMBER, 9)),
        (True, Column("earlier_numerator", "Year earlier", Kind.NUMBER, 9)),
        (shares, Column("earlier_denominator", "Of then", Kind.NUMBER, 8)),
        (ratios, Column("earlier", "Share year earlier", Kind.PERCENT, 12)),
        (True, Column("change", "Change", Kind.NUMBER, 9)),
        (True, Column("definition", "How it is counted", width=90)),
    )
    return tuple(column for is_shown, column in every if is_shown)


def _row(at: int, line: Line, period: Period, before: Period, columns: tuple[Column, ...]) -> Row:
    number, of = line.earlier
    met = _met(line)
    cells: dict[str, Any] = {
        "group": line.group_words,
        "key": line.measure.words or line.which,
        "which": line.which or None,
        "numerator": line.numerator,
        "denominator": line.denominator,
        "share": line.ratio,
        "average": round(line.value, 1) if line.measure.mode == AVERAGE and line.value is not None else None,
        "target": line.measure.target,
        "met": None if met is None else "Yes" if met else "No",
        "unjudged": line.unjudged if line.measure.silent else None,
        "earlier_numerator": number,
        "earlier_denominator": of,
        "earlier": Ratio(number, of or 0) if line.ratio is not None else None,
        "change": _change(line),
        "definition": line.measure.definition,
    }
    tone = Tone.PLAIN if met is None else Tone.ON_TIME if met else Tone.HELD_LATE
    shown = [column.key for column in columns]
    opens = {
        key: query for key, query in _opens(line, period, before).items() if key in shown and cells[key] is not None
    }
    return Row(str(at), tuple(cells[key] for key in shown), tones={"share": tone, "met": tone}, opens=opens)


def _change(line: Line) -> float | int | None:
    """By how much a number changed; of a share by how many percentage points, as both are shown."""
    number, of = line.earlier
    if line.ratio is None:
        return line.numerator - number
    if not line.denominator or not of:
        return None
    now, before = (tenths(*one) for one in ((line.numerator, line.denominator), (number, of)))
    return (now - before) / 10


def _met(line: Line) -> bool | None:
    target = line.measure.target
    if target is None or not line.denominator:
        return None
    return line.numerator * target.denominator >= target.numerator * line.denominator


def _opens(line: Line, period: Period, earlier: Period) -> dict[str, PracticeBehind]:
    """What each number opens; an average is of the rows that its denominator opens."""
    now, before = _Rows(line, line.measure, line.group), _Rows(line, line.before, a_year_earlier(line.by, line.group))
    if line.measure.mode == AVERAGE:
        return {"denominator": now.all("Counted", period), "earlier_denominator": before.all("Counted", earlier)}
    found = {"numerator": now.passed(period), "earlier_numerator": before.passed(earlier)}
    if line.denominator:
        found["share"] = now.all("All", period)
    if line.earlier[1]:
        found["earlier"] = before.all("All", earlier)
    if line.denominator is not None:
        found |= {
            "denominator": now.all("All", period),
            "earlier_denominator": before.all("All", earlier),
        }
    return {**found, "unjudged": now.silent(period)} if line.measure.silent else found


@dataclass(frozen=True)
class _Rows:
    """Makes the queries behind the numbers of a line, of the period or of a year earlier."""

    line: Line
    measure: Measure
    group: Any

    def all(self, words: str, period: Period) -> PracticeBehind:
        """The rows of the denominator: of a part, those of every value."""
        value = () if self.measure.mode == PART else self._value()
        return self._behind(self._rows(*self.measure.measured.judged, *value), words, period)

    def passed(self, period: Period) -> PracticeBehind:
        """The rows of the numerator."""
        measured = self.measure.measured
        rows = self._rows(*measured.judged, *self._value())
        if self.measure.mode in (COUNT, PART):
            return self._behind(rows, self.line.words, period)
        if self.measure.unit:
            units = Units(self.measure.unit, measured.judged, measured.passed, every=True)
            return self._behind(replace(rows, units=units), self.line.words, period)
        return self._behind(self._rows(*measured.judged, *measured.passed, *self._value()), self.line.words, period)

    def silent(self, period: Period) -> PracticeBehind:
        """The rows of which nobody said anything."""
        found = self._behind(self._rows(*self.measure.silent, *self._value()), "Not known", period)
        return replace(found, unit=None)

    def _rows(self, *where: Where) -> Selection:
        selection = self.measure.measured.selection
        group = group_where(self.measure, self.line.by, self.group)
        return replace(selection, where=(*selection.where, *group, *where))

    def _value(self) -> tuple[Where, ...]:
        split = self.measure.split
        return (Where(split.column, "is", self.line.value_key),) if split else ()

    def _behind(self, rows: Selection, words: str, period: Period) -> PracticeBehind:
        about = f", {self.line.group_words}" if self.line.group != "" else ""
        said = words if words == self.line.words else f"{words}: {self.line.words}"
        return PracticeBehind(rows, f"{said}{about}, {period.title()}", self.measure.unit)


def _line(lines: list[Line]) -> str:
    """The first line that is drawn, in words."""
    lead = next((line for line in lines if line.measure.lead), lines[0] if lines else None)
    if lead is None:
        return "Nothing was counted"
    measures = {line.measure.code for line in lines if line.measure.lead and line.group == lead.group}
    several = sum(line.measure.lead and line.group == lead.group for line in lines) > len(measures)
    if lead.group != "":
        return counted(len({line.group for line in lines}), *LINES[lead.by])
    if several and lead.denominator is not None and lead.measure.target is None:
        return counted(lead.denominator, *lead.measure.noun)
    words = lead.words.replace(": ", ", ")
    if lead.denominator is None:
        return f"{words}: {lead.numerator:,}"
    return f"{words}: {lead.numerator:,} of {lead.denominator:,} = {percent(lead.numerator, lead.denominator)}"


def _notes(question: PracticeFigures, stamp: Stamp, part: Part) -> tuple[str, ...]:
    basis = (
        f"{BASES[question.basis]}, where a figure is a share of reviews or conferences; the others say what they count."
    )
    every = " By child, family or meeting, one is in time (or took part) when every review of theirs was."
    return (
        f"{basis}{every if question.basis != 'review' else ''} {ROUNDED}",
        "How each figure is counted stands at the end of its line.",
        *part.notes,
        "Of a share the change is in percentage points.",
        f"A year earlier: {question.period.previous_year_so_far(stamp.today).title()}. As at {long(stamp.today)}.",
    )


def _chart(lead: list[Line], question: PracticeFigures, aside: tuple[str, ...]) -> Chart | None:
    several = len({line.words for line in lead}) > 1
    if len(lead) < 2 or (several and lead[0].group != ""):
        return None
    target = lead[0].measure.target
    shares = lead[0].ratio is not None
    labels = "group" if lead[0].group != "" else "which" if lead[0].measure.words and lead[0].which else "key"
    form = "line" if question.by == "month" and labels == "group" else "bars"
    aim = target.numerator * 100 / target.denominator if target and shares else None
    return Chart(form, labels, "share" if shares else "numerator", aim, "earlier" if shares else "", aside=aside)
