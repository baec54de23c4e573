"""The populations that can be asked about, one module each."""

from db.populations import allocations, audit, children, imports, moves, periods, reported, reviews
from db.populations.population import Population

POPULATIONS: dict[str, Population] = {
    part.POPULATION.name: part.POPULATION
    for part in (allocations, audit, children, imports, moves, periods, reported, reviews)
}
"""The populations by name."""
