"""The entries of the audit."""

from db.populations.population import Population, plain
from db.tables.audit import audit

POPULATION = Population(
    "audit",
    audit,
    audit.c.number,
    {name: plain(audit.c[name]) for name in ("number", "at", "login", "action", "summary", "undoes")},
)
