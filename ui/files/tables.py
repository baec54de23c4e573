"""The tables of a preview: what changed since the last file, conflicts, rows left out, rules, and what was read how."""

from collections.abc import Collection, Mapping

from app.domain.children import Child
from app.domain.conferences import CONFERENCES
from app.domain.counting import counted
from app.domain.kinds import KINDS
from app.queries.imports.outcome import Conflict, ImportPlan, Since, Told
from app.table import Column, Fixed, Kind, Row, Table, Tone
from ui.files.words import ALLOCATE, LAYOUTS, OPEN_CHILD, RULES, SINCE, sheet_words

PLACE = (Column("file", "File", width=22), Column("sheet", "Sheet", width=16), Column("row", "Row", Kind.NUMBER, 7))


def _table(title: str, columns: tuple[Column, ...], rows: list[Row]) -> Table:
    return Table(title, columns, Fixed(tuple(rows), tuple(column.key for column in columns)), counted(len(rows), "row"))


def new_children(plan: ImportPlan) -> set[str]:
    """The ids of the children who are not here before the import."""
    return {child.id for child in plan.keep.get(Child, ()) if child.version == 0}


def since_table(plan: ImportPlan, done: Mapping[int, str], names: Mapping[str, str], *, imported: bool) -> Table:
    """What changed since the last file; the last column is a link once it can be done."""
    columns = (
        Column("what", "What changed", width=36),
        Column("name", "Child", width=22),
        Column("reference", "Reference", width=12),
        Column("day", "Day", Kind.DATE, 13),
        Column("kind", "Kind", width=30),
        Column("act", "What to do", width=30),
    )
    unknown = set() if imported else new_children(plan)
    rows = []
    ranks = list(SINCE)
    ordered = sorted(
        enumerate(plan.since), key=lambda pair: ranks.index(pair[1].what) if pair[1].what in ranks else len(ranks)
    )
    for place, one in ordered:
        act, is_link = _act(one, imported=imported, known=one.child_id not in unknown)
        words = done.get(place, act)
        opens = {"act": place} if is_link and place not in done else {}
        kind = _kind(one, names)
        tone = Tone.ON_TIME if place in done else Tone.SOON if one.act == "allocate" else Tone.PLAIN
        cells = (SINCE.get(one.what, one.what), one.name or None, one.reference, one.day, kind, words)
        rows.append(Row(str(place), cells, tone, {}, opens))
    return _table("Since the last file", columns, rows)


def _kind(one: Since, names: Mapping[str, str]) -> str | None:
    """The kind in words; what begins or ends in child protection is an enquiry or a plan, not a conference."""
    if one.kind in CONFERENCES and "review" not in one.what:
        return KINDS[one.kind].period
    return names.get(one.kind) or (KINDS[one.kind].title if one.kind in KINDS else None)


def _act(one: Since, *, imported: bool, known: bool) -> tuple[str, bool]:
    """The words of the last column, and whether they are a link yet."""
    if one.act == "allocate":
        return (ALLOCATE, True) if imported else ("Allocate after the import", False)
    if not known:
        return "Written by the import", False
    return OPEN_CHILD, True


def told_table(told: list[Told]) -> Table:
    """What return sheets add to the records, fact by fact, with what stood there before."""
    columns = (
        Column("name", "Child", width=20),
        Column("reference", "Reference", width=12),
        Column("review", "Review", width=30),
        Column("what", "What", width=18),
        Column("before", "Before", width=24),
        Column("after", "After", width=40),
        Column("row", "Row", Kind.NUMBER, 7),
        Column("file", "File", width=22),
    )
    rows = [
        Row(
            f"{one.review_id}:{one.what}",
            (one.name, one.reference, one.review, one.what, one.before, one.after, one.row, one.file),
            opens={"name": one.child_id},
        )
        for one in told
    ]
    return _table("Filled in", columns, rows)


def conflicts_table(conflicts: list[Conflict], accepted: Collection[str], *, imported: bool) -> Table:
    """Values typed here that the file has otherwise, with the one that stands; pressing it takes the other."""
    columns = (
        Column("reference", "Child", width=14),
        Column("what", "What", width=26),
        Column("ours", "Typed here", width=22),
        Column("theirs", "In the file", width=22),
        Column("stands", "What stands", width=24),
        *PLACE,
    )
    rows = []
    for one in conflicts:
        takes = one.key in accepted
        cells = (one.reference, one.what, one.ours, one.theirs, "The file's value" if takes else "Ours, as typed here")
        opens = {} if imported else {"stands": one.key}
        tones = {"stands": Tone.INFORMATION} if takes else {}
        rows.append(Row(one.key, (*cells, one.file, one.sheet, one.row), Tone.PLAIN, tones, opens))
    return _table("Conflicts", columns, rows)


def ignored_table(plan: ImportPlan) -> Table:
    """Cells that could not be understood; their rows were used without them."""
    columns = (
        *PLACE,
        Column("column", "Column", width=20),
        Column("value", "Value", width=22),
        Column("reason", "Why it is not used", width=60),
    )
    rows = [
        Row(str(place), (one.file, one.sheet, one.row, one.column, one.value, one.reason))
        for place, one in enumerate(plan.facts.ignored)
    ]
    return _table("Cells not used", columns, rows)


def rules_table(plan: ImportPlan) -> Table:
    """How many rows break each rule of the Department for Education (DfE), and how many repeat another."""
    columns = (
        Column("rule", "Rule", width=14),
        Column("rows", "Rows", Kind.NUMBER, 9),
        Column("words", "What is wrong with them", width=90),
    )
    rows = [Row(rule, (_rule(rule), number, RULES.get(rule, ""))) for rule, number in plan.warnings.items()]
    return _table("Warnings", columns, rows)


def _rule(rule: str) -> str:
    return "Repeated rows" if rule == "duplicate" else f"DfE {rule}"


def unplaced_table(plan: ImportPlan, *, imported: bool) -> Table:
    """Held reviews in no period of their child."""
    columns = (
        Column("reference", "Child", width=14),
        Column("held", "Held", Kind.DATE, 13),
        *PLACE,
        Column("act", "What to do", width=30),
    )
    unknown = set() if imported else new_children(plan)
    rows = []
    for one in plan.unplaced:
        known = one.child_id not in unknown
        words = OPEN_CHILD if known else "Place it after the import"
        cells = (one.reference, one.held, one.file, one.sheet, one.row, words)
        rows.append(Row(one.review_id, cells, opens={"act": one.child_id} if known else {}))
    return _table("In no period", columns, rows)


def added_table(plan: ImportPlan) -> Table:
    """IROs, teams and themes of challenges that nobody knew before."""
    columns = (Column("what", "What", width=12), Column("name", "Name", width=40))
    rows = [
        Row(f"{one.what}:{one.name}", ("IRO" if one.what == "iro" else one.what.capitalize(), one.name))
        for one in plan.added
    ]
    return _table("New IROs, teams and themes", columns, rows)


def sheets_table(plan: ImportPlan) -> Table:
    """What each sheet was read as, and what on it was no data."""
    columns = (*PLACE[:2], Column("layout", "Read as", width=18), Column("words", "What else was found", width=90))
    rows = [
        Row(str(place), (one.file, one.sheet, LAYOUTS.get(one.layout, one.layout), sheet_words(one)))
        for place, one in enumerate(plan.facts.sheets)
    ]
    rows += [
        Row(f"unread:{name}", (name, None, "Not read", "It holds no table with children."))
        for name in plan.facts.unread
    ]
    return _table("How it was read", columns, rows)
