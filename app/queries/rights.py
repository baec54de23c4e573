"""The table of rights as it is shown: what each role may do, and with whose records."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import ALL, CHILDREN, MINE, RIGHTS, SHOWN, Right, Role, Stamp, Whose
from app.queries.settings import table
from app.store import Store
from app.table import Column, Row, Table

REACHES: dict[frozenset[Whose], str] = {
    frozenset(): "No",
    ALL: "Yes",
    CHILDREN: "Every child",
    MINE: "Own children",
    SHOWN: "Own children, lists",
}
"""How far a right reaches, in words."""
SHORT = {Role.MANAGER: "Manager", Role.IRO: "IRO", Role.BUSINESS_SUPPORT: "Business support", Role.READER: "Reader"}
WIDTHS = {Role.MANAGER: 8, Role.IRO: 16, Role.BUSINESS_SUPPORT: 14, Role.READER: 7}


@dataclass(frozen=True)
class RightsTable:
    """Ask for the table of rights."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a right, one column a role; the words are made from the table that the Desk checks."""
        columns = (
            Column("right", "What", width=52),
            *(Column(role, SHORT[role], width=width) for role, width in WIDTHS.items()),
        )
        rows = [Row(right.name, (capital(right), *(reach(role, right) for role in Role))) for right in Right]
        line = (
            "Own children: those one holds or covers, whose review one chairs, or who have no IRO. Checked before anything "
            "is done; a right that says no is entered in the account."
        )
        return table("What each role may do", line, columns, rows)


def reach(role: Role, right: Right) -> str:
    """How far a role's right reaches, in words."""
    return REACHES[RIGHTS[role].get(right, frozenset())]


def capital(right: Right) -> str:
    """The words of a right as a line of a table begins."""
    return right.value[0].upper() + right.value[1:]
