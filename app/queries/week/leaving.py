"""The children who turn 18 within three months."""

from datetime import date

from app.domain.counting import noun
from app.domain.dates import short
from app.queries.children import ChildrenFilter
from app.queries.week.shapes import MOST, Act, Line, Opens, Section
from app.queries.week.sight import Sight, joined
from app.store import Selection, Store
from app.table import Tone

CHILDREN = "children"


def turning_18(store: Store, sight: Sight) -> Section:
    """Those who do so first in front."""
    chosen = ChildrenFilter("turning-18", sight.officer_id)
    selection = Selection(CHILDREN, chosen.where(), sight.today)
    fields, order = ("id", "child", "eighteenth", "iro_now_id"), (("eighteenth", False), ("child", False))
    rows = store.rows(selection, fields, order)
    said = f"{len(rows):,} {noun(len(rows), 'child turns', 'children turn')} 18 within 3 months"
    lines = tuple(_line(sight, *row) for row in rows[:MOST])
    nothing = "No child turns 18 within 3 months."
    return Section("turning-18", said if rows else nothing, len(rows), lines, Opens(CHILDREN, chosen), beside=True)


def _line(sight: Sight, child_id: str, child: str, eighteenth: date, officer_id: str | None) -> Line:
    detail = joined(sight.holder(officer_id), f"18 on {short(eighteenth)}")
    opens = Opens(CHILDREN, child_id)
    return Line(child_id, child, detail, sight.left(eighteenth), Tone.PLAIN, opens, Act("Open", opens))
