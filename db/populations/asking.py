"""Makes one SQL statement of a selection or a tally: a number and its rows have the same WHERE by construction."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, false, func, or_, select, true

from app.domain.records import fold
from app.store import Selection, Tally, Units, Where
from db.populations import POPULATIONS
from db.populations.population import Field, Sight, is_boolean, no


class Question:
    """A selection being turned into SQL: the fields asked for so far, and with them the joins that they need."""

    def __init__(self, selection: Selection) -> None:
        self._population = POPULATIONS[selection.population]
        self._sight = Sight(selection.as_at, selection.options)
        self._selection = selection
        self._fields: dict[str, Field] = {}
        self._needed: dict[str, None] = {}
        for name in self._population.required:
            self._need(name)
        self._where = [*self._population.always, *map(self.condition, selection.where)]
        if selection.units is not None:
            self._where.append(self._has_unit(selection.units))

    @property
    def key(self) -> ColumnElement[Any]:
        """What tells the population's rows apart."""
        return self._population.key

    def field(self, name: str) -> Field:
        """A field of the population, with its joins."""
        if name not in self._fields:
            if name not in self._population.fields:
                raise ValueError(f"{self._population.name} have no field {name!r}")
            self._fields[name] = self._population.fields[name](self._sight)
            for join in self._fields[name].needs:
                self._need(join)
        return self._fields[name]

    def expression(self, name: str) -> ColumnElement[Any]:
        """A field as it is selected: by its own name."""
        return self.field(name).expression

    def condition(self, where: Where) -> ColumnElement[bool]:
        """One condition."""
        field = self.field(where.field)
        if where.test == "contains":
            return _contains(field, where.value)
        test = _TESTS.get(where.test)
        if test is None:
            raise ValueError(f"no test is called {where.test!r}")
        met = test(field.expression, where.value)
        values = where.value if where.test == "in" else (where.value,)
        if field.meets is not None and where.test in ("is", "in", "is not"):
            return no(field.meets(tuple(values))) if where.test == "is not" else field.meets(tuple(values))
        if field.narrow is None or where.test not in ("is", "in") or None in values:
            return met
        narrowed = field.narrow(tuple(values))
        return met if narrowed is None else and_(narrowed, met)

    def conditions(self, wheres: Sequence[Where]) -> ColumnElement[bool]:
        """Several conditions as one."""
        return and_(true(), *map(self.condition, wheres))

    def select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """The selection's rows: every field must have been asked for before."""
        return select(*columns).select_from(self._source()).where(*self._where).correlate(None)

    def order(self, order: Sequence[tuple[str, bool]]) -> list[ColumnElement[Any]]:
        """Sorted by these fields, empty values last, and then by key, so that windows are stable."""
        sorted_by = []
        for name, descending in order:
            field = self.field(name)
            by = field.expression if field.sorts is None else field.sorts
            sorted_by.append((by.desc() if descending else by.asc()).nulls_last())
        return [*sorted_by, self._population.key.asc()]

    def _need(self, name: str) -> None:
        for other in self._population.joins[name].needs:
            self._need(other)
        self._needed[name] = None

    def _source(self) -> FromClause:
        source: FromClause = self._population.source
        for name in self._needed:
            join = self._population.joins[name]
            source = source.outerjoin(join.table, join.on)
        return source

    def _has_unit(self, units: Units) -> ColumnElement[bool]:
        """Rows whose unit passed in every judged row of the same conditions, or did not."""
        inner = Question(replace(self._selection, units=None))
        unit = inner.expression(units.field)
        judged = inner.conditions(units.judged)
        judged_rows = func.count().filter(judged)
        passed_rows = func.count().filter(and_(judged, inner.conditions(units.passed)))
        which = passed_rows == judged_rows if units.every else passed_rows < judged_rows
        query = inner.select(unit).where(unit.is_not(None)).group_by(unit).having(judged_rows > 0, which)
        return self.expression(units.field).in_(query)


def rows(selection: Selection, fields: Sequence[str], order: Sequence[tuple[str, bool]]) -> Select[Any]:
    """Fields of the selection's rows, sorted."""
    question = Question(selection)
    columns = [question.expression(name).label(f"field_{index}") for index, name in enumerate(fields)]
    sorted_by = question.order(order)
    return question.select(*columns).order_by(*sorted_by)


def window(
    selection: Selection, fields: Sequence[str], order: Sequence[tuple[str, bool]], first: int, number: int | None
) -> Select[Any]:
    """A part of these rows: keys alone are sorted, and only the rows of the part are worked out."""
    question = Question(selection)
    sorted_by = question.order(order)
    part = question.select(question.key).order_by(*sorted_by).offset(first).limit(number)
    shown = replace(selection, where=(), units=None)
    return rows(shown, fields, order).where(question.key.in_(part))


def count(selection: Selection) -> Select[Any]:
    """How many rows the selection has."""
    return Question(selection).select(func.count())


def tally(tally: Tally) -> Select[Any]:
    """Groups with numerator, denominator and how many rows were not judged, in one statement."""
    question = Question(tally.selection)
    groups = [question.expression(name).label(f"group_{index}") for index, name in enumerate(tally.by)]
    judged = question.conditions(tally.judged)
    judged_rows = func.count().filter(judged)
    passed_rows = func.count().filter(and_(judged, question.conditions(tally.passed)))
    if tally.unit is None:
        query = question.select(*groups, passed_rows, judged_rows, func.count() - judged_rows)
        return query.group_by(*groups).order_by(*groups) if groups else query
    unit = question.expression(tally.unit).label("unit")
    counted = (passed_rows.label("passed_rows"), judged_rows.label("judged_rows"), func.count().label("all_rows"))
    return _of_units(question.select(*groups, unit, *counted).group_by(*groups, unit), len(groups))


def _of_units(inner: Select[Any], number: int) -> Select[Any]:
    """Counts units instead of rows: those with a judged row, and those whose every judged row passed."""
    each = inner.subquery("units")
    groups = [each.c[f"group_{index}"] for index in range(number)]
    judged = and_(each.c.unit.is_not(None), each.c.judged_rows > 0)
    query = select(
        *groups,
        func.count().filter(and_(judged, each.c.passed_rows == each.c.judged_rows)),
        func.count().filter(judged),
        func.coalesce(func.sum(each.c.all_rows - each.c.judged_rows), 0),
    ).select_from(each)
    return query.group_by(*groups).order_by(*groups) if groups else query


def _contains(field: Field, value: str) -> ColumnElement[bool]:
    """Every word occurs in the folded text; a text without a folded form is compared in small letters."""
    text = func.lower(field.expression) if field.folded is None else field.folded
    return and_(true(), *(text.contains(word, autoescape=True) for word in fold(value).split()))


def _is(expression: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    if value is None:
        return expression.is_(None)
    if is_boolean(expression):
        return expression if value else no(expression)
    equal: ColumnElement[bool] = expression == value
    return equal


def _is_not(expression: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    if value is None:
        return expression.is_not(None)
    return or_(_is(expression, not value) if is_boolean(expression) else expression != value, expression.is_(None))


def _in(expression: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    if is_boolean(expression):
        return or_(false(), *(_is(expression, value) for value in values))
    known = [value for value in values if value is not None]
    met: ColumnElement[bool] = expression.in_(known)
    return met if len(known) == len(values) else or_(met, expression.is_(None))


_TESTS: dict[str, Callable[[ColumnElement[Any], Any], ColumnElement[bool]]] = {
    "is": _is,
    "is not": _is_not,
    "in": _in,
    "at least": lambda expression, value: expression >= value,
    "at most": lambda expression, value: expression <= value,
    "below": lambda expression, value: expression < value,
    "above": lambda expression, value: expression > value,
}
