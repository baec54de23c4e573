"""The imports that were written."""

from db.populations.population import Population, plain
from db.tables.imports import import_runs

POPULATION = Population(
    "imports",
    import_runs,
    import_runs.c.id,
    {name: plain(import_runs.c[name]) for name in ("id", "version", "at", "files", "layout", "summary", "undone")},
    (import_runs.c.voided_at.is_(None),),
)
