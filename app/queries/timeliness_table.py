"""Timeliness as it is shown and exported: a table whose every number opens the reviews behind it, its notes, its chart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.calendar import add_months
from app.domain.counting import noun
from app.domain.dates import Period
from app.domain.officers import Officer, Team
from app.domain.timeliness import percent
from app.queries.figures import Figures, Line, Measured
from app.queries.listing import ReviewsBehind
from app.queries.service import setting
from app.queries.timeliness import Asked, Timeliness, a_year_earlier, group
from app.queries.timeliness_words import GROUP_TITLES, heading, notes
from app.store import Selection, Store, Units, Where
from app.table import Chart, Column, Fixed, Kind, Ratio, Row, Table, Tone


@dataclass(frozen=True)
class TimelinessTable:
    """A figure of timeliness as a table, with last year beside it; whole adds a line for the whole service."""

    question: Timeliness
    whole: bool = True
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """Title, the share in one line, one row a group, notes on how it was counted, and the chart with its target."""
        question = replace(self.question, compare=True)
        figures = question.run(store, stamp)
        asked = Asked.of(question, store, stamp.today)
        target = Ratio(round(setting(store, "timeliness.target") * 10), 1000)
        columns = _columns(figures)
        lines = list(figures.lines)
        if self.whole and figures.whole and question.by not in ("", "month"):
            lines.append(figures.whole)
        rows = tuple(_row(line, Behind(asked), target, columns) for line in lines)
        whole = figures.whole or figures.lines[0]
        return Table(
            ", ".join((heading(question, stamp.today), *_chosen(question, store))),
            columns,
            Fixed(rows, tuple(column.key for column in columns)),
            _line(whole, figures, target),
            notes(figures, asked.kinds, whole),
            _chart(question.by, target),
        )


def rolling_year(question: Timeliness) -> Timeliness:
    """The same question by month, for the twelve months that end with its period."""
    first = add_months(question.period.last.replace(day=1), -11)
    return replace(question, period=Period(first, question.period.last), by="month")


def failed_reviews(asked: Asked, period: Period) -> Selection:
    """The judged reviews of a period that were not in time."""
    measured = asked.measured(period)
    return _failed(_add(measured.selection, measured.judged), measured)


@dataclass(frozen=True)
class Behind:
    """Makes the query that opens the reviews behind one number."""

    asked: Asked

    def share(self, line: Line, what: str, *, earlier: bool = False, local: bool = False) -> ReviewsBehind:
        """The reviews of the numerator ("passed"), of the denominator ("judged") or of what lies between ("failed")."""
        question = self.asked.question
        period = question.period.previous_year() if earlier else question.period
        key = a_year_earlier(question.by, line.key) if earlier else line.key
        measured = self.asked.local(period) if local else self.asked.measured(period)
        measured = measured.within(self._group(line, question.count, key))
        words = {"passed": "In time", "judged": "Judged", "failed": "Not in time"}[what]
        return ReviewsBehind(self._part(measured, what), self._title(words, line, period), question.basis)

    def unjudged(self, line: Line) -> ReviewsBehind:
        """The reviews that could not be judged."""
        period = self.asked.question.period
        selection = _add(self.asked.unjudged(period), self._group(line, "held", line.key))
        return ReviewsBehind(selection, self._title("Not judged", line, period))

    def to_come(self, line: Line) -> ReviewsBehind:
        """The reviews due after the as-at date."""
        period = self.asked.question.period
        selection = _add(self.asked.to_come(period), self._group(line, "due", line.key))
        return ReviewsBehind(selection, self._title("Still to come", line, period))

    def _group(self, line: Line, count: str, key: Any) -> tuple[Where, ...]:
        return group(self.asked.question.by if line.key != "" else "", count, key)

    def _part(self, measured: Measured, what: str) -> Selection:
        judged = _add(measured.selection, measured.judged)
        if what == "judged":
            return judged
        if self.asked.unit:
            units = Units(self.asked.unit, measured.judged, measured.passed, every=what == "passed")
            return replace(judged, units=units)
        return _add(judged, measured.passed) if what == "passed" else _failed(judged, measured)

    def _title(self, words: str, line: Line, period: Period) -> str:
        about = f"{line.words}, " if line.key != "" else ""
        return f"{words}: {about}{period.title()}"


def _add(selection: Selection, where: tuple[Where, ...]) -> Selection:
    return replace(selection, where=(*selection.where, *where))


def _failed(judged: Selection, measured: Measured) -> Selection:
    return _add(judged, tuple(Where(passed.field, "is not", passed.value) for passed in measured.passed))


def _columns(figures: Figures) -> tuple[Column, ...]:
    units = "Reviews" if figures.basis == "review" else "Children"
    number, part = Kind.NUMBER, Kind.PERCENT
    come = [Column("to_come", "Still to come", number, 10)] if figures.count == "due" else []
    local = [
        Column("local_numerator", "In time by the local target", number, 12),
        Column("local_denominator", "Judged by the local target", number, 12),
        Column("local", "Share by the local target", part, 12),
    ]
    return (
        Column("key", GROUP_TITLES[figures.by], width=33),
        Column("numerator", "In time", number, 10),
        Column("denominator", f"{units} judged", number, 10),
        Column("share", "Share in time", part, 10),
        Column("target", "Target", part, 9),
        Column("met", "Target met", width=11),
        Column("failed", "Not in time", number, 10),
        Column("unjudged", "Reviews not judged", number, 10),
        *come,
        *(local if figures.has_local else []),
        Column("earlier_numerator", "In time a year earlier", number, 14),
        Column("earlier_denominator", "Judged a year earlier", number, 14),
        Column("earlier", "Share a year earlier", part, 14),
    )


def _row(line: Line, behind: Behind, target: Ratio, columns: tuple[Column, ...]) -> Row:
    earlier, local = line.earlier or Ratio(0, 0), line.local or Ratio(0, 0)
    met = _meets(line.ratio, target)
    cells: Mapping[str, Any] = {
        "key": line.words,
        "numerator": line.numerator,
        "denominator": line.denominator,
        "share": line.ratio,
        "target": target,
        "met": None if met is None else "Yes" if met else "No",
        "failed": line.denominator - line.numerator,
        "unjudged": line.unjudged,
        "to_come": line.to_come,
        "local_numerator": local.numerator,
        "local_denominator": local.denominator,
        "local": local,
        "earlier_numerator": earlier.numerator,
        "earlier_denominator": earlier.denominator,
        "earlier": earlier,
    }
    tone = Tone.PLAIN if met is None else Tone.ON_TIME if met else Tone.HELD_LATE
    opens = _opens(line, behind)
    return Row(
        _row_id(line),
        tuple(cells[column.key] for column in columns),
        tones={"share": tone, "met": tone},
        opens={column.key: opens[column.key] for column in columns if column.key in opens},
    )


def _row_id(line: Line) -> str:
    return line.key if isinstance(line.key, str) else line.key[0] or ""


def _opens(line: Line, behind: Behind) -> dict[str, ReviewsBehind]:
    return {
        "numerator": behind.share(line, "passed"),
        "denominator": behind.share(line, "judged"),
        "share": behind.share(line, "judged"),
        "failed": behind.share(line, "failed"),
        "unjudged": behind.unjudged(line),
        "to_come": behind.to_come(line),
        "local_numerator": behind.share(line, "passed", local=True),
        "local_denominator": behind.share(line, "judged", local=True),
        "local": behind.share(line, "judged", local=True),
        "earlier_numerator": behind.share(line, "passed", earlier=True),
        "earlier_denominator": behind.share(line, "judged", earlier=True),
        "earlier": behind.share(line, "judged", earlier=True),
    }


def _meets(ratio: Ratio, target: Ratio) -> bool | None:
    if not ratio.denominator:
        return None
    return ratio.numerator * target.denominator >= target.numerator * ratio.denominator


def _line(whole: Line, figures: Figures, target: Ratio) -> str:
    units = noun(whole.denominator, *(("review",) if figures.basis == "review" else ("child", "children")))
    share = percent(whole.numerator, whole.denominator)
    words = f"{whole.numerator:,} of {whole.denominator:,} {units} in time: {share} (target {_percent(target)})"
    if whole.earlier and whole.earlier.denominator:
        words += f"; a year earlier {percent(whole.earlier.numerator, whole.earlier.denominator)}"
    come = f"; {whole.to_come:,} still to come" if figures.count == "due" else ""
    return f"{words}; {whole.unjudged:,} not judged{come}"


def _percent(target: Ratio) -> str:
    return percent(target.numerator, target.denominator).replace(".0 %", " %")


def _chosen(question: Timeliness, store: Store) -> tuple[str, ...]:
    """The names of the IRO and the team that the figure is about, where it is about one."""
    chosen = (store.shelf(Officer).maybe(question.iro), store.shelf(Team).maybe(question.team))
    return tuple(one.name for one in chosen if one)


def _chart(by: str, target: Ratio) -> Chart:
    form = "line" if by == "month" else "bars"
    return Chart(form, "key", "share", target.numerator * 100 / target.denominator, "earlier")
