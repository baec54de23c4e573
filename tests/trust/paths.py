"""The ways in which one change of the records is written: each in steps, and how it is told which of them are there."""

import json
import os
import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from app.commands.challenges.steps import Escalate
from app.commands.exports import export_table, export_timeliness
from app.commands.handover import Give, HandOver
from app.commands.imports import CommitImport, read_for
from app.commands.preferences import Remember
from app.commands.retention import REQUEST, EraseForGood
from app.commands.reviews import RecordHeld
from app.commands.undo import Undo
from app.desk import Desk
from app.domain.challenges.records import ENTERED, ChallengeStep, LevelEntry
from app.domain.children import Child
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.markings import Naming
from app.domain.officers import Allocation
from app.domain.records import Record
from app.domain.reviews import Review, Series
from app.queries.month import DueList
from app.store import Store
from tests.builders import MANAGER, TODAY, Service, stamp
from tests.trust.places import CANARIES, HalfDone, Place, Voice, WritePath, start_anew, wholly
from tests.trust.service import filled
from tests.trust.wholes import WHOLES

Facts = dict[str, Any]
Steps = Callable[[Facts, Place, Desk], Iterable[Callable[[], Any]]]

HELD = date(2026, 6, 1)
NEW = 30
"""How many children an import brings."""

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def at_desk(steps: Steps) -> Callable[[Place, Facts, Voice], None]:
    """Steps taken at the desk of the manager, in one opened file."""

    def act(place: Place, facts: Facts, voice: Voice) -> None:
        database = voice.step(place.open)
        if database is None:
            voice.afterwards(place)
            return
        with database:
            with suppress(Refusal):  # what is asked first may be refused too, and then nothing is begun
                for step in steps(facts, place, Service(database).desk()):
                    voice.step(step)
            voice.afterwards(place, database)

    return act


def seen(look: Callable[[Store, Place, Facts], tuple[bool, ...]]) -> Callable[[Place, Facts], tuple[bool | None, ...]]:
    """What is there, by one look into the opened file; the opening itself is the first step, and changes nothing."""

    def looked(place: Place, facts: Facts) -> tuple[bool | None, ...]:
        with place.open() as database, database.read(stamp()) as store:
            return (None, *look(store, place, facts))

    return looked


def _doing(desk: Desk, commands: Iterable[Any]) -> Iterable[Callable[[], Any]]:
    return [partial(desk.do, command) for command in commands]


# ------------------------------------------------------------------------------------------------------------- save, undo


def _open_reviews(desk: Desk, facts: Facts, number: int) -> list[str]:
    with desk._keeper.read(desk.stamp()) as store:
        found = {review.series_id: review.id for review in store.shelf(Review).find() if review.held is None}
    return [found[series] for series in facts["series"][:number]]


def _save(facts: Facts, place: Place, desk: Desk) -> Iterable[Callable[[], Any]]:
    note = f"{CANARIES[0]} was there"
    return _doing(
        desk, [RecordHeld(one, HELD, participation="PN1", note=note) for one in _open_reviews(desk, facts, 3)]
    )


def _is_held(store: Store, series: str) -> bool:
    """Held, numbered, and followed by the one review that is open: all in one change."""
    reviews = store.shelf(Review).find(series_id=series)
    waiting = [review for review in reviews if review.held is None]
    held = any(review.held == HELD for review in reviews)
    if len(waiting) != 1:
        raise HalfDone(f"a period has {len(waiting)} open reviews")
    numbered = waiting[0].number == (3 if held else 2)
    return wholly(held, held and numbered and store.shelf(Series).get(series).version > 0, what="a review held")


def _saved(store: Store, place: Place, facts: Facts) -> tuple[bool, ...]:
    return tuple(_is_held(store, series) for series in facts["series"][:3])


def _before_undo(place: Place) -> Facts:
    facts = filled(place)
    with place.open() as database:
        done = [step() for step in _save(facts, place, Service(database).desk())]
    return {**facts, "entries": [one.entry for one in done]}


def _undo(facts: Facts, place: Place, desk: Desk) -> Iterable[Callable[[], Any]]:
    return _doing(desk, [Undo(entry) for entry in facts["entries"][2:0:-1]])


def _undone(store: Store, place: Place, facts: Facts) -> tuple[bool, ...]:
    first, second, third = _saved(store, place, facts)
    if not first:
        raise HalfDone("what was not undone is gone")
    return (not third, not second)


def _interrupted(place: Place) -> Facts:
    """A file whose last change is still in the journal, as a killed program leaves it."""
    facts = filled(place)
    child = os.fork()
    if child == 0:
        start_anew()
        database = place.open()
        next(iter(_save(facts, place, Service(database).desk())))()
        os._exit(0)
    os.waitpid(child, 0)
    return facts


def _save_the_rest(facts: Facts, place: Place, desk: Desk) -> Iterable[Callable[[], Any]]:
    return list(_save(facts, place, desk))[1:]


def _rest_saved(store: Store, place: Place, facts: Facts) -> tuple[bool, ...]:
    first, *rest = _saved(store, place, facts)
    if not first:
        raise HalfDone("what was saved before the first kill is gone")
    return tuple(rest)


# --------------------------------------------------------------------------------------------- escalate, transfer, purge


def _escalate(facts: Facts, place: Place, desk: Desk) -> Iterable[Callable[[], Any]]:
    return _doing(desk, [Escalate((one,), 2, words="Nobody answered") for one in facts["challenges"][:3]])


def _escalated(store: Store, place: Place, facts: Facts) -> tuple[bool, ...]:
    def is_taken(challenge: str) -> bool:
        taken = store.shelf(ChallengeStep).find(challenge_id=challenge, kind=ENTERED, level=2)
        entered = store.shelf(LevelEntry).find(challenge_id=challenge, level=2)
        return wholly(bool(taken), bool(entered), what="an escalation")

    return tuple(is_taken(one) for one in facts["challenges"][:3])


def _transfer(facts: Facts, place: Place, desk: Desk) -> Iterable[Callable[[], Any]]:
    first, second = facts["officers"]
    back = HandOver(tuple(Give(child, second, first) for child in facts["children"]), date(2026, 12, 1))
    return _doing(desk, [HandOver(tuple(Give(child, first, second) for child in facts["children"]), TODAY), back])


def _transferred(store: Store, place: Place, facts: Facts) -> tuple[bool, ...]:
    def are_given(start: date) -> bool:
        given = {one.child_id for one in store.shelf(Allocation).find(start=start)}
        return wholly(*(child in given for child in facts["children"]), what="a transfer")

    return (are_given(TODAY), are_given(date(2026, 12, 1)))


def _purge(facts: Facts, place: Place, desk: Desk) -> Iterable[Callable[[], Any]]:
    return _doing(
        desk,
        [EraseForGood(tuple(facts["children"][:1]), REQUEST), EraseForGood(tuple(facts["children"][1:4]), REQUEST)],
    )


def _purged(store: Store, place: Place, facts: Facts) -> tuple[bool, ...]:
    def are_gone(children: list[str]) -> bool:
        kinds: tuple[type[Record], ...] = (Series, Review, Allocation)
        rows = [not store.shelf(kind).find(child_id=tuple(children), voided=True) for kind in kinds]
        people = [store.shelf(Child).maybe(child) is None for child in children]
        told = [not store.accounts.of_record(child) for child in children]
        return wholly(*people, *rows, *told, what="an erasure")

    return (are_gone(facts["children"][:1]), are_gone(facts["children"][1:4]))


# ------------------------------------------------------------------------------------------------- draft, import, export


def _draft(facts: Facts, place: Place, desk: Desk) -> Iterable[Callable[[], Any]]:
    return _doing(desk, [Remember("draft", f"form {at}", json.dumps(CANARIES[at])) for at in range(3)])


def _drafted(store: Store, place: Place, facts: Facts) -> tuple[bool, ...]:
    return tuple(store.recall("draft", f"form {at}", MANAGER.login) == json.dumps(CANARIES[at]) for at in range(3))


def _before_import(place: Place) -> Facts:
    facts = filled(place)
    rows = "".join(f"N{at:03},{CANARIES[at % 3]} {at},13/01/2026,Ann Smith\n" for at in range(NEW))
    (place.asked_for / "sheet.csv").write_text(f"Child ID,Name,Review held,IRO\n{rows}", encoding="utf-8")
    return facts


def _import(facts: Facts, place: Place, desk: Desk) -> Iterable[Callable[[], Any]]:
    return [lambda: desk.do(CommitImport(read_for(desk, [place.asked_for / "sheet.csv"])))]


def _imported(store: Store, place: Place, facts: Facts) -> tuple[bool, ...]:
    found = {child.reference: child.id for child in store.shelf(Child).find()}
    held = {review.child_id for review in store.shelf(Review).find() if review.held == date(2026, 1, 13)}
    there = [found.get(f"N{at:03}") in held for at in range(NEW)]
    return (wholly(*there, what="an import"),)


def _export(facts: Facts, place: Place, desk: Desk) -> Iterable[Callable[[], Any]]:
    return [
        lambda: export_table(desk, DueList(), place.out / "due.xlsx", naming=Naming.NAMES),
        lambda: export_timeliness(desk, OCTOBER, place.out / "month.xlsx"),
    ]


def _exported(store: Store, place: Place, facts: Facts) -> tuple[bool, ...]:
    told = [entry.summary for entry in store.accounts.latest(None, 10) if entry.action == "Export"]

    def is_out(name: str) -> bool:
        path = place.out / name
        if not path.exists():
            return False
        with zipfile.ZipFile(path) as book:
            whole = book.testzip() is None
        return wholly(whole, any(name in summary for summary in told), what="an export")

    return (is_out("due.xlsx"), is_out("month.xlsx"))


PATHS: tuple[WritePath, ...] = (
    WritePath("save", filled, at_desk(_save), seen(_saved)),
    WritePath("escalate", filled, at_desk(_escalate), seen(_escalated)),
    WritePath("bulk transfer", filled, at_desk(_transfer), seen(_transferred)),
    WritePath("import", _before_import, at_desk(_import), seen(_imported)),
    WritePath("export", filled, at_desk(_export), seen(_exported)),
    WritePath("purge", filled, at_desk(_purge), seen(_purged)),
    WritePath("draft at lock", filled, at_desk(_draft), seen(_drafted)),
    WritePath("undo", _before_undo, at_desk(_undo), seen(_undone)),
    WritePath("recovery", _interrupted, at_desk(_save_the_rest), seen(_rest_saved)),
    *WHOLES,
)
"""Every way, by the words of its name."""

BY_NAME = {path.name: path for path in PATHS}
