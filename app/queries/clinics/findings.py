"""What a clinic found, each as so many of so many children and families."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.clinics import PLAN_RULES, RULES, Clinic
from app.domain.counting import counted
from app.domain.dates import full, long
from app.queries.clinics.listing import ON_PAPER, ClinicTable, clinic_selection
from app.store import Count, Selection, Store, Tally, Where
from app.table import Column, Fixed, Kind, Ratio, Row, Sheets, Table

COLUMNS = (
    Column("finding", "Finding", width=34),
    Column("children", "Children", width=12),
    Column("children_share", "Of the children", Kind.PERCENT, 12),
    Column("families", "Families", width=12),
    Column("families_share", "Of the families", Kind.PERCENT, 12),
    Column("unjudged", "Left out", Kind.NUMBER, 9),
)
SAID_NOTES = (
    "By child: so many of the children of whom it can be said. Left out: not recorded, or not applicable.",
    "By family: so many of the families (sibling groups; a child alone is one) in which it is so of every such child.",
)


@dataclass(frozen=True)
class Finding:
    """One thing that is counted: the condition, and of whom it can be said."""

    key: str
    words: str
    passed: Where
    judged: tuple[Where, ...] = ()


FINDINGS = (
    Finding("decided", "A decision is made", Where("decided", "is", True)),
    Finding("done", "What was decided is done", Where("done", "is", True), (Where("decided", "is", True),)),
    Finding("challenge", "A challenge was raised", Where("challenge_id", "is not", None)),
    Finding(
        "pre_proceedings",
        "In pre-proceedings",
        Where("in_pre_proceedings", "is", True),
        (Where("pre_proceedings_said", "is", True),),
    ),
    Finding(
        "assessed", "The assessment is current", Where("assessed", "is", True), (Where("assessed_said", "is", True),)
    ),
    Finding("carried", "Carried from the clinic before", Where("carried_from", "is not", None)),
    Finding("left", "No longer found by the rule", Where("still", "is", False)),
)
WHO = ("reference", "child")
"""The columns that name a child."""
ONLY_OF_PLANS = {"pre_proceedings"}
"""Findings that are asked only of children on a plan."""


@dataclass(frozen=True)
class ClinicFindings:
    """Ask for what one clinic found."""

    clinic_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One line a finding; each number opens its children."""
        clinic = store.shelf(Clinic).get(self.clinic_id)
        selection = clinic_selection(store, (Where("clinic_id", "is", clinic.id),), stamp)
        asked = [one for one in FINDINGS if clinic.rule in PLAN_RULES or one.key not in ONLY_OF_PLANS]
        rows = tuple(self._row(store, one, selection) for one in asked)
        number = counted(store.count(selection), "child", "children")
        line = f"{number}, clinic of {full(clinic.date)}, as at {full(stamp.today)}"
        return Table(
            f"{RULES[clinic.rule]}: findings",
            COLUMNS,
            Fixed(rows, tuple(column.key for column in COLUMNS)),
            line,
            SAID_NOTES,
        )

    def _row(self, store: Store, finding: Finding, selection: Selection) -> Row:
        tally = Tally(selection, judged=finding.judged, passed=(finding.passed,))
        children, families = _first(store, tally), _first(store, replace(tally, unit="family"))
        opens = ClinicTable(self.clinic_id, (*finding.judged, finding.passed), finding.words)
        cells = (finding.words, *_share(children), *_share(families), children.unjudged)
        return Row(finding.key, cells, opens={"children": opens, "families": opens} if children.numerator else {})


@dataclass(frozen=True)
class ClinicSheets:
    """Ask for a clinic as it goes out: its children, by initials unless named, and its findings."""

    clinic_id: str
    named: bool = False
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Sheets:
        """The two tables, under the clinic's title."""
        keys = ON_PAPER if self.named else ("initials", *(key for key in ON_PAPER if key not in WHO))
        children = ClinicTable(self.clinic_id, keys=keys).run(store, stamp)
        findings = ClinicFindings(self.clinic_id).run(store, stamp)
        clinic = store.shelf(Clinic).get(self.clinic_id)
        title = f"{RULES[clinic.rule]}: clinic of {long(clinic.date)}"
        return Sheets(title, (("Children", children), ("Findings", findings)))


def _first(store: Store, tally: Tally) -> Count:
    return next(iter(store.tally(tally)), Count((), 0, 0, 0))


def _share(count: Count) -> tuple[str, Ratio]:
    """So many of so many, and the share."""
    return f"{count.numerator:,} of {count.denominator:,}", Ratio(count.numerator, count.denominator)
