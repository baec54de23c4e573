"""The lines of every table of caseloads: children by what they are, FTE, caseload on each basis, and the band."""

from collections.abc import Mapping
from typing import Any

from app.domain.caseload import ALL, BAND_WORDS, BASES, CLA_GIVEN, CLA_ONLY, OVER, UNDER, WITHIN, Load
from app.queries.caseload.behind import ChildrenBehind
from app.queries.caseload.rules import Rules
from app.queries.caseload.words import rounded
from app.table import Chart, Column, Kind, Row, Table, Tone

NUMBER = Kind.NUMBER
CHILDREN = (
    Column("children", "Children", NUMBER, 10),
    Column("cla", "Looked after (CLA) only", NUMBER, 12, "In our care and on no child protection plan"),
    Column("cp", "Child protection plan (CP) only", NUMBER, 14, "On a child protection plan and not in our care"),
    Column("both", "Both CLA and CP", NUMBER, 10, "In our care and on a plan: one child"),
    Column("other", "Other", NUMBER, 9, "Allocated, and neither in our care nor on a plan that day"),
    Column("looked_after", "All looked after", NUMBER, 12, "Looked after only, and both"),
)
PER = {basis: f"per_{basis.replace('-', '_')}" for basis in BASES}
"""The column of each basis."""
FTE = (
    Column("fte", "FTE in post", NUMBER, 9, "Full-time equivalent in reviewing posts, without those away for long"),
    Column("cla_fte", "FTE given to CLA", NUMBER, 9, "The part of it that is given to children looked after"),
)
CASELOADS = (
    Column(PER[ALL], "Children per FTE", NUMBER, 11),
    Column(PER[CLA_ONLY], "CLA per FTE", NUMBER, 11),
    Column(PER[CLA_GIVEN], "CLA per FTE given to CLA", NUMBER, 12),
    Column("band", "Against the band", width=17),
)
LOAD = (CHILDREN[0], FTE[0], *CASELOADS, *CHILDREN[1:], *FTE[1:])
"""What is asked first stands first: children, FTE, the caseload and the band; then what the children are."""
BAND = (Column("low", "Band from", NUMBER, 9), Column("high", "Band to", NUMBER, 9))
TONES = {UNDER: Tone.INFORMATION, WITHIN: Tone.ON_TIME, OVER: Tone.LATE}
SERVICE, NOBODY = "service", "no-iro"
"""The ids of the lines that are no officer's, month's or team's."""


def load_cells(load: Load, rules: Rules) -> dict[str, Any]:
    """The cells of a load by column."""
    return {
        "children": load.children,
        "cla": load.cla,
        "cp": load.cp,
        "both": load.both,
        "other": load.other,
        "looked_after": load.looked_after,
        "fte": load.fte / 100,
        "cla_fte": load.cla_fte / 100,
        **{column: rounded(load, basis) for basis, column in PER.items()},
        "band": BAND_WORDS[rules.judged(load)],
        "low": rules.band[0],
        "high": rules.band[1],
    }


def load_row(
    key: str,
    cells: Mapping[str, Any],
    columns: tuple[Column, ...],
    opens: Mapping[str, ChildrenBehind],
    verdict: str = "",
    drawn: str = "",
) -> Row:
    """One line; its caseloads open the children that were divided."""
    tone = TONES.get(verdict, Tone.PLAIN)
    behind = {**opens, **{PER[basis]: opens[of] for basis, of in _DIVIDED.items()}} if opens else {}
    return Row(
        key,
        tuple(cells.get(column.key) for column in columns),
        tones={"band": tone, drawn: tone} if verdict else {},
        opens={one.key: behind[one.key] for one in columns if one.key in behind and cells.get(one.key) is not None},
    )


_DIVIDED = {ALL: "children", CLA_ONLY: "looked_after", CLA_GIVEN: "looked_after"}


def band_chart(form: str, rules: Rules, labels: str = "key") -> Chart:
    """The drawn basis against its band."""
    return Chart(form, labels, PER[rules.basis], band=rules.band, judged="band", aside=(SERVICE, NOBODY))


def drawn(table: Table, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The lines that a chart of the table draws: those of officers, months or teams, where there is a caseload."""
    if table.chart is None:
        return ()
    at = table.column(table.chart.values)
    return tuple(row for row in rows if row.id not in table.chart.aside and row.cells[at] is not None)
