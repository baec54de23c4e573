"""The ways in which whole files are written: backups, restoring, migration, passphrase, a new file, encryption, a move."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from app.domain.officers import Team
from db import backups, moving, restoring, upgrade
from db.checking import check, is_whole
from db.conversion import encrypt
from db.database import VERSION, Database
from db.engines import writing_engine
from db.keys import KeyFile
from db.troubles import is_plain
from tests.builders import NOW, Service, stamp
from tests.db.test_conversion import of_a_service
from tests.locks import KEY, PASSPHRASE, key_of
from tests.trust.places import NAME, OTHER_PASSPHRASE, HalfDone, Place, Voice, WritePath, wholly
from tests.trust.service import cheap, fill, filled, in_service
from ui.newfile import draft_of, move
from ui.streams import unusable

Facts = dict[str, Any]

LATER = "Later"
"""The team that was made after the backup was."""


def in_steps(*steps: Callable[[Place, Facts], Any]) -> Callable[[Place, Facts, Voice], None]:
    """Steps taken on a file that nobody has open."""

    def act(place: Place, facts: Facts, voice: Voice) -> None:
        for step in steps:
            voice.step(partial(step, place, facts))
        voice.afterwards(place)

    return act


def _teams(place: Place) -> set[str]:
    names: set[str] = in_service(place, lambda service: {team.name for team in _all_teams(service)})
    return names


def _all_teams(service: Service) -> tuple[Team, ...]:
    with service.read() as store:
        return tuple(store.shelf(Team).find())


def _is_whole(path: Path, passphrase: str = PASSPHRASE) -> bool:
    return is_whole(check(path, key_of(path, passphrase), resting=True))


# --------------------------------------------------------------------------------------------------- backup, restore


def _backup(at: int, place: Place, facts: Facts) -> Any:
    moment = NOW + timedelta(hours=at)
    return backups.make(place.file, KEY, backups.usual_folder(place.file), moment, f"number {at}")


def _backed_up(place: Place, facts: Facts) -> tuple[bool, ...]:
    made = {backup.reason: backup for backup in backups.listed(backups.usual_folder(place.file))}
    for backup in made.values():
        if not _is_whole(Path(backup.place) / backup.file):
            raise HalfDone(f"the backup {backup.reason} is listed and not whole")
    return ("number 0" in made, "number 1" in made)


def _with_backup(place: Place) -> Facts:
    facts = filled(place)
    _backup(0, place, facts)
    in_service(place, lambda service: service.team(LATER))
    (backup,) = backups.listed(backups.usual_folder(place.file))
    return {**facts, "backup": backup}


def _chosen(place: Place, facts: Facts) -> Any:
    """The backup, where it lies in this copy of the folder."""
    return replace(facts["backup"], place=str(backups.usual_folder(place.file) / Path(facts["backup"].place).name))


def _restore(place: Place, facts: Facts) -> Any:
    return restoring.restore_in_place(_chosen(place, facts), place.file, KEY, stamp())


def _restore_into(place: Place, facts: Facts) -> Any:
    return restoring.restore_into(_chosen(place, facts), place.other / NAME, KEY, stamp())


def _restored(place: Place, facts: Facts) -> tuple[bool, ...]:
    kept = [one for one in place.file.parent.glob("service replaced *.irotracker") if one.exists()]
    back = LATER not in _teams(place)
    if back and not kept:
        raise HalfDone("the replaced file is not kept")
    if back and not any(LATER in _teams_in(one) for one in kept):
        raise HalfDone("the replaced file is kept without its last change")
    return (back, _there(place.other / NAME))


def _teams_in(path: Path) -> set[str]:
    with Database.open(path, KEY, accept=True) as database:
        return {team.name for team in _all_teams(Service(database))}


def _there(path: Path) -> bool:
    """Whether a new file is there: if it is, it opens by its own key file and is whole."""
    if not path.exists():
        return False
    with Database.open(path, key_of(path), patience=2):
        pass
    return wholly(is_whole(check(path, key_of(path), full=True)), True, what="a new file")


# ------------------------------------------------------------------------------------------------ migration, passphrase


def _older(place: Place) -> Facts:
    facts = filled(place)
    engine = writing_engine(place.file, KEY, 2)
    upgrade.downgrade(engine, place.file, f"{VERSION - 1:04}")
    engine.dispose()
    for left in place.file.parent.glob("* version *"):
        left.unlink()
    return facts


def _migrate(place: Place, facts: Facts) -> None:
    place.open().close()


def _migrated(place: Place, facts: Facts) -> tuple[None]:
    """Opening finishes what was interrupted, so it is always there; the copies made first must be whole as well."""
    place.open().close()
    kept = backups.listed(backups.usual_folder(place.file))
    copies = [Path(backup.place) / backup.file for backup in kept]
    for copy in copies:
        if not KeyFile.path_of(copy).exists() or is_plain(copy):
            raise HalfDone("a copy before the migration has no key file, or is readable")
        engine = writing_engine(copy, key_of(copy), 2)
        with engine.begin() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        engine.dispose()
        if found != "ok":
            raise HalfDone("a copy before the migration is not whole")
    if not copies:
        raise HalfDone("there is no copy of before the migration")
    return (None,)


def _rekey(place: Place, facts: Facts) -> None:
    beside = KeyFile.path_of(place.file)
    held = KeyFile.read(beside)
    held.change(held.unlock(PASSPHRASE), OTHER_PASSPHRASE).write(beside)


def _renew(place: Place, facts: Facts) -> None:
    beside = KeyFile.path_of(place.file)
    KeyFile.read(beside).renew(KEY)[0].write(beside)


def _rekeyed(place: Place, facts: Facts) -> tuple[bool, ...]:
    """By which passphrase it opens, the old one or the new one; and whether it has another recovery key."""
    held = KeyFile.read(KeyFile.path_of(place.file))
    new = wholly(_opens(held, OTHER_PASSPHRASE), not _opens(held, PASSPHRASE), what="a change of passphrase")
    return (new, dict(held.recovery) != facts["recovery"])


def _opens(held: KeyFile, passphrase: str) -> bool:
    try:
        return held.unlock(passphrase) == KEY
    except Exception:  # noqa: BLE001  # a wrong passphrase and a damaged key file are all the same here
        return False


def _keyed(place: Place) -> Facts:
    facts = filled(place)
    return {**facts, "recovery": dict(KeyFile.read(KeyFile.path_of(place.file)).recovery)}


# ------------------------------------------------------------------------------------------------- new, encrypted, moved


def _nothing(place: Place) -> Facts:
    cheap()
    place.made()
    return {}


def _make(place: Place, facts: Facts) -> None:
    """As the command line does it, which says in words what the computer says."""
    try:
        with draft_of(place.file, place.file.parent) as draft:
            with Database.begin(draft, stamp(), KeyFile.make(PASSPHRASE)) as database:
                fill(Service(database))
            move(draft, place.file)
    except OSError as error:
        raise unusable(error) from error


def _made(place: Place, facts: Facts) -> tuple[bool, ...]:
    return (_there(place.file),)


def _make_again(place: Place, facts: Facts) -> None:
    """Whoever was interrupted tries again."""
    if not place.file.exists():
        for beside in place.file.parent.glob(f"{NAME}.*"):
            raise HalfDone(f"{beside.name} lies there without its file")


def _unencrypted(place: Place) -> Facts:
    cheap()
    place.made()
    with Database.create_demonstration(place.file, stamp()) as database:
        facts = fill(Service(database))
    of_a_service(place.file)
    place.file.with_name(f"{NAME}.seal").unlink(missing_ok=True)
    return facts


def _encrypt(place: Place, facts: Facts) -> None:
    encrypt(place.file, KeyFile.make(PASSPHRASE), stamp())


def _encrypt_again(place: Place, facts: Facts) -> None:
    if not place.file.exists() or is_plain(place.file):
        _encrypt(place, facts)


def _encrypted(place: Place, facts: Facts) -> tuple[None]:
    """Whoever was interrupted does it again, so it is always there."""
    with place.open() as database:
        wholly(len(facts["children"]) == Service(database).count("children"), True, what="an encryption")
    return (None,)


def _move(place: Place, facts: Facts) -> Path:
    return moving.move(place.file, place.other / NAME, KEY, datetime(2026, 11, 20, tzinfo=UTC))


def _moved(place: Place, facts: Facts) -> tuple[bool, ...]:
    """In one of the two places, never in neither; where it is in both, it was not yet said that it is moved."""
    if place.file.exists():
        return (False,)
    return (_there(place.other / NAME),)


def _wherever(place: Place) -> Path:
    return place.file if place.file.exists() else place.other / NAME


WHOLES: tuple[WritePath, ...] = (
    WritePath("backup", filled, in_steps(partial(_backup, 0), partial(_backup, 1)), _backed_up),
    WritePath("restore", _with_backup, in_steps(_restore, _restore_into), _restored),
    WritePath("migration", _older, in_steps(_migrate), _migrated),
    WritePath("passphrase", _keyed, in_steps(_rekey, _renew), _rekeyed),
    WritePath("new file", _nothing, in_steps(_make), _made, _make_again, new=True),
    WritePath("encryption", _unencrypted, in_steps(_encrypt), _encrypted, _encrypt_again, plain=True),
    WritePath("move", filled, in_steps(_move), _moved, elsewhere=_wherever),
)
