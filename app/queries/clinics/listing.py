"""The children at clinics as tables: one clinic, all clinics of a period, and the clinics themselves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.answers import ANSWERS
from app.domain.challenges.words import NO_NAME, initials
from app.domain.clinics import RULES, Clinic
from app.domain.counting import counted
from app.domain.dates import Period, full, long
from app.queries.clinics.rules import category_words, definition, options_of
from app.queries.listing import Listing
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Table, Tone

Values = Mapping[str, Any]
NATURAL = (("child", False), ("reference", False))
NO_LONGER = "No longer found by the rule"
"""What is said of a child whom the rule found for an earlier list, and does not find now."""


@dataclass(frozen=True)
class Part:
    """One column with the fields that its cell needs; the first of them sorts it."""

    column: Column
    fields: tuple[str, ...]
    cell: Callable[[Values], Any]


def _plain(key: str, title: str, kind: Kind = Kind.TEXT, width: int = 14) -> Part:
    return Part(Column(key, title, kind, width), (key,), lambda values: values[key] or None)


def _answer(key: str, title: str) -> Part:
    return Part(Column(key, title, width=16), (key,), lambda values: ANSWERS.get(values[key], values[key]))


def _standing(values: Values) -> str:
    """What became of the decision, in words."""
    if values["done_on"]:
        return "Done"
    if not values["decision"]:
        return "Nothing decided yet"
    if values["carried_on"]:
        return "Carried to the next clinic"
    return "Late" if values["late"] else "To be done"


def _initials(values: Values) -> str:
    """For paper that names nobody."""
    known = values["child"] != values["reference"]
    return (initials(values["child"]) if known else "") or NO_NAME


PARTS = {
    part.column.key: part
    for part in (
        Part(Column("initials", "Child", width=8), ("child", "reference"), _initials),
        _plain("reference", "Reference", width=11),
        _plain("child", "Child", width=22),
        Part(
            Column("category", "Category", width=20), ("category",), lambda values: category_words(values["category"])
        ),
        Part(Column("plan_number", "Plan", Kind.NUMBER, 6), ("plan_number",), lambda values: values["plan_number"]),
        Part(
            Column("standing", "Where it stands", width=20),
            ("undone", "done_on", "decision", "carried_on", "late"),
            _standing,
        ),
        _plain("due", "By", Kind.DATE, 13),
        _plain("owner", "Owner", width=18),
        _plain("decision", "Decision", width=30),
        _plain("done_on", "Done", Kind.DATE, 13),
        _answer("pre_proceedings", "Pre-proceedings"),
        _answer("assessment_current", "Assessment current"),
        _plain("found", "What was found", width=30),
        _plain("challenge", "Challenge", width=12),
        Part(Column("still", "The rule today", width=24), ("still",), lambda v: "Finds" if v["still"] else NO_LONGER),
        Part(
            Column("carried", "Carried here", width=14),
            ("carried_from",),
            lambda values: "From the clinic before" if values["carried_from"] else None,
        ),
        _plain("date", "Clinic", Kind.DATE, 13),
        Part(Column("rule", "Rule", width=28), ("rule",), lambda values: RULES.get(values["rule"], values["rule"])),
    )
}
OF_ONE = tuple(key for key in PARTS if key not in ("date", "rule", "initials"))
OF_SEVERAL = ("date", "rule", *OF_ONE)
ON_PAPER = tuple(key for key in OF_ONE if key not in ("carried", "standing"))


@dataclass(frozen=True)
class Shape:
    """Shapes the fields of one child at a clinic into a row; what is late carries its tone and says so."""

    parts: tuple[Part, ...]
    fields: tuple[str, ...]

    @classmethod
    def of(cls, keys: Sequence[str]) -> "Shape":
        """With the fields that the columns and the tone need, each once."""
        parts = tuple(PARTS[key] for key in keys)
        more = [name for part in parts for name in part.fields]
        return cls(parts, tuple(dict.fromkeys(("id", "late", "done_on", "carried_on", *more))))

    def __call__(self, found: tuple[Any, ...]) -> Row:
        """The row."""
        values = dict(zip(self.fields, found, strict=True))
        tones = {}
        if values["late"] and not values["carried_on"]:
            tones["standing"] = Tone.LATE
        elif values["done_on"]:
            tones["standing"] = Tone.ON_TIME
        return Row(values["id"], tuple(part.cell(values) for part in self.parts), tones=tones)


def clinic_rows(
    store: Store, where: tuple[Where, ...], stamp: Stamp, keys: Sequence[str], natural: tuple[tuple[str, bool], ...]
) -> Listing:
    """The children at the clinics that meet these conditions."""
    shape = Shape.of(keys)
    selection = clinic_selection(store, where, stamp)
    orders = {key: PARTS[key].fields[0] for key in keys}
    return Listing(selection, shape.fields, shape, natural, orders)


def clinic_selection(store: Store, where: tuple[Where, ...], stamp: Stamp) -> Selection:
    """Children at clinics, as the rules see them today."""
    return Selection("clinics", where, stamp.today, options=options_of(store, stamp.today))


def columns_of(keys: Sequence[str]) -> tuple[Column, ...]:
    """These columns."""
    return tuple(PARTS[key].column for key in keys)


@dataclass(frozen=True)
class ClinicTable:
    """Ask for the children of one clinic, narrowed by conditions on them where a finding is opened."""

    clinic_id: str
    where: tuple[Where, ...] = ()
    words: str = ""
    keys: tuple[str, ...] = OF_ONE
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a child, by name; children whom the rule finds no longer stay and say so."""
        clinic = store.shelf(Clinic).get(self.clinic_id)
        where = (Where("clinic_id", "is", clinic.id), *self.where)
        rows = clinic_rows(store, where, stamp, self.keys, NATURAL)
        families = {row[0] for row in store.rows(rows.selection, ("family",))}
        title = f"{RULES[clinic.rule]}: {self.words}" if self.words else f"{RULES[clinic.rule]}: clinic"
        number = counted(rows.count(store), "child", "children")
        line = f"{number} of {counted(len(families), 'family', 'families')}, clinic of {full(clinic.date)}"
        months = int(options_of(store, clinic.date)["final_months"])
        notes = (
            f"Found on {long(clinic.date)}: {definition(clinic.rule, months)}",
            "Category and number of the plan are those of that day. IRO: Independent Reviewing Officer.",
            *((clinic.note,) if clinic.note else ()),
        )
        return Table(title, columns_of(self.keys), rows, line, notes)


@dataclass(frozen=True)
class ClinicsHeld:
    """Ask for everything that was decided at the clinics of a period."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a child at each clinic, by day and rule."""
        where = (Where("date", "at least", self.period.first), Where("date", "at most", self.period.last))
        rows = clinic_rows(store, where, stamp, OF_SEVERAL, (("date", False), ("rule", False), *NATURAL))
        keys = store.rows(rows.selection, ("clinic_id", "child_id", "family"))
        line = (
            f"{counted(len({key[0] for key in keys}), 'clinic')}: "
            f"{counted(len({key[1] for key in keys}), 'child', 'children')} of "
            f"{counted(len({key[2] for key in keys}), 'family', 'families')}"
        )
        months = int(options_of(store, stamp.today)["final_months"])
        rules = sorted({row[0] for row in store.rows(rows.selection, ("rule",))}, key=list(RULES).index)
        notes = tuple(f"{RULES[rule]}: {definition(rule, months)}" for rule in rules)
        return Table("Clinics of children", columns_of(OF_SEVERAL), rows, line, notes)


CLINICS = (
    Column("date", "Clinic", Kind.DATE, 13),
    Column("rule", "Rule", width=32),
    Column("children", "Children", Kind.NUMBER, 8),
    Column("families", "Families", Kind.NUMBER, 8),
    Column("decided", "Decided", Kind.NUMBER, 8),
    Column("undone", "Still to be done", Kind.NUMBER, 13),
    Column("note", "Note", width=24),
)
COUNTED = ("clinic_id", "family", "decided", "undone", "carried_on")


@dataclass(frozen=True)
class Clinics:
    """Ask for the clinics that were made, of one rule or of all."""

    rule: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The newest first, each with its numbers."""
        asked: dict[str, Any] = {"rule": self.rule} if self.rule else {}
        found = sorted(store.shelf(Clinic).find(**asked), key=lambda one: (-one.date.toordinal(), one.rule))
        numbers = _numbers(store, stamp)
        rows = tuple(_clinic_row(one, numbers.get(one.id, [])) for one in found)
        line = f"{counted(len(found), 'clinic')}, as at {full(stamp.today)}"
        columns = CLINICS if any(one.note for one in found) else CLINICS[:-1]
        shown = tuple(replace(row, cells=row.cells[: len(columns)]) for row in rows)
        return Table("Clinics", columns, Fixed(shown, tuple(column.key for column in columns)), line)


def _numbers(store: Store, stamp: Stamp) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for clinic_id, *facts in store.rows(Selection("clinics", (), stamp.today), COUNTED):
        found.setdefault(clinic_id, []).append(tuple(facts))
    return found


def _clinic_row(clinic: Clinic, children: Sequence[tuple[Any, ...]]) -> Row:
    """What went to a later clinic is to be done there, and no longer here."""
    undone = sum(bool(undone) and not carried for _, _, undone, carried in children)
    cells = (
        *(clinic.date, RULES.get(clinic.rule, clinic.rule), len(children), len({one[0] for one in children})),
        *(sum(bool(one[1]) for one in children), undone, clinic.note or None),
    )
    return Row(clinic.id, cells)
