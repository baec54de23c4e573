"""What goes on paper: every row, in its groups, on as many pages as it takes."""

from pathlib import Path

from PySide6.QtCore import QSizeF
from pytestqt.qtbot import QtBot

from app.table import Column, Fixed, Kind, Row, Table
from ui.parts.paper import Sheet, laid_out, write_pdf

COLUMNS = (Column("team", "Team"), Column("what", "What", width=30), Column("days", "Days", Kind.NUMBER))


def sheet(number: int, group: str = "team") -> Sheet:
    """Rows of two teams."""
    rows = tuple(Row(str(n), (f"Team {n * 2 // number}", f"Row <{n}> & more", n)) for n in range(number))
    table = Table("Clinic", COLUMNS, Fixed(rows, tuple(c.key for c in COLUMNS)), f"{number} rows", ("Initials only.",))
    return Sheet(table, rows, group)


def test_a_pdf_has_as_many_pages_as_its_rows_take(qtbot: QtBot, tmp_path: Path) -> None:
    few, many = tmp_path / "few.pdf", tmp_path / "many.pdf"
    assert write_pdf(few, "Clinic", [sheet(4)], "Northshire") == 1
    assert write_pdf(many, "Clinic", [sheet(200)], "Northshire") > 4
    assert few.read_bytes().startswith(b"%PDF-")
    assert many.read_bytes().count(b"/Type /Page\n") == write_pdf(many, "Clinic", [sheet(200)], "Northshire")


def test_rows_stand_under_their_group_with_every_word_as_it_is(qtbot: QtBot) -> None:
    said = laid_out([sheet(4)], QSizeF(900, 600)).toPlainText().split("\n")
    assert [
        said.index(words) for words in ("Clinic", "4 rows", "Team 0", "Row <0> & more", "Team 1", "Row <3> & more")
    ] == sorted(
        said.index(words) for words in ("Clinic", "4 rows", "Team 0", "Row <0> & more", "Team 1", "Row <3> & more")
    )
    assert said[-1] == "Initials only."


def test_an_empty_sheet_says_so(qtbot: QtBot) -> None:
    empty = Sheet(sheet(4).table, (), "team")
    assert "Nothing to show." in laid_out([empty], QSizeF(900, 600)).toPlainText()
