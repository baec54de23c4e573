"""The statements of IROs to the court, due and sent."""

from dataclasses import replace

from db.populations.of_reviews import of_child
from db.populations.population import Field
from db.tables.quality import court_statements

_OWN = court_statements.c
_PLAIN = of_child("statements", court_statements, "due_on", ("sent_on", "note"))

POPULATION = replace(_PLAIN, fields={**_PLAIN.fields, "in_time": lambda _: Field(_OWN.sent_on <= _OWN.due_on)})
