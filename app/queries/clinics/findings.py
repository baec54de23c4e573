"""What a clinic found, each as so many of so many children and families."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.clinics import PLAN_RULES, RULES, Clinic
from app.domain.counting import counted
from app.domain.dates import full
from app.queries.clinics.listing import ClinicTable, clinic_selection
from app.store import Count, Selection, Store, Tally, Where
from app.table import Column, Fixed, Kind, Ratio, Row, Table

COLUMNS = (
    Column("finding", "Finding", width=34),
    Column("children", "Children", Kind.PERCENT, 16),
    Column("families", "Families", Kind.PERCENT, 16),
    Column("unjudged", "Not recorded or not applicable", Kind.NUMBER, 16),
)
SAID_NOTES = (
    "By child: so many of the children of whom it is said. What is not said of a child is left out, and counted apart.",
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
        cells = (finding.words, _ratio(children), _ratio(families), children.unjudged)
        return Row(finding.key, cells, opens={"children": opens, "families": opens})


def _first(store: Store, tally: Tally) -> Count:
    return next(iter(store.tally(tally)), Count((), 0, 0, 0))


def _ratio(count: Count) -> Ratio:
    return Ratio(count.numerator, count.denominator)
