"""What tests of importing ask of the result."""

from datetime import date

from app.domain.officers import Allocation, Officer
from app.domain.reviews import Review
from app.queries.imports.outcome import ImportPlan, summary
from tests.app.imports.conftest import Importing


def counts(planned: ImportPlan, name: str = "new") -> dict[str, int]:
    """The counts of a plan that are not 0."""
    return {what: number for what, number in summary(planned)[name].items() if number}


def held(importing: Importing) -> list[Review]:
    """The held reviews, oldest first."""
    return sorted((r for r in importing.all(Review) if r.held), key=lambda r: (r.held or date.min, r.kind))


def allocations(importing: Importing) -> list[tuple[str, date, date | None]]:
    """Who holds children from when until when."""
    names = {officer.id: officer.name for officer in importing.all(Officer)}
    return sorted((names[a.officer_id], a.start, a.end) for a in importing.all(Allocation))
