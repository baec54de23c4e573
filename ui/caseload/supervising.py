"""The supervision sheet of one IRO, on paper and as a workbook."""

from functools import partial
from pathlib import Path
from typing import Any

from app.domain.dates import short
from app.queries.supervision import SupervisionSheet
from ui.outgoing import Outgoing, exported
from ui.page import Tools
from ui.parts import paper


class Supervising:
    """Asks where the sheet shall go and writes it; it is about today, whichever day the page shows."""

    def __init__(self, tools: Tools, out: Outgoing) -> None:
        self._tools, self._out = tools, out

    def ask_paper(self, officer_id: str, name: str) -> None:
        """Ask where the PDF shall go."""
        self._out.show(
            f"Supervision sheet of {name}",
            self._file(name, "pdf"),
            SupervisionSheet(officer_id),
            partial(self.write_paper, SupervisionSheet(officer_id)),
        )

    def ask_book(self, officer_id: str, name: str) -> None:
        """Ask where the workbook shall go."""
        self._out.show(
            f"Supervision sheet of {name}",
            self._file(name, "xlsx"),
            SupervisionSheet(officer_id),
            partial(self.write_book, SupervisionSheet(officer_id)),
        )

    def write_paper(self, asked: SupervisionSheet, target: Path) -> None:
        """Write the sheet as a PDF."""
        desk = self._tools.runner.desk

        def draw(path: Path, title: str, wholes: tuple[Any, ...]) -> None:
            last = wholes[-1]
            sheets = [paper.Sheet(each.table, each.rows, own_page=each is last) for each in wholes]
            paper.write_pdf(path, title, sheets, last.footer)

        self._out.write(target, exported("export_papers", lambda export, to, _told: export(desk, asked, to, draw)))

    def write_book(self, asked: SupervisionSheet, target: Path) -> None:
        """Write the sheet as a workbook, a sheet for each of its lists."""
        desk = self._tools.runner.desk
        self._out.write(target, exported("export_sheets", lambda export, to, told: export(desk, asked, to, told)))

    def _file(self, name: str, suffix: str) -> str:
        return f"Supervision {name} {short(self._tools.today())}.{suffix}"
