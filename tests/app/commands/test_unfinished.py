"""Files that go out: while they are written nothing of them has a name that outlives the program, but for one that is remembered."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.commands.exports import export_due
from app.commands.unfinished import BeginFile, UnfinishedFiles, _mark, begun, erase_unfinished
from app.files.writing.books import Book
from app.table import Column, Fixed, Row, Table
from tests.builders import Service

NAME = "Amira Khan"


def test_what_a_killed_program_left_beside_the_target_is_erased_by_the_next(service: Service, tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = tmp_path / ".due-1.tmp"
    left.write_text(NAME)
    service.desk().do(BeginFile(str(left), f"{int(ended.stdout)} 12.0"))
    assert erase_unfinished(service.desk()) == 1
    assert not left.exists()
    assert service.desk().ask(UnfinishedFiles()) == {}


def test_what_is_still_being_written_stays(service: Service, tmp_path: Path) -> None:
    with begun(service.desk(), tmp_path / "due.xlsx") as temporary:
        assert list(service.desk().ask(UnfinishedFiles())) == [str(temporary)]
        assert erase_unfinished(service.desk()) == 0
        assert temporary.exists()
    assert not temporary.exists()


def test_a_process_of_the_same_number_is_another_one(service: Service, tmp_path: Path) -> None:
    left = tmp_path / ".due-1.tmp"
    left.write_text(NAME)
    number = _mark(os.getpid()).split(maxsplit=1)[0]
    service.desk().do(BeginFile(str(left), f"{number} 12.0"))
    assert erase_unfinished(service.desk()) == 1


def test_a_workbook_gathers_its_rows_in_no_file_that_has_a_name(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    seen: set[Path] = set()
    export_due(service.desk(), tmp_path / "due.xlsx", lambda _: seen.update(elsewhere.iterdir()))
    table = Table(
        "Due", (Column("child", "Child"),), Fixed(tuple(Row(str(n), (NAME,)) for n in range(3)), ("child",)), ""
    )
    with (
        service.keeper.read(service.stamp) as store,
        Book(progress=lambda _: seen.update(elsewhere.iterdir())) as book,
    ):
        book.add("Due", table, store)
        seen.update(elsewhere.iterdir())
        book.save(tmp_path / "names.xlsx")
    assert seen == set()
    assert [cell.value for cell in load_workbook(tmp_path / "names.xlsx").worksheets[0]["A"]][-1] == NAME
