"""The page of definitions that closes an export: what each word means, when it was made and by whom."""

from collections.abc import Iterable

from app.domain.access import ROLE_TITLES, Role, Stamp
from app.domain.calendar import LONDON
from app.domain.dates import long
from app.queries.service import setting
from app.store import Store
from app.table import Column, Fixed, Row, Table

WORKING_DAY = (
    "Working day",
    "Not a Saturday, a Sunday or a bank holiday of England and Wales. The day that starts a clock is day 0.",
)
MADE_BY = "Made by"
COLUMNS = (Column("what", "What", width=34), Column("meaning", "Meaning", width=100))


def definitions_table(store: Store, stamp: Stamp, facts: Iterable[tuple[str, str]], line: str) -> Table:
    """The service's name, these facts, and the making; line says of which figures they are."""
    made = stamp.at.astimezone(LONDON)
    role = ROLE_TITLES[Role(stamp.person.role)]
    every = (
        ("Service", setting(store, "service.name") or "Not named yet"),
        *facts,
        ("Made", f"{long(made.date())} at {made:%H:%M} (London time)"),
        (MADE_BY, f"{stamp.person.name or stamp.person.login} ({role})"),
    )
    rows = Fixed(tuple(Row(str(at), fact) for at, fact in enumerate(every)), tuple(column.key for column in COLUMNS))
    return Table("Definitions", COLUMNS, rows, line)
