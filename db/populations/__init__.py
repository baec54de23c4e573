"""The populations that can be asked about, one module each."""

from db.populations import (
    actions,
    allocations,
    attendances,
    audit,
    caseload,
    challenges,
    check_answers,
    checks,
    children,
    clinics,
    clocks,
    entries,
    found,
    gatherings,
    imports,
    learning,
    meetings,
    moves,
    periods,
    practice,
    recommendations,
    reported,
    reviews,
    sittings,
    statements,
    steps,
    themes,
)
from db.populations.population import Population

POPULATIONS: dict[str, Population] = {
    part.POPULATION.name: part.POPULATION
    for part in (
        *(actions, allocations, audit, caseload, challenges, children, clinics),
        *(entries, found, imports, learning, meetings, moves, periods, reported, reviews, steps, themes),
        *(attendances, check_answers, checks, clocks, gatherings, practice, recommendations, sittings, statements),
    )
} | {part.name: part for part in (gatherings.CHILDREN, gatherings.THEMES)}
"""The populations by name."""
