"""The clinics of the last year at which children were looked at whose plan goes on for long, one carried to the next."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.demonstration.draws import Draw, Shares
from app.demonstration.service import Service
from app.domain.answers import NO, YES
from app.domain.calendar import add_months
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import ProtectionPlan
from app.domain.records import Record
from app.domain.reviews import Series

RULE, MONTHS = "long-plan", 15
DAYS_AGO = (290, 200, 110, 20)
PRE_PROCEEDINGS = Shares({YES: 22, NO: 78})
CURRENT = Shares({YES: 76, NO: 24})
DECISIONS = (
    ("Legal planning meeting", "Team manager"),
    ("Step down to a child in need plan at the next conference", "Social worker"),
    ("Change of social worker's plan: parenting assessment first", "Social worker"),
    ("Go on; family support is working", "Conference chair"),
)


@dataclass
class Clinics:
    """Notes every plan by the way, and tells of the clinics at the end."""

    service: Service
    plans: list[tuple[Series, ProtectionPlan]] = field(default_factory=list)

    def note(self, series: Series, plan: ProtectionPlan) -> None:
        """A plan that may come to a clinic."""
        self.plans.append((series, plan))

    def records(self) -> Iterator[Record]:
        """The clinics, each with its children; what was decided is carried to the next."""
        before: dict[str, str] = {}
        for ago in DAYS_AGO:
            day = self.service.calendar.add_working_days(self.service.today - timedelta(days=ago), 1)
            draw = Draw(self.service.seed, "clinic", RULE, ago)
            found = [one for one in self.plans if _is_long(one[0], day)]
            if self.service.size.dense or not found:
                continue
            clinic = Clinic(id=draw.id(), date=day, rule=RULE)
            yield clinic
            carried: dict[str, str] = {}
            for series, plan in found:
                child = self._child(draw, clinic, series, plan, before)
                carried[series.child_id] = child.id
                yield child
            before = carried

    def _child(
        self, draw: Draw, clinic: Clinic, series: Series, plan: ProtectionPlan, before: dict[str, str]
    ) -> ClinicChild:
        earlier = sum(s.child_id == series.child_id and (s.start or date.max) < _start(series) for s, _ in self.plans)
        decision, owner = draw.one(DECISIONS)
        due = self.service.calendar.add_working_days(clinic.date, draw.one((10, 20, 30)))
        done = self.service.calendar.add_working_days(due, draw.whole(-5, 8))
        return ClinicChild(
            id=draw.id(),
            clinic_id=clinic.id,
            child_id=series.child_id,
            category=plan.latest_category,
            plan_number=1 + earlier + (plan.previous_here or 0) + (plan.previous_elsewhere or 0),
            pre_proceedings=draw.of(PRE_PROCEEDINGS),
            assessment_current=draw.of(CURRENT),
            decision=decision,
            owner=owner,
            due=due,
            done_on=done if draw.chance(0.7) and done <= self.service.today else None,
            carried_from=before.get(series.child_id),
        )


def _start(series: Series) -> date:
    return series.start or date.max


def _is_long(series: Series, day: date) -> bool:
    """Whether a plan ran on a day, and had for so many months."""
    return (
        series.start is not None
        and add_months(series.start, MONTHS) < day
        and (series.closes is None or series.closes > day)
    )
