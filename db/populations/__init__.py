"""The populations that can be asked about, one module each."""

from db.populations import (
    actions,
    allocations,
    audit,
    caseload,
    challenges,
    children,
    clinics,
    entries,
    found,
    imports,
    learning,
    meetings,
    moves,
    periods,
    reported,
    reviews,
    steps,
    themes,
)
from db.populations.population import Population

POPULATIONS: dict[str, Population] = {
    part.POPULATION.name: part.POPULATION
    for part in (
        *(actions, allocations, audit, caseload, challenges, children, clinics),
        *(entries, found, imports, learning, meetings, moves, periods, reported, reviews, steps, themes),
    )
}
"""The populations by name."""
