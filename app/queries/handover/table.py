"""The preview of a transfer as a table: one row a child, with what goes with it and to whom."""

from collections.abc import Iterable, Mapping

from app.domain.counting import counted
from app.queries.handover.preview import Line
from app.table import Column, Fixed, Kind, Row, Table, Tone

COLUMNS = (
    Column("child", "Child", width=22),
    Column("to", "Goes to", width=20),
    Column("booked", "To chair", Kind.NUMBER, 9),
    Column("owned", "Actions", Kind.NUMBER, 9),
    Column("challenges", "Challenges", Kind.NUMBER, 10),
    Column("follow_ups", "Follow-ups", Kind.NUMBER, 10),
    Column("siblings", "Brothers and sisters", width=20),
    Column("status", "Status", width=9),
    Column("from", "IRO now", width=20),
    Column("reference", "Reference", width=12),
)
NOBODY = "Not chosen yet"


def handover_table(lines: Iterable[Line], goes_to: Mapping[str, str], names: Mapping[str, str]) -> Table:
    """One row a child (the row's id); goes_to says by child which officer, names what officers are called."""
    rows = tuple(_row(line, goes_to.get(line.child_id, ""), names) for line in lines)
    return Table(
        "What goes over", COLUMNS, Fixed(rows, tuple(c.key for c in COLUMNS)), counted(len(rows), "child", "children")
    )


def _row(line: Line, to_id: str, names: Mapping[str, str]) -> Row:
    going = line.going
    why = line.never.get(to_id)
    numbers = (len(going.booked), len(going.owned), len(going.challenges), len(going.follow_ups))
    cells = (
        line.name,
        f"{names.get(to_id, '')}: conflict of interest" if why else names.get(to_id) or NOBODY,
        *(number or None for number in numbers),
        ", ".join(line.siblings) or None,
        line.status,
        line.from_name,
        line.reference,
    )
    tone = Tone.LATE if why else Tone.PLAIN if to_id else Tone.SOON
    return Row(line.child_id, cells, tones={} if tone is Tone.PLAIN else {"to": tone})
