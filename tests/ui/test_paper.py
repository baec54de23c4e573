"""What goes on paper: every row, in its groups and never torn apart, on as many pages as it takes."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.table import Column, Fixed, Kind, Row, Table
from ui.parts.blocks import Placed, TableRow
from ui.parts.paper import Sheet, area_of, foot_lines, laid_out, write_pdf
from ui.parts.typeset import MM, QUIET, TEXT, broken

COLUMNS = (Column("team", "Team"), Column("what", "What happens", width=30), Column("days", "Days", Kind.NUMBER))
LONG = "The plan was not carried out, and nobody could say by when it would be. " * 6


def table(columns: tuple[Column, ...], rows: tuple[Row, ...], title: str = "Clinic") -> Table:
    """A table of rows that are all known."""
    return Table(title, columns, Fixed(rows, tuple(c.key for c in columns)), f"{len(rows)} rows", ("Initials only.",))


def sheet(number: int, group: str = "team", words: str = "") -> Sheet:
    """Rows of two teams."""
    rows = tuple(Row(str(n), (f"Team {n * 2 // number}", f"Row <{n}> & more {words}", n)) for n in range(number))
    return Sheet(table(COLUMNS, rows), rows, group)


def said(pages: list[list[Placed]]) -> list[list[str]]:
    """The words of each page, in their order."""
    return [[words for placed in page for words in placed.block.words if words] for page in pages]


def pages_of(*sheets: Sheet) -> list[list[Placed]]:
    """The sheets laid out on the pages that suit them."""
    return laid_out(sheets, area_of(sheets))


def test_a_pdf_has_as_many_pages_as_its_rows_take(qtbot: QtBot, tmp_path: Path) -> None:
    few, many = tmp_path / "few.pdf", tmp_path / "many.pdf"
    assert write_pdf(few, "Clinic", [sheet(4)], "Northshire") == 1
    assert write_pdf(many, "Clinic", [sheet(200)], "Northshire") > 4
    assert few.read_bytes().startswith(b"%PDF-")
    assert many.read_bytes().count(b"/Type /Page\n") == len(pages_of(sheet(200)))


def test_rows_stand_under_their_group_with_every_word_as_it_is(qtbot: QtBot) -> None:
    (page,) = said(pages_of(sheet(4)))
    wanted = [
        "Clinic",
        "4 rows",
        "Team 0",
        "What happens",
        "Row <0> & more",
        "Team 1",
        "What happens",
        "Row <3> & more",
    ]
    at = 0
    for words in wanted:
        at = [one.strip() for one in page].index(words, at) + 1
    assert page[-1] == "Initials only."


def test_an_empty_sheet_says_so(qtbot: QtBot) -> None:
    assert "Nothing to show." in said(pages_of(Sheet(sheet(4).table, (), "team")))[0]


def test_no_row_is_torn_apart_and_none_is_lost(qtbot: QtBot) -> None:
    whole = sheet(120, words=LONG)
    area = area_of([whole])
    pages = laid_out([whole], area)
    rows = [p for page in pages for p in page if isinstance(p.block, TableRow) and "Row <" in " ".join(p.block.words)]
    assert len(pages) > 4
    assert [p.block.words[0].split(">")[0] for p in rows] == [f"Row <{n}" for n in range(120)]
    assert all(placed.y + placed.block.height <= area.height() + 1 for page in pages for placed in page)


def test_words_of_one_page_never_lie_over_each_other(qtbot: QtBot) -> None:
    for page in pages_of(sheet(60, words=LONG), sheet(3)):
        for above, below in pairwise(page):
            assert above.y + above.block.height <= below.y + 1


def test_every_page_that_a_table_goes_on_to_repeats_its_heading_and_its_group(qtbot: QtBot) -> None:
    first, *others = said(pages_of(sheet(200)))
    assert "What happens" in first
    assert all("What happens" in page[:3] for page in others)
    assert others[0][0] == "Team 0 (continued)"


def test_no_heading_stands_alone_at_the_foot_of_a_page(qtbot: QtBot) -> None:
    for number in range(20, 60):
        for page in pages_of(sheet(number, ""), sheet(4)):
            last = page[-1].block
            assert not last.keep, last.words


def test_neither_the_first_nor_the_last_row_of_a_table_stands_alone_on_a_page(qtbot: QtBot) -> None:
    for number in range(20, 60):
        rows = [
            sum("Row <" in words for words in page) for page in said(pages_of(sheet(number, ""), sheet(number, "")))
        ]
        assert sum(rows) == number * 2
        assert 1 not in rows


def test_a_row_that_no_page_can_hold_goes_on_on_the_next_one(qtbot: QtBot) -> None:
    rows = (Row("1", ("Team", LONG * 40, 1)), Row("2", ("Team", "short", 2)))
    pages = pages_of(Sheet(table(COLUMNS, rows), rows))
    assert len(pages) > 1
    words = " ".join(words for page in said(pages) for words in page)
    assert words.count("nobody") == 6 * 40
    assert "short" in words


def test_a_narrow_table_stands_upright_and_a_wide_one_across(qtbot: QtBot) -> None:
    columns = tuple(Column(f"c{n}", f"Column {n}", width=30) for n in range(12))
    rows = (Row("1", tuple(f"some words in column {n}" for n in range(12))),)
    narrow, wide = area_of([sheet(4)]), area_of([Sheet(table(columns, rows), rows)])
    assert narrow.height() > narrow.width()
    assert wide.width() > wide.height()


def test_a_table_that_is_too_wide_puts_its_longest_texts_on_a_second_line(qtbot: QtBot) -> None:
    columns = (*(Column(f"c{n}", f"Column{n}") for n in range(14)), Column("why", "Why it is here"), COLUMNS[2])
    rows = (Row("1", (*(f"unbrokenword{n}" for n in range(14)), LONG, 7)),)
    made = Sheet(table(columns, rows), rows)
    area = area_of([made])
    row = next(p.block for page in laid_out([made], area) for p in page if "7" in p.block.words)
    assert isinstance(row, TableRow)
    assert "Why it is here: The plan" in " ".join(row.words)
    assert all(cell.at + cell.width <= area.width() + 1 for cell in row.cells)
    assert "unbrokenword0" in row.words


def test_facts_stand_two_beside_each_other_without_a_heading(qtbot: QtBot) -> None:
    columns = (Column("what", "What"), Column("value", "Now"))
    rows = (Row("1", ("Reference", "C0001")), Row("2", ("Born", date(2015, 3, 1))), Row("3", ("Note", LONG)))
    (page,) = pages_of(Sheet(table(columns, rows), rows))
    lines = [[words for words in placed.block.words if words] for placed in page if isinstance(placed.block, TableRow)]
    assert lines[0] == ["Reference", "C0001", "Born", "1 Mar 2015"]
    assert lines[1] == ["Note", LONG.strip()]


def test_room_to_write_takes_what_is_left_of_the_page(qtbot: QtBot) -> None:
    made = replace(sheet(4), write=("Wishes", "Decisions"))
    area = area_of([made])
    last = laid_out([made], area)[-1][-1]
    assert last.block.words == ("Wishes", "Decisions")
    assert last.y + last.block.height == pytest.approx(area.height())


def test_the_properties_of_a_pdf_name_nobody_and_no_time(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "clinic.pdf"
    write_pdf(path, "Supervision sheet: Alison Wright", [sheet(4)], "Northshire")
    written = path.read_bytes()
    for property_ in (b"/Title ()", b"/Author ()", b"/CreationDate (D:20000101000000", b"/ModDate (D:20000101000000"):
        assert property_ in written
    for words in ("Alison", "Northshire", "xmp:"):
        assert words.encode() not in written
        assert words.encode("utf-16-be") not in written


def test_words_are_broken_between_words_and_in_any_script(qtbot: QtBot) -> None:
    words = "Данило Ковальчук \U0001f600 lives with Zuzanna Dąbrowski"
    lines = broken(words, TEXT, TEXT.width(words) / 3)
    assert len(lines) > 2
    assert " ".join(lines) == words
    assert "".join(broken("x" * 200, TEXT, TEXT.width("x" * 30))) == "x" * 200


def test_the_foot_has_a_second_line_rather_than_cut_the_title(qtbot: QtBot) -> None:
    title, made = (
        "Prep sheets of Alison Wright, week of 23 November 2026",
        "Northshire, made 22 November 2026. Names children.",
    )
    assert foot_lines(title, made, QUIET.width(f"{title}, {made}")) == (f"{title}, {made}",)
    assert foot_lines(title, made, QUIET.width(title) + MM) == (title, made)
