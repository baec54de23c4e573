"""A new file is made beside its place and handed over whole, or not at all."""

from pathlib import Path

import pytest

from app.domain.errors import Refusal
from ui.newfile import draft_of, move


def test_a_file_and_what_lies_beside_it_are_handed_over_together(tmp_path: Path) -> None:
    path = tmp_path / "service.irotracker"
    with draft_of(path, tmp_path) as draft:
        for beside in (draft, draft.with_name(draft.name + ".key"), draft.with_name(draft.name + ".seal")):
            beside.write_text("made")
        move(draft, path)
    assert {one.name for one in tmp_path.iterdir()} == {path.name, f"{path.name}.key", f"{path.name}.seal"}


def test_a_file_whose_journal_could_not_be_brought_into_it_is_not_handed_over(tmp_path: Path) -> None:
    path = tmp_path / "service.irotracker"
    with draft_of(path, tmp_path) as draft:
        draft.write_text("made")
        draft.with_name(draft.name + "-wal").write_text("its last changes")
        with pytest.raises(Refusal, match="could not be finished"):
            move(draft, path)
    assert list(tmp_path.iterdir()) == []
