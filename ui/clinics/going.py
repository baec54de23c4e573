"""What goes out: a clinic's children and findings on paper or as a workbook, and the other meetings as a workbook."""

from pathlib import Path
from typing import Any

from app.domain.clinics import RULES, Clinic
from app.domain.dates import short
from app.queries.clinics.findings import ClinicSheets
from app.queries.gatherings import Gatherings
from ui.outgoing import Outgoing, exported
from ui.page import Tools
from ui.parts import paper

NAMED = "It names children: keep it as their records are kept."
INITIALS = "It has initials only."


class Going:
    """Asks where it shall go, and writes it."""

    def __init__(self, tools: Tools, out: Outgoing) -> None:
        self._tools, self._out = tools, out

    def ask(self, clinic: Clinic, suffix: str, *, named: bool) -> None:
        """Ask where."""
        name = f"Clinic {RULES[clinic.rule]} {short(clinic.date)}{suffix}"
        self._out.show(
            "Put the clinic into a file",
            name,
            ClinicSheets(clinic.id, named),
            lambda target: self.write(clinic, target, named=named),
        )

    def write(self, clinic: Clinic, target: Path, *, named: bool) -> None:
        """Write it in the way that the file's ending says."""
        desk, asked = self._tools.runner.desk, ClinicSheets(clinic.id, named)
        if target.suffix.lower() == ".xlsx":
            write = exported("export_sheets", lambda export, to, told: export(desk, asked, to, told))
        else:
            write = exported("export_papers", lambda export, to, _told: export(desk, asked, to, draw))
        self._out.write(target, write, NAMED if named else INITIALS)

    def ask_meetings(self, asked: Gatherings) -> None:
        """Ask where the other meetings that are listed shall go."""
        name = f"Other meetings {short(self._tools.today())}.xlsx"
        self._out.show("Export the meetings to Excel", name, asked, lambda target: self.write_meetings(asked, target))

    def write_meetings(self, asked: Gatherings, target: Path) -> None:
        """Write the list."""
        desk = self._tools.runner.desk
        write = exported("export_table", lambda export, to, told: export(desk, asked, to, told))
        self._out.write(target, write)


def draw(path: Path, title: str, wholes: Any) -> None:
    """The children, then what was found."""
    paper.write_pdf(path, title, [paper.Sheet(whole.table, whole.rows) for whole in wholes], wholes[0].footer)
