"""Bad files never harm the program: each gets a clear sentence, says that nothing is lost, and what to do next."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import Refusal
from app.files.reading import Cancelled, Limits, read
from app.files.reading.contents import not_opened
from tests.data.workbooks import (
    claiming_size,
    compound,
    ods_workbook,
    raw_workbook,
    text_cell,
    workbook,
    xls_workbook,
    zipped,
)

GOOD = workbook({"Reviews": [["Child", "Due"], ["AB12", 1]]})
HTML = b"\xef\xbb\xbf \n<!DOCTYPE html><html><body><table><tr><td>AB12</td></tr></table></body></html>"
SHEET = "xl/worksheets/sheet1.xml"


def refusal(folder: Path, name: str, content: bytes, limits: Limits | None = None) -> Refusal:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(Refusal) as caught:
        read([path], limits or Limits())
    assert caught.value.message.endswith("Nothing has been changed.")
    assert caught.value.next_step.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("reviews.xlsx", b"", "reviews.xlsx is empty (0 bytes)."),
        ("reviews.csv", b"", "reviews.csv is empty (0 bytes)."),
        ("reviews.csv", b"\xef\xbb\xbf\r\n \r\n", "reviews.csv has no text in it."),
        ("reviews.xlsx", GOOD[: len(GOOD) // 2], "reviews.xlsx is damaged, or only part of it arrived."),
        ("reviews.xlsx", GOOD[:10], "reviews.xlsx is damaged, or only part of it arrived."),
        ("reviews.xlsx", compound("EncryptedPackage", b"secret"), "reviews.xlsx is protected with a password"),
        ("reviews.ods", ods_workbook({"A": [["x"]]}, is_locked=True), "reviews.ods is protected with a password"),
        ("reviews.xlsx", HTML, "reviews.xlsx is a web page, whatever its name says."),
        (
            "reviews.xls",
            HTML.decode("utf-8-sig").encode("utf-16"),
            "reviews.xls is a web page, whatever its name says.",
        ),
        ("reviews.csv", HTML, "reviews.csv is a web page, whatever its name says."),
        ("reviews.xlsx", b"Child,Due\n1,2\n", "reviews.xlsx is a text file, not a workbook."),
        ("reviews.csv", GOOD, "reviews.csv is a workbook, although its name says otherwise."),
        ("reviews.zip", GOOD, "reviews.zip is a workbook, although its name says otherwise."),
        ("reviews.xlsx", zipped({"a.csv": "x,y"}), "reviews.xlsx is a zip archive, not a spreadsheet."),
        ("reviews.csv", b"a,b\n\x00\x01\x02\x03,\xff\xfe\n", "reviews.csv is not text that can be read"),
        ("reviews.csv", bytes(range(256)) * 40, "reviews.csv is not text that can be read"),
        ("reviews.csv", b"%PDF-1.7 ...", "reviews.csv is a PDF document, not a spreadsheet."),
        ("reviews.xls", compound("WordDocument", b"words"), "reviews.xls is not a spreadsheet."),
        ("reviews.xls", compound("Workbook", b"\xff" * 6000), "reviews.xls is damaged"),
        ("reviews.xlsx", zipped({"word/document.xml": "<w/>"}), "reviews.xlsx is a document, not a spreadsheet."),
        ("reviews.xlsx", zipped({"xl/workbook.bin": "x"}), "reviews.xlsx is a binary workbook (.xlsb)"),
        ("reviews.xlsx", raw_workbook(), "reviews.xlsx has no sheets."),
        ("reviews.xlsx", raw_workbook("<row r='1'><c r='A1'><v>1</c>"), "reviews.xlsx is damaged"),
        (
            "reviews.ods",
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "reviews.ods is damaged",
        ),
        ("outer.zip", zipped({"a.csv": "x,y", "inner.zip": zipped({"b.csv": "x,y"})}), "outer.zip holds another zip"),
        ("outer.zip", zipped({"a.csv": zipped({"b.csv": "x,y"})}), "a.csv is a zip archive, not a spreadsheet."),
        ("outer.zip", zipped({"readme.txt": "words", "sub/": ""}), "outer.zip holds no CSV file or workbook."),
        ("outer.zip", zipped({}), "outer.zip holds no CSV file or workbook."),
        ("photo.png", b"\x89PNG", "photo.png is not a kind of file that this program reads."),
        ("reviews.csv", b'Child,Note\n1,"never closed\n' + b"2,x\n" * 3_000, 'has a quotation mark (") in row 2'),
        ("reviews.csv", b'Child,Held\n1,x\n"2,x\n3,x\n4,x\n', 'has a quotation mark (") in row 3 that is never closed'),
        (
            "reviews.csv",
            b'Child,Held\n"1,x\n"2","x"\n"3","x"\n',
            'has a quotation mark (") in row 2 that is never closed',
        ),
        ("reviews.csv", b'Child,Held\n1,x\n2,"x', 'has a quotation mark (") in row 3 that is never closed'),
        ("reviews.csv", b'Child,Note\n1,"' + b"x" * 1_000_001, 'has a quotation mark (") in row 2'),
    ],
)
def test_a_bad_file_is_refused_in_words(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    assert words in refusal(tmp_path, name, content).message


def test_a_workbook_that_says_it_unpacks_to_six_hundred_megabytes_is_refused_before_it_is_parsed(
    tmp_path: Path,
) -> None:
    bomb = claiming_size(raw_workbook(f'<row r="1">{text_cell("A1", "x")}</row>'), SHEET, 600 * 2**20)
    assert "bomb.xlsx would be larger than 512 MB when unpacked" in refusal(tmp_path, "bomb.xlsx", bomb).message


def test_a_workbook_that_lies_about_its_size_is_refused_by_what_it_really_unpacks_to(tmp_path: Path) -> None:
    bomb = claiming_size(raw_workbook(" " * 3_000_000), SHEET, 1_000, crc_of=b"forged")
    said = refusal(tmp_path, "bomb.xlsx", bomb, Limits(unpacked=2 * 2**20))
    assert "bomb.xlsx would be larger than 2 MB when unpacked" in said.message


def test_a_zip_archive_is_held_to_the_same_size(tmp_path: Path) -> None:
    archive = claiming_size(zipped({"a.csv": "x," * 1_500_000}), "a.csv", 10)
    assert "larger than 2 MB when unpacked" in refusal(tmp_path, "a.zip", archive, Limits(unpacked=2 * 2**20)).message


def test_a_cell_in_the_last_corner_of_a_sheet_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    data = f'<row r="1">{text_cell("A1", "Child")}</row><row r="2">{text_cell("A2", "AB12")}</row>'
    far = f'<row r="1048576">{text_cell("XFD1048576", "stray")}</row>'
    path = tmp_path / "corner.xlsx"
    path.write_bytes(raw_workbook(data + far))
    (sheet,) = read([path])[0].sheets
    assert (sheet.rows, sheet.left_out) == ((("Child",), ("AB12",)), 1)


def test_cells_far_below_or_right_are_left_out_and_counted_by_the_fast_reader_too(tmp_path: Path) -> None:
    near = f'<row r="1">{text_cell("A1", "Child")}{text_cell("ALM1", "wide")}</row>'
    path = tmp_path / "long.xlsx"
    path.write_bytes(raw_workbook(f'{near}<row r="20000">{text_cell("A20000", "deep")}</row>'))
    (sheet,) = read([path])[0].sheets
    assert (sheet.rows[0][0], len(sheet.rows), sheet.left_out) == ("Child", 1, 2)


def test_files_after_one_that_breaks_the_fast_reader_are_read_in_their_order(tmp_path: Path) -> None:
    row = f'<row r="1">{text_cell("A1", "x")}</row>'
    far = f'<row r="1048576">{text_cell("XFD1048576", "stray")}</row>'
    parts: dict[str, str | bytes] = {"a.csv": "1,2\n", "b.xlsx": raw_workbook(row + far), "c.csv": "3,4\n"}
    path = tmp_path / "all.zip"
    path.write_bytes(zipped(parts))
    assert [(book.file, book.sheets[0].rows[0][0]) for book in read([path])] == [
        ("a.csv", "1"),
        ("b.xlsx", "x"),
        ("c.csv", "3"),
    ]


def test_more_rows_than_the_limit_are_refused(tmp_path: Path) -> None:
    assert (
        "reviews.csv has more than 10 rows" in refusal(tmp_path, "reviews.csv", b"a,b\n" * 11, Limits(rows=10)).message
    )


def test_a_file_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    assert "is larger than 100 bytes" in refusal(tmp_path, "reviews.csv", b"a,b\n" * 100, Limits(file=100)).message


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    assert (
        "reviews.xlsx could not be read within 0 seconds"
        in refusal(tmp_path, "reviews.xlsx", GOOD, Limits(seconds=0)).message
    )


@pytest.mark.parametrize(
    ("name", "content"), [("reviews.xlsx", GOOD), ("reviews.csv", b"a,b\n"), ("r.xls", xls_workbook("A", [["x"]]))]
)
def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path, name: str, content: bytes) -> None:
    said = refusal(tmp_path, name, content, Limits(memory=1))
    assert f"{name} needs more than" in said.message


def test_reading_can_be_stopped_before_it_begins_and_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(b"a,b\n" * 200_000)
    told: list[str] = []
    middle: Callable[[], bool] = lambda: len(told) > 1  # noqa: E731 - asked again and again
    for cancelled in (lambda: True, middle):
        with pytest.raises(Cancelled, match="Nothing has been changed"):
            read([path], progress=told.append, cancelled=cancelled)


def test_a_mistake_of_the_one_who_asked_ends_the_child_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(b"a,b\n" * 50_000)

    def broken_progress(_words: str) -> None:
        raise ZeroDivisionError

    def broken_question() -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read([path], progress=broken_progress)
    with pytest.raises(ZeroDivisionError):
        read([path], cancelled=broken_question)


def test_a_file_that_is_not_there_and_a_folder_with_nothing_readable_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"gone\.csv is not there"):
        read([tmp_path / "gone.csv"])
    (tmp_path / "empty folder").mkdir()
    with pytest.raises(Refusal, match="The folder empty folder holds no CSV file or workbook"):
        read([tmp_path / "empty folder"])
    with pytest.raises(Refusal, match="No file was chosen"):
        read([])


@pytest.mark.skipif(os.name != "posix", reason="only here are there pipes with names")
def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(Refusal, match=r"pipe\.csv is not a file"):
        read([tmp_path / "pipe.csv"])


def test_a_file_that_another_program_holds_is_refused_with_what_to_do() -> None:
    said = not_opened("reviews.xlsx", PermissionError(13, "in use"))
    assert said.message.startswith("reviews.xlsx cannot be opened: another program holds it")
    assert said.next_step.startswith("Close it in the other program")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_bytes(b"a,b\n")
    path.chmod(0)
    with pytest.raises(Refusal, match=r"secret\.csv cannot be opened"):
        read([path])
