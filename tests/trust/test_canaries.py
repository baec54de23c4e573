"""No child's name is left outside the encrypted files and the exports asked for; the harness finds names wherever they hide."""

import base64
import gzip
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from app.desk import Desk
from app.domain.access import Person, Role
from tests.builders import stamp
from tests.locks import there
from tests.trust import canaries
from tests.trust.places import CANARIES
from tests.trust.searching import names_in
from tests.ui.command_line import runner_of
from ui.login import system_login

NAME = CANARIES[0].split()[1]


def archive(*members: bytes) -> bytes:
    """A workbook's kind of file."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for number, member in enumerate(members):
            whole.writestr(f"{number}.xml", member)
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        NAME.encode(),
        f"...{NAME.upper()}!".encode("utf-16-le"),
        NAME.encode("utf-16-be"),
        base64.b64encode(f"x{NAME} of somewhere".encode()),
        base64.b64encode(f"to {NAME}".encode("utf-16-le")),
        archive(b"nothing", f"<t>{NAME}</t>".encode()),
        archive(archive(NAME.encode())),
        gzip.compress(NAME.encode(), mtime=0),
        b"@Variant(\\0\\0\\0\\n\\0" + "".join(f"\\0{letter}" for letter in NAME).encode(),
        NAME.encode().hex().encode(),
    ],
    ids=("plain", "utf-16", "utf-16-be", "base64", "base64-of-utf-16", "zip", "zip-in-zip", "gzip", "settings", "hex"),
)
def test_a_name_is_seen_in_whatever_way_it_is_written(data: bytes) -> None:
    assert names_in(b"before " * 3 + data if data[:2] not in (b"PK", b"\x1f\x8b") else data, [NAME]) == {NAME}
    assert names_in(data, ["Somebody"]) == set()


def test_an_error_that_nobody_foresaw_is_told_on_the_command_line_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(f"{NAME} is not what was meant")

    me = Person(login=system_login(), role=Role.MANAGER)
    file = there(tmp_path / "service.irotracker", stamp(person=me))
    monkeypatch.setattr(Desk, "ask", broken)
    ran = runner_of(capsys)("figures", "caseload", "--database", file)
    assert ran.code == 1
    assert "What was saved is safe" in ran.err
    assert "builtins.ValueError" in ran.err
    assert NAME not in ran.err + ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="a session asks for a core and ends by a signal")
def test_sessions_leave_no_name_behind() -> None:
    found = canaries.held(2, first=3)
    assert found.found == ()
    assert found.tried == 2
