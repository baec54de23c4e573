"""Children handed over: what goes with them, what stays, what is refused, and that one undo brings all of it back."""

from datetime import date

import pytest

from app.commands.allocations import Allocate
from app.commands.challenges.steps import AgreeActions
from app.commands.conflicts import KeepConflict
from app.commands.covering import Cover
from app.commands.handover import NONE, SOME, Give, HandedOver, HandOver
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.challenges.records import ChallengeAction
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import COVER, IRO, Allocation, Officer
from app.domain.reviews import Review
from app.queries.handover.preview import HandoverPreview
from tests.app.commands.challenging import logged
from tests.builders import TODAY, Service

NEXT_WEEK = date(2026, 11, 30)


@pytest.fixture
def nora(service: Service) -> Officer:
    return service.officer("Nora Patel")


@pytest.fixture
def booked(service: Service, child: Child) -> Review:
    """The child's open review, with a meeting booked for 7 December."""
    series = service.period(child, date(2026, 11, 16))
    review = service.open_review(series)
    service.planned(review, date(2026, 12, 7))
    return review


@pytest.fixture
def agreed(service: Service, desk: Desk, child: Child) -> tuple[ChallengeAction, ChallengeAction]:
    """An action of the IRO's and one of somebody else's."""
    challenge = logged(desk, child)
    actions = (("Ring the school", "irene osei", NEXT_WEEK), ("Find a tutor", "Team manager", NEXT_WEEK))
    desk.do(AgreeActions((challenge.id,), actions, on=date(2026, 11, 16)))
    with service.read() as store:
        kept = store.shelf(ChallengeAction).find()
    return (
        next(a for a in kept if a.owner == "irene osei"),
        next(a for a in kept if a.owner == "Team manager"),
    )


def holders(service: Service, child: Child, role: str = IRO) -> list[tuple[str, date, date | None]]:
    with service.read() as store:
        kept = sorted(store.shelf(Allocation).find(child_id=child.id, role=role), key=lambda a: a.start)
    return [(a.officer_id, a.start, a.end) for a in kept]


def give(child: Child, iro: Officer, to: Officer) -> tuple[Give, ...]:
    return (Give(child.id, iro.id, to.id),)


def test_meetings_and_actions_go_with_the_child_and_one_undo_brings_all_back(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer, booked: Review,
    agreed: tuple[ChallengeAction, ChallengeAction],
) -> None:  # fmt: skip
    before = holders(service, child)
    done = desk.do(HandOver(give(child, iro, nora), NEXT_WEEK, TODAY))
    assert done.result == HandedOver(1, 1, 1)
    assert holders(service, child) == [(iro.id, before[0][1], NEXT_WEEK), (nora.id, NEXT_WEEK, None)]
    assert service.now(booked).chair_id == nora.id
    assert [service.now(a).owner for a in agreed] == ["Nora Patel", "Team manager"]
    with service.read() as store:
        assert store.shelf(Allocation).find(officer_id=nora.id)[0].told_on == TODAY
    desk.do(UndoLatest())
    assert holders(service, child) == before
    assert service.now(booked).chair_id is None
    assert service.now(agreed[0]).owner == "irene osei"


def test_with_nothing_moved_the_leaving_iro_still_chairs_what_is_booked(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer, booked: Review,
    agreed: tuple[ChallengeAction, ChallengeAction],
) -> None:  # fmt: skip
    assert desk.do(HandOver(give(child, iro, nora), TODAY, moves=NONE)).result == HandedOver(1, 0, 0)
    assert service.now(booked).chair_id == iro.id
    assert service.now(agreed[0]).owner == "irene osei"


def test_some_of_it_moves(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer, booked: Review,
    agreed: tuple[ChallengeAction, ChallengeAction],
) -> None:  # fmt: skip
    chosen = frozenset({agreed[0].id})
    assert desk.do(HandOver(give(child, iro, nora), TODAY, None, SOME, chosen)).result == HandedOver(1, 0, 1)
    assert service.now(booked).chair_id == iro.id


def test_a_meeting_before_the_day_stays_with_who_leaves(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer, booked: Review
) -> None:
    assert desk.do(HandOver(give(child, iro, nora), date(2026, 12, 8))).result.reviews == 0
    assert service.now(booked).chair_id is None


def test_a_whole_caseload_is_shared_out_in_one_entry(
    service: Service, desk: Desk, iro: Officer, nora: Officer, child: Child
) -> None:
    olga = service.officer("Olga Reid")
    more = [service.child() for _ in range(5)]
    for other in more:
        service.allocated(other, iro, date(2026, 1, 5))
    found = desk.ask(HandoverPreview(TODAY, officer_id=iro.id))
    assert {line.child_id for line in found.lines} == {child.id, *(c.id for c in more)}
    gives = tuple(Give(line.child_id, line.from_id, (nora, olga)[at % 2].id) for at, line in enumerate(found.lines))
    entries = service.count("audit")
    assert desk.do(HandOver(gives, TODAY)).result.children == 6
    assert service.count("audit") == entries + 1
    assert desk.ask(HandoverPreview(TODAY, officer_id=iro.id)).lines == ()
    desk.do(UndoLatest())
    assert len(desk.ask(HandoverPreview(TODAY, officer_id=iro.id)).lines) == 6


def test_brothers_and_sisters_with_the_same_iro_are_offered(
    service: Service, desk: Desk, iro: Officer, nora: Officer
) -> None:
    names = ("Ann", "Ben", "Cal")
    ann, ben, cal = (service.child(name=name, sibling_group="g") for name in names)
    for child, officer in ((ann, iro), (ben, iro), (cal, nora)):
        service.allocated(child, officer, date(2026, 1, 5))
    found = desk.ask(HandoverPreview(TODAY, (ann.id,)))
    assert [line.name for line in found.lines] == ["Ann"]
    assert [line.name for line in found.beside] == ["Ben"]
    assert found.lines[0].siblings == ("Ben", "Cal")


def test_who_has_no_iro_is_named_and_left_out(service: Service, desk: Desk, child: Child) -> None:
    free = service.child(name="Zed")
    found = desk.ask(HandoverPreview(TODAY, (child.id, free.id)))
    assert ([line.child_id for line in found.lines], found.left_out) == ([child.id], ("Zed",))


def test_what_changed_since_is_refused_and_nothing_is_written(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer
) -> None:
    other = service.child()
    service.allocated(other, iro, date(2026, 1, 5))
    gives = (*give(child, iro, nora), *give(other, iro, nora))
    desk.do(Allocate((other.id,), nora.id, TODAY))
    with pytest.raises(Refusal, match="no longer held by who held it"):
        desk.do(HandOver(gives, TODAY))
    assert holders(service, child)[-1][0] == iro.id


def test_a_conflict_of_interest_refuses_in_words_whatever_is_done(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer
) -> None:
    desk.do(KeepConflict(nora.id, child.id, "Was the child's social worker."))
    words = "Nora Patel must not hold the child 1001: Was the child's social worker."
    for command in (
        HandOver(give(child, iro, nora), TODAY),
        Allocate((child.id,), nora.id, TODAY),
        Cover((child.id,), nora.id, TODAY),
    ):
        with pytest.raises(Refusal, match=words):
            desk.do(command)
    found = desk.ask(HandoverPreview(TODAY, (child.id,)))
    assert found.lines[0].never == {nora.id: "Was the child's social worker"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda g: HandOver(g[:0], TODAY), "No child is chosen"),
        (lambda g: HandOver(g, TODAY, moves="most"), "Choose what goes"),
        (lambda g: HandOver((*g, *g), TODAY), "stands here twice"),
        (lambda g: HandOver((Give(g[0].child_id, g[0].from_id, g[0].from_id),), TODAY), "is the IRO of the child 1001"),
        (lambda g: HandOver(g, TODAY, NEXT_WEEK), "lies in the future"),
        (lambda g: HandOver(g, date(2032, 5, 1)), "turns 18 on 1 May 2032"),
    ],
)
def test_what_cannot_be_is_refused(
    desk: Desk, child: Child, iro: Officer, nora: Officer, change: "object", words: str
) -> None:
    assert callable(change)
    with pytest.raises(Refusal, match=words):
        desk.do(change(give(child, iro, nora)))


def test_an_allocation_that_is_to_end_ends_with_the_next_iro_too(
    service: Service, desk: Desk, iro: Officer, nora: Officer
) -> None:
    child = service.child()
    service.allocated(child, iro, date(2026, 1, 5), date(2027, 1, 5))
    desk.do(HandOver(give(child, iro, nora), TODAY))
    assert holders(service, child)[-1] == (nora.id, TODAY, date(2027, 1, 5))


def test_cover_ends_where_another_iro_begins(
    service: Service, desk: Desk, child: Child, iro: Officer, nora: Officer
) -> None:
    olga = service.officer("Olga Reid")
    desk.do(Cover((child.id,), olga.id, TODAY, date(2026, 12, 20)))
    assert holders(service, child)[-1][0] == iro.id
    desk.do(HandOver(give(child, iro, nora), NEXT_WEEK))
    assert holders(service, child, COVER) == [(olga.id, TODAY, NEXT_WEEK)]
