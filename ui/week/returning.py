"""The return sheet of the IRO whose week is looked at: the month as a workbook to fill in and import."""

from functools import partial
from pathlib import Path

from app.domain.dates import month_of
from app.late import late
from ui.outgoing import Outgoing, exported
from ui.page import Tools

MORE = "Once it is filled in, import it on the Files page. It names children: keep it as their records are kept."


class Returning:
    """Asks where the sheet shall go and writes it; it is about the month of today."""

    def __init__(self, tools: Tools, out: Outgoing) -> None:
        self._tools, self._out = tools, out

    def ask(self, officer_id: str, name: str) -> None:
        """Ask where the workbook shall go; a return sheet is one IRO's."""
        if not officer_id:
            self._tools.notices.inform(
                "A return sheet is one IRO's. Choose whose week it is first, then press it again."
            )
            return
        month = month_of(self._tools.today()).title()
        self._out.ask(f"Return sheet of {name}", f"Return {name} {month}.xlsx", partial(self.write, officer_id))

    def write(self, officer_id: str, target: Path) -> None:
        """Write the sheet."""
        desk = self._tools.runner.desk
        query = late("app.queries.returning").ReturnSheet(officer_id)
        self._out.write(target, exported("export_sheets", lambda export, to, told: export(desk, query, to, told)), MORE)
