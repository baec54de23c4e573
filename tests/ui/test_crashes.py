"""A crash report says where, never what: no message, no value, no child's name."""

import faulthandler
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app import VERSION
from app.domain.errors import Refusal
from tests.disks import no_file_beyond
from ui.crashes import LOGGER, CrashWatch, Told, qt_report, watch_for_crashes
from ui.reports import report

CANARY = "Amira Canary Khan"


Watch = Callable[[Path, Told], None]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Watch for crashes; the hooks of the test run are put back afterwards."""
    hook, handler, watches = sys.excepthook, qInstallMessageHandler(None), list[CrashWatch]()
    yield lambda folder, told: watches.append(watch_for_crashes(folder, told))
    for each in watches:
        each.end()
    sys.excepthook = hook
    qInstallMessageHandler(handler)
    faulthandler.enable(sys.__stderr__ or 2)


def open_child(name: str) -> None:
    """Something that goes wrong with a child's name in its hands."""
    try:
        dict[str, int]()[name]
    except KeyError as missing:
        raise ValueError(f"{name} could not be opened") from missing


def test_a_report_names_the_place_and_no_child() -> None:
    with pytest.raises(ValueError, match=CANARY) as caught:
        open_child(CANARY)
    said = report(caught.type, caught.value, caught.tb)
    assert "builtins.ValueError" in said
    assert "from builtins.KeyError" in said
    assert "tests/ui/test_crashes.py:" in said
    assert "open_child" in said
    assert VERSION in said
    assert "Canary" not in said


def test_what_goes_wrong_is_written_to_the_folder_of_logs_and_told(tmp_path: Path, watch: Watch) -> None:
    told: list[bool] = []
    watch(tmp_path / "logs", lambda _: told.append(True))
    with pytest.raises(ValueError, match=CANARY) as caught:
        open_child(CANARY)
    sys.excepthook(caught.type, caught.value, caught.tb)
    written = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "logs").iterdir())
    assert told == [True]
    assert "builtins.ValueError" in written
    assert "Canary" not in written


def test_a_refusal_that_nobody_took_is_told_and_is_no_crash(tmp_path: Path, watch: Watch) -> None:
    told: list[Refusal | None] = []
    watch(tmp_path, told.append)
    no = Refusal("The disk is full.")
    sys.excepthook(Refusal, no, None)
    assert told == [no]
    assert [file.name for file in tmp_path.iterdir()] == ["faults.log"]


def test_what_goes_wrong_at_each_painting_does_not_drive_out_the_other_reports(tmp_path: Path, watch: Watch) -> None:
    told: list[Refusal | None] = []
    watch(tmp_path, told.append)
    for _ in range(100):
        sys.excepthook(ValueError, ValueError(), None)
    assert len(told) == 100
    assert (tmp_path / "crashes.log").read_text(encoding="utf-8").count("builtins.ValueError") == 20


def test_where_no_report_can_be_written_the_person_is_told_all_the_same(tmp_path: Path, watch: Watch) -> None:
    told: list[Refusal | None] = []
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="utf-8")
    watch(tmp_path / "logs", told.append)
    sys.excepthook(ValueError, ValueError(CANARY), None)
    assert told == [None]


def test_a_report_that_finds_the_disk_full_says_nothing_of_it(
    tmp_path: Path, watch: Watch, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[Refusal | None] = []
    watch(tmp_path, told.append)
    with no_file_beyond(0):
        sys.excepthook(ValueError, ValueError(CANARY), None)
    assert told == [None]
    assert "Canary" not in "".join(capfd.readouterr())


def test_reports_never_grow_beyond_five_files_of_a_megabyte(tmp_path: Path, watch: Watch) -> None:
    watch(tmp_path, lambda _: None)
    for _ in range(700):
        LOGGER.error("x" * 10_000)
    reports = list(tmp_path.iterdir())
    assert len(reports) == 5
    assert all(file.stat().st_size <= 1_000_000 for file in reports)


def test_of_a_message_of_qt_only_the_name_of_its_function_is_kept() -> None:
    said = qt_report(QtMsgType.QtWarningMsg, QMessageLogContext(), f"QPainter::begin: cannot paint {CANARY}")
    assert said == "Qt warning, None, QPainter::begin, unknown place"
