"""Where an import leads: back to the first steps, to the challenges when it brought no reviews, else to the reviews."""

from app.queries.imports.outcome import ImportPlan
from app.table import Fixed, Table

FIRST_STEPS = ("start", "standing"), "Go on with the first ste&ps"
REVIEWS = ("reviews", None), "See the &reviews"
CHALLENGES = ("challenges", None), "See the &challenges"
Lead = tuple[tuple[str, str | None], str]


def lead(plan: ImportPlan | None, *, open_still: bool) -> Lead:
    """The place and the words of the button that goes there."""
    if open_still:
        return FIRST_STEPS
    if plan is None:
        return REVIEWS
    found = plan.new + plan.changed + plan.unchanged
    return CHALLENGES if found["challenges"] and not found["reviews"] else REVIEWS


def was_undone(imports: Table, entry: int | None) -> bool:
    """Whether the import of an entry stands among the imports so far as undone."""
    rows = imports.rows.rows if isinstance(imports.rows, Fixed) else ()
    return any(row.id == str(entry) and row.cells[-1] == "Undone" for row in rows)
