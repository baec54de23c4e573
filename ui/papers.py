"""Papers that are cut by review or by team, and a child's record: the same tables as their workbooks, laid out to be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from app.domain.dates import short
from app.queries.prep.sheets import CHALLENGES, CHILD, CLOCKS, FACTS, LISTS, MORE, THIS, PrepReviews, PrepWeek
from app.queries.record.sheets import ChildRecord
from app.queries.teamweek import ANSWERS, COMING, OVERDUE, REPORTS, TO_BOOK, TeamWeek
from app.table import Column, Fixed, Row, Table
from ui.outgoing import Outgoing, exported
from ui.page import Tools
from ui.parts import paper
from ui.parts.cells import words

NAMED = "It names children: keep it as their records are kept."
WRITE = ("The child's wishes and feelings", "Decisions")
"""The headings under which an IRO writes by hand."""
NOTHING = {
    "The review before": "No review was held before in this period.",
    "Reviews held": "No review is recorded before.",
    "Contacts": "No contact is recorded.",
    "Moves": "Nobody asked to move it.",
    CHALLENGES: "No challenge is open.",
    "Siblings": "No brother or sister is recorded.",
}
"""What is said in one line of the parts of a prep sheet that are empty; of the others nothing."""
NOTHING_FOR_TEAM = {
    COMING: "No meeting is booked for the next 28 days.",
    REPORTS: "No report is due in the next 7 days.",
    ANSWERS: "No answer to a challenge is awaited.",
    OVERDUE: "Nothing is overdue.",
    TO_BOOK: "Every review that is due in the next 28 days has a date.",
}
"""The same of a team's week."""
PAGES = 2
"""No prep sheet of one review takes more: it goes on one sheet of paper."""
Wholes = Sequence[Any]
"""Tables with all their rows, as app.commands.exports gives them to who draws them."""
Tables = Mapping[str, Any]
Own = Mapping[str, tuple[Row, ...]]
Draw = Callable[[Path, str, Wholes], None]
Query = PrepReviews | PrepWeek | TeamWeek | ChildRecord


class Papers:
    """Asks where a prep sheet or a team's week shall go, and writes it as a PDF or as a workbook."""

    def __init__(self, tools: Tools, out: Outgoing) -> None:
        self._tools, self._out = tools, out

    def ask_prep(self, query: PrepReviews | PrepWeek, of: str, suffix: str = "pdf") -> None:
        """Prep sheets; of says of which review or of whose week."""
        self._ask("Prep sheet", query, of, suffix, NAMED)

    def ask_team_week(self, query: TeamWeek, of: str, suffix: str = "pdf") -> None:
        """The week of a team or of all; of is its name."""
        self._ask("Team week", query, of, suffix, NAMED if query.named else "It has references and initials only.")

    def ask_record(self, query: ChildRecord, of: str, suffix: str = "pdf") -> None:
        """The record of a child, or the parts of it that are chosen; of is the child's reference."""
        self._ask("Record", query, of, suffix, "It names people: read it through before it is given to anybody.")

    def write(self, query: Query, more: str, target: Path) -> None:
        """Write it in the way that the file's ending says; more is said when it is there."""
        desk = self._tools.runner.desk
        if target.suffix.lower() == ".xlsx":
            write = exported("export_sheets", lambda export, to, told: export(desk, query, to, told))
        else:
            draw = drawn(query)
            write = exported("export_papers", lambda export, to, _told: export(desk, query, to, draw))
        self._out.write(target, write, more)

    def _ask(self, what: str, query: Query, of: str, suffix: str, more: str) -> None:
        name = " ".join("".join(c if c.isalnum() or c in " -" else " " for c in of).split())
        when = "" if "week of" in of else f" {short(self._tools.today())}"
        file = f"{what} {name}{when}.{suffix}"
        self._out.ask(f"{what}: {of}", file, partial(self.write, query, more))


def drawn(query: Query) -> Draw:
    """How a query's tables are put on pages."""
    if isinstance(query, ChildRecord):
        return draw_record
    return draw_team_week if isinstance(query, TeamWeek) else draw_prep


def draw_prep(path: Path, title: str, wholes: Wholes) -> None:
    """A list of the reviews where there are several, then at most two pages for each."""
    paper.write_pdf(path, title, prep_sheets(wholes), f"{wholes[0].footer}. Names children.", upright=True)


def draw_team_week(path: Path, title: str, wholes: Wholes) -> None:
    """A list of the teams where there are several, then a page for each."""
    paper.write_pdf(path, title, team_sheets(wholes), wholes[0].footer)


def draw_record(path: Path, title: str, wholes: Wholes) -> None:
    """What it holds, then every table in which something stands; the others are named in one line."""
    paper.write_pdf(path, title, record_sheets(wholes), f"{wholes[0].footer}. Names people.")


def record_sheets(wholes: Wholes) -> list[paper.Sheet]:
    """What stands on the pages of a child's record, in their order."""
    first, parts = wholes[0], wholes[1:]
    held = [_filled(whole) for whole in parts if whole.rows]
    empty = ", ".join(whole.table.title for whole in parts if not whole.rows)
    told = [paper.Sheet(_bare(first.table, "Nothing recorded"), (), empty=f"{empty}.")] if empty else []
    if held:
        held[0] = replace(held[0], own_page=True)
    return [paper.Sheet(first.table, first.rows), *held, *told]


def _filled(whole: Any) -> paper.Sheet:
    """A table without the columns in which nothing stands."""
    table = whole.table
    at = [n for n in range(len(table.columns)) if any(row.cells[n] is not None for row in whole.rows)]
    columns = tuple(table.columns[place] for place in at)
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in at)) for row in whole.rows)
    return paper.Sheet(replace(table, columns=columns, rows=Fixed(rows, tuple(c.key for c in columns))), rows)


def draw_table(path: Path, whole: Any) -> None:
    """One table by itself."""
    paper.write_pdf(path, whole.table.title, [paper.Sheet(whole.table, whole.rows)], whole.footer)


def draw_pack(path: Path, title: str, wholes: Wholes) -> None:
    """A list of what it holds, then its tables; what the words mean begins a page."""
    paper.write_pdf(path, title, pack_sheets(title, wholes), f"{wholes[0].footer}. Names children.")


def pack_sheets(title: str, wholes: Wholes) -> list[paper.Sheet]:
    """What stands on the pages of a month pack, in their order."""
    columns = (Column("part", "Part"), Column("line", "What it says"))
    rows = tuple(Row(str(at), (whole.table.title, whole.table.line)) for at, whole in enumerate(wholes))
    front = Table(title, columns, Fixed(rows, ("part", "line")), wholes[0].footer)
    made = [paper.Sheet(whole.table, whole.rows) for whole in wholes]
    return [paper.Sheet(front, rows), replace(made[0], own_page=True), *made[1:-1], replace(made[-1], own_page=True)]


def prep_sheets(wholes: Wholes) -> list[paper.Sheet]:
    """What stands on the pages of prep sheets, in their order."""
    first, parts = wholes[0], dict(zip(LISTS, wholes[1:], strict=True))
    made = (
        [_front(first, ("day", "time", "place", "child", "reference", "which", "due"))] if len(first.rows) > 1 else []
    )
    for row in first.rows:
        own = {part: _rows_of(whole, row.cells[0]) for part, whole in parts.items()}
        if len(own[CLOCKS]) < 2:  # its own clock is told already
            own[CLOCKS] = ()
        made += _fitted(first.table, row, parts, own)
    return made


def _fitted(overview: Table, row: Row, parts: Tables, own: Own) -> list[paper.Sheet]:
    """The sheets of one review; where they take more than two pages, the longest list is cut by a line, until they do not."""
    made = _prep_of(overview, row, parts, own)
    while len(paper.laid_out(made, paper.area_of(made, upright=True))) > PAGES:
        lines = {part: sum(not row.id.endswith(MORE) for row in rows) for part, rows in own.items() if _is_list(part)}
        longest = max(reversed(lines), key=lines.__getitem__)  # of two that are as long, the one that stands later
        if lines[longest] < 2:
            break
        own = {**own, longest: _shorter(own[longest], lines[longest] - 1)}
        made = _prep_of(overview, row, parts, own)
    return made


def _is_list(part: str) -> bool:
    return LISTS[part] is not FACTS


def _shorter(rows: tuple[Row, ...], most: int) -> tuple[Row, ...]:
    """The first lines of a list, and the words that there are more."""
    said = Row(f"{rows[0].id}{MORE}", (rows[0].cells[0], "There are more, in the program"))
    return (*rows[:most], said)


def _prep_of(overview: Table, row: Row, parts: Tables, own: Own) -> list[paper.Sheet]:
    cell = {column.key: value for column, value in zip(overview.columns, row.cells, strict=True)}
    when = ", ".join(words(cell[key]) for key in ("day", "time", "place") if cell[key])
    line = ". ".join(part for part in (cell["which"], when, overview.line.rpartition(", ")[2]) if part)
    head = _cut(parts[CHILD].table, own[CHILD], f"{cell['child']}, {cell['reference']}", line)
    told = [
        replace(_cut(parts[part].table, rows, part), within=True)
        for part, rows in own.items()
        if part != CHILD and (rows or part == THIS)
    ]
    nothing = " ".join(said for part, said in NOTHING.items() if not own[part])
    if nothing:
        told.append(paper.Sheet(_bare(parts[CHILD].table, "Nothing recorded"), (), within=True, empty=nothing))
    told[-1] = replace(told[-1], write=WRITE)
    return [replace(head, own_page=True), *told]


def team_sheets(wholes: Wholes) -> list[paper.Sheet]:
    """What stands on the pages of teams' weeks, in their order."""
    first, parts = wholes[0], wholes[1:]
    made = [_front(first, tuple(column.key for column in first.table.columns))] if len(first.rows) > 1 else []
    for row in first.rows:
        team = words(row.cells[0])
        numbers = [
            f"{column.title}: {words(value)}"
            for column, value in zip(first.table.columns[1:], row.cells[1:], strict=True)
        ]
        notes = ("; ".join(numbers) + ".", *first.table.notes)
        head = replace(first.table, title=f"Team week: {team}", notes=notes)
        made.append(paper.Sheet(head, (), own_page=True, empty=""))
        own = {whole.table.title: _rows_of(whole, team) for whole in parts}
        made += [
            replace(_cut(whole.table, own[whole.table.title], whole.table.title), within=True)
            for whole in parts
            if own[whole.table.title]
        ]
        nothing = " ".join(said for part, said in NOTHING_FOR_TEAM.items() if not own[part])
        made += [paper.Sheet(_bare(first.table, "Nothing else"), (), within=True, empty=nothing)] if nothing else []
    return made


def _front(whole: Any, keys: tuple[str, ...]) -> paper.Sheet:
    """The overview, with these columns of it."""
    at = [whole.table.column(key) for key in keys]
    rows = tuple(Row(row.id, tuple(row.cells[place] for place in at)) for row in whole.rows)
    columns = tuple(whole.table.columns[place] for place in at)
    return paper.Sheet(replace(whole.table, columns=columns, rows=Fixed(rows, keys)), rows)


def _rows_of(whole: Any, of: Any) -> tuple[Row, ...]:
    return tuple(row for row in whole.rows if row.cells[0] == of)


def _bare(table: Table, title: str) -> Table:
    return replace(table, title=title, notes=())


def _cut(table: Table, rows: Sequence[Row], title: str, line: str = "") -> paper.Sheet:
    """The rows of one review or team, without the column that says so, and without those that are empty; what is more is a note."""
    said = [cell for row in rows if row.id.endswith(MORE) for cell in row.cells[1:] if cell]
    told = [row for row in rows if not row.id.endswith(MORE)]
    at = [n for n in range(1, len(table.columns)) if not told or any(row.cells[n] is not None for row in told)]
    columns = tuple(table.columns[place] for place in at)
    own = tuple(replace(row, cells=tuple(row.cells[place] for place in at)) for row in told)
    notes = (*table.notes, *(f"{words[:1].upper()}{words[1:]}." for words in said))
    return paper.Sheet(Table(title, columns, Fixed(own, tuple(column.key for column in columns)), line, notes), own)
