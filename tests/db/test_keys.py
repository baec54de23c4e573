"""The key of an encrypted file: wrapped for a passphrase and a recovery key, kept in a file that is never half-written."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refusal
from db.keys import Key, KeyFile, NewKey
from db.recovery import LETTERS, new_words, tidy_words

PASSPHRASE = "three small owls"


@pytest.fixture
def made() -> NewKey:
    """A key for a new file."""
    return KeyFile.make(PASSPHRASE)


@pytest.fixture
def path(made: NewKey, tmp_path: Path) -> Path:
    """Where it is kept."""
    path = KeyFile.path_of(tmp_path / "service.irotracker")
    made.file.write(path)
    return path


def test_the_key_file_lies_beside_the_database_and_bears_its_name(path: Path) -> None:
    assert path.name == "service.irotracker.key"


def test_passphrase_and_recovery_key_open_the_same_key(made: NewKey, path: Path) -> None:
    held = KeyFile.read(path)
    assert {held.unlock(PASSPHRASE), held.recover(made.recovery)} == {made.key}


def test_each_file_has_a_key_of_its_own(made: NewKey) -> None:
    other = KeyFile.make(PASSPHRASE)
    assert (other.key, other.recovery) != (made.key, made.recovery)
    assert other.file.passphrase["salt"] != made.file.passphrase["salt"]


def test_neither_key_nor_secret_stands_in_the_key_file_or_in_a_traceback(made: NewKey, path: Path) -> None:
    text = path.read_text() + repr(made)
    for secret in (PASSPHRASE, made.recovery, made.key.raw.hex(), str(made.key.raw)):
        assert secret not in text


def test_a_wrong_passphrase_and_damage_look_the_same_and_the_words_say_so(path: Path) -> None:
    held = KeyFile.read(path)
    with pytest.raises(Refusal) as wrong:
        held.unlock("three small owl")
    for part in ("wrapped", "salt", "nonce"):
        bits = held.passphrase[part]
        spoilt = {**held.passphrase, part: ("B" if bits[0] == "A" else "A") + bits[1:]}
        with pytest.raises(Refusal) as damaged:
            KeyFile(held.id, spoilt, held.recovery).unlock(PASSPHRASE)
        assert str(damaged.value) == str(wrong.value)
    assert "wrong, or the first page of the file or its key file is damaged: they look the same" in str(wrong.value)
    assert "newest backup" in str(wrong.value)


@pytest.mark.parametrize("change", [{"passes": 2}, {"lanes": 2}, {"kdf": "none"}, {"memory": 1 << 40}, {"salt": ""}])
def test_how_a_key_was_wrapped_cannot_be_changed_afterwards(path: Path, change: dict[str, Any]) -> None:
    held = KeyFile.read(path)
    with pytest.raises(Refusal, match="look the same"):
        KeyFile(held.id, {**held.passphrase, **change}, held.recovery).unlock(PASSPHRASE)


def test_what_was_wrapped_for_one_use_or_file_serves_no_other(path: Path) -> None:
    held, other = KeyFile.read(path), KeyFile.make(PASSPHRASE).file
    with pytest.raises(Refusal):
        KeyFile(other.id, held.passphrase, held.recovery).unlock(PASSPHRASE)


def test_after_a_change_only_the_new_passphrase_opens_and_the_recovery_key_stays(made: NewKey, path: Path) -> None:
    KeyFile.read(path).change(made.key, "four tall herons").write(path)
    held = KeyFile.read(path)
    assert {held.unlock("four tall herons"), held.recover(made.recovery)} == {made.key}
    with pytest.raises(Refusal):
        held.unlock(PASSPHRASE)


def test_a_new_recovery_key_replaces_the_old_one(made: NewKey, path: Path) -> None:
    renewed, words = KeyFile.read(path).renew(made.key)
    assert {renewed.recover(words), renewed.unlock(PASSPHRASE)} == {made.key}
    with pytest.raises(Refusal, match="belongs to another file"):
        renewed.recover(made.recovery)


def test_a_passphrase_needs_twelve_characters_and_nothing_else() -> None:
    with pytest.raises(Refusal, match="12 characters or more, and this has 11"):
        KeyFile.make("elevenchars")
    made = KeyFile.make("            ")
    assert made.file.unlock("            ") == made.key


def test_a_passphrase_is_the_same_however_a_keyboard_composes_its_letters() -> None:
    made = KeyFile.make("caf\u00e9 au lait, svp")
    assert made.file.unlock("cafe\u0301 au lait, svp") == made.key


def test_a_lost_key_file_is_told_with_the_place_where_a_copy_is(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="without it nobody can read service") as lost:
        KeyFile.read(tmp_path / "service.irotracker.key")
    assert "each backup holds a copy" in str(lost.value)


@pytest.mark.parametrize("text", [b"", b"{}", b"[1]", b"\xff\xfe", b"{" * 200_000, b'{"iro_tracker_key": 1, "id": 2}'])
def test_a_damaged_key_file_is_told(path: Path, text: bytes) -> None:
    path.write_bytes(text)
    with pytest.raises(Refusal, match="is damaged"):
        KeyFile.read(path)


def test_a_newer_key_file_needs_a_newer_program(path: Path) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), "iro_tracker_key": 2}))
    with pytest.raises(Refusal, match="newer version"):
        KeyFile.read(path)


def test_the_old_key_file_stays_whole_when_the_new_one_cannot_be_written(
    path: Path, made: NewKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="full"):
        KeyFile.read(path).change(made.key, "four tall herons").write(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_only_its_owner_reads_a_key_file(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Key(b"short")


@pytest.mark.parametrize("typed", [str.lower, lambda words: words.replace("-", " "), lambda words: f" {words}\n"])
def test_a_recovery_key_may_be_typed_with_small_letters_or_other_gaps(typed: Callable[[str], str]) -> None:
    words = new_words()
    assert tidy_words(typed(words)) == words


@given(st.integers(0, 39), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed_and_its_group_named(place: int, letter: str) -> None:
    letters = new_words().replace("-", "")
    wrong = letters[:place] + letter + letters[place + 1 :]
    if wrong != letters:
        with pytest.raises(Refusal, match=f"Group {place // 5 + 1} is not as printed"):
            tidy_words(wrong)


@given(st.integers(0, 38))
def test_two_letters_that_changed_places_are_noticed(place: int) -> None:
    letters = new_words().replace("-", "")
    swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    if swapped != letters and place % 5 != 4:
        with pytest.raises(Refusal, match="not as printed"):
            tidy_words(swapped)


def test_groups_in_the_wrong_order_are_noticed() -> None:
    first, second, *others = new_words().split("-")
    with pytest.raises(Refusal, match="Groups 1 and 2 are not as printed"):
        tidy_words("-".join([second, first, *others]))


def test_a_recovery_key_with_letters_missing_is_told_how_many_it_has() -> None:
    with pytest.raises(Refusal, match="8 groups of 5 letters, and this has 39"):
        tidy_words(new_words()[:-1])
