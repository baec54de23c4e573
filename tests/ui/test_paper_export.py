"""A table that goes out as a PDF is entered in the account, and put in its place whole or not at all."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.commands.exports import export_paper
from app.commands.going import Whole
from app.desk import Desk
from app.domain.errors import Refusal
from app.queries.month import DueList
from app.queries.settings import LatestEntries
from tests.builders import TODAY, Service
from ui.parts.paper import Sheet, write_pdf


def draw(path: Path, whole: Whole) -> None:
    """The table on pages."""
    write_pdf(path, whole.table.title, [Sheet(whole.table, whole.rows)], whole.footer)


def test_a_table_goes_out_as_a_pdf_and_the_account_says_so(
    qtbot: QtBot, service: Service, desk: Desk, tmp_path: Path
) -> None:
    service.period(service.child("C1", name="Ada Lovelace"), TODAY)
    exported = export_paper(desk, DueList(), tmp_path / "due", draw)
    assert exported.path == tmp_path / "due.pdf"
    assert exported.path.read_bytes().startswith(b"%PDF-")
    assert list(exported.rows.values()) == [1]
    latest = next(desk.ask(LatestEntries()).rows.each(None))  # type: ignore[arg-type] # its rows are all known
    assert "due.pdf" in latest.cells[-1]
    assert "1 row" in latest.cells[-1]
    assert [path.name for path in tmp_path.glob("*due*")] == ["due.pdf"]


def test_a_pdf_has_no_other_ending(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not the name of a PDF"):
        export_paper(desk, DueList(), tmp_path / "due.xlsx", draw)
