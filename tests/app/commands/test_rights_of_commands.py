"""The table of rights cell by cell: every command of the program, in every role, with whose records it may be done."""

from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.commands.allocations import Allocate
from app.commands.covering import Cover
from app.commands.going import WriteSheets
from app.commands.reviews import RecordHeld
from app.commands.undo import RedoLatest, Undo, UndoLatest
from app.desk import Desk
from app.domain.access import NotAllowed, Person, Right, Role, Whose
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep
from app.domain.checks import Check
from app.domain.children import Child
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import CoreGroup
from app.domain.contacts import Contact
from app.domain.gatherings import Gathering, GatheringChild
from app.domain.officers import COVER, Allocation, Officer
from app.domain.quality import CourtStatement
from app.domain.reviews import Series
from app.queries.booked import BookedFor
from app.queries.openings import BeforeOpening
from app.queries.record.sheets import ChildRecord
from app.queries.rights import RightsTable
from app.queries.supervision import SupervisionSheet
from app.queries.whose import NAMES, check_reach, whose_of
from app.store import Where
from tests.app.commands.test_rights import COMMANDS, blank, may
from tests.builders import NOW, Service, stamp

CHILD = """
Adjourn Complete CorrectAdjournment RecordAfterwards NoteDone Allocate EndAllocation EndAllocations InvitationsSent
NameMinuteTaker Withdraw Close Reopen RecordImpact CorrectChallenge VoidStep VoidChallenge JoinChallenges PartChallenge
PutOnFile LogChallenge Chase RecordResponse RecordView AgreeActions EndAction HoldMeeting Escalate Extend AskCafcass
TellChild KeepCheck VoidCheck RaisedFrom CorrectChild OpenChild JoinSiblings SetTeam SetSocialWorker KeepClinicChild
LinkToClinic RecordConference KeepConflict RecordContact CorrectContact VoidContact SayIfSeen Cover StartEnquiry
CorrectEnquiry NotNeeded MarkFiled FillDown KeepGathering VoidGathering HandOver KeepHousehold EndApproval RecordPanel
Plan RequestMove CorrectBooking CancelMeeting BringForward CorrectOutcome StartPeriod EndPeriod CorrectPeriod VoidPeriod
KeepLonger EraseForGood KeepFinalPlan VoidFinalPlan KeepStatement VoidStatement KeepMeeting KeepPlan RecordCoreGroup VoidCoreGroup RecordHeld VoidClinic TakeOffFile
RecordWithConference
CorrectReview AddHeld PlaceReview VoidReview ConfirmNumber SetLateReason ServeTogether ServeApart MeetingFailed
"""
TEAM = """
AddChild KeepLearningPoint VoidLearningPoint KeepClinic Undo UndoLatest RedoLatest
"""
WHOLE = """
KeepAbsence VoidAbsence ChangeSettings ChangeKind KeepStaff KeepLevel KeepThemeLevel KeepRungHolder VoidRungHolder
VoidConflict CoverCaseload CommitImport RememberMatch KeepPerson RemovePerson KeepExport ExportFailed CopyRows MayGoOut Remember
KeepQuestion ApplyScenario ChangeSetting KeepHoliday VoidHoliday KeepListEntry KeepOfficer KeepPost PasteOfficers KeepTeam
EraseAsked KeepAllLonger EraseAllDue GoneThrough KeepView ForgetView KeepServiceView ForgetServiceView SignIn Unlock WrongTry BeginFile ForgetFiles ChangePassphrase
RenewRecoveryKey CheckFile BackUp LeaveCopy RestoreElsewhere RestoreInPlace MoveFile TakeAsItIs PrintRecoveryKey SaveRecoveryKey
"""
ABOUT = {
    **dict.fromkeys(CHILD.split(), frozenset({Whose.OWN, Whose.TEAM, Whose.OTHER})),
    **dict.fromkeys(TEAM.split(), frozenset({Whose.TEAM})),
    **dict.fromkeys(WHOLE.split(), frozenset({Whose.WHOLE})),
}
"""Whose records each command can be about: a child's, the team's in common, or the whole service's."""


INSIDE = ("lines", "rows", "gives", "query", "held", "conference")
"""Fields of commands whose values name records in fields of their own."""


class Many:
    """A service in which one IRO has a child and covers for another's, somebody else holds one, and nobody the last."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.iro, self.other = service.officer("Ola Own"), service.officer("Otto Other")
        self.keys: dict[Whose, dict[str, str]] = {}
        for whose, holder in ((Whose.OWN, self.iro), (Whose.OTHER, self.other), (Whose.TEAM, None)):
            child = service.child()
            if holder is not None:
                service.allocated(child, holder, date(2026, 1, 5))
            self.keys[whose] = self._records(child, holder)

    def person(self, role: Role) -> Person:
        return Person(login=f"one-{role}", role=role, officer_id=self.iro.id)

    def _records(self, child: Child, holder: Officer | None) -> dict[str, str]:
        service, day = self.service, date(2026, 10, 1)
        series = service.period(child, date(2026, 9, 1))
        review = service.open_review(series)
        challenge = service.kept(
            Challenge(reference=f"CH-{child.reference}", child_id=child.id, raised_on=day, theme="x")
        )
        step = service.kept(ChallengeStep(challenge_id=challenge.id, kind="chased", on=day, position=1))
        action = service.kept(ChallengeAction(challenge_id=challenge.id, step_id=step.id, owner="x", what="y", due=day))
        clinic, gathering = service.kept(Clinic(date=day, rule="x")), service.kept(Gathering(kind="x", date=day))
        service.keep(GatheringChild(gathering_id=gathering.id, child_id=child.id))
        officer = holder or self.iro
        kept = {
            "child": child,
            "household": child,
            "review": review,
            "with": review,
            "series": series,
            "challenge": challenge,
            "step": step,
            "action": action,
            "check": service.kept(Check(child_id=child.id, kind="x", date=day)),
            "contact": service.kept(Contact(child_id=child.id, date=day)),
            "statement": service.kept(CourtStatement(child_id=child.id, due_on=day)),
            "group": service.kept(CoreGroup(child_id=child.id, series_id=series.id, date=day)),
            "allocation": service.kept(
                Allocation(child_id=child.id, officer_id=officer.id, role="iro", start=date(2020, 1, 1), end=day)
            ),
            "clinic": clinic,
            "clinic_child": service.kept(ClinicChild(clinic_id=clinic.id, child_id=child.id)),
            "meeting": service.planned(review, date(2026, 12, 1)),
            "gathering": gathering,
        }
        return {name: record.id for name, record in kept.items()}

    def about(self, kind: type[Any], whose: Whose) -> Any:
        """A command that names records of these in every field that can."""
        command = blank(kind)
        keys = self.keys.get(whose, {})
        for field in fields(kind):
            name = field.name.removesuffix("s").removesuffix("_id")
            if "_id" in field.name and name in NAMES and whose in self.keys:
                object.__setattr__(command, field.name, (keys[name],) if field.name.endswith("s") else keys[name])
            elif field.name in INSIDE and whose in self.keys:
                object.__setattr__(command, field.name, (_Line(keys["review"]),))
        return command


@dataclass(frozen=True)
class _Line:
    review_id: str


@pytest.fixture
def many(service: Service) -> Many:
    return Many(service)


def test_every_command_stands_in_the_table() -> None:
    assert {kind.__name__ for kind in COMMANDS} == set(ABOUT)


@pytest.mark.parametrize("role", Role)
def test_every_command_may_be_done_with_these_records_and_no_others(many: Many, role: Role) -> None:
    person, wrong = many.person(role), []
    with many.service.read() as store:
        for kind in COMMANDS:
            for whose in sorted(ABOUT[kind.__name__]):
                allowed = True
                try:
                    check_reach(store, person, kind.right, many.about(kind, whose))
                except NotAllowed:
                    allowed = False
                if allowed != (whose in may(role, kind.right)):
                    wrong.append((kind.__name__, whose.name, allowed))
    assert wrong == []


def test_a_command_is_about_those_whose_records_it_names(many: Many) -> None:
    wrong, person = [], many.person(Role.IRO)
    with many.service.read() as store:
        for kind in COMMANDS:
            for whose in ABOUT[kind.__name__]:
                found = whose_of(store, person, kind.right, many.about(kind, whose))
                if found != {whose}:
                    wrong.append((kind.__name__, whose.name, found))
    assert wrong == []


def held(review_id: str) -> RecordHeld:
    return RecordHeld(review_id, date(2026, 11, 18), "PN1")


def test_an_iro_records_for_their_own_child_and_not_for_another_iros(many: Many) -> None:
    desk = many.service.desk(many.person(Role.IRO))
    desk.do(held(many.keys[Whose.OWN]["review"]))
    with pytest.raises(NotAllowed, match="may not record reviews and children for children of other IROs"):
        desk.do(held(many.keys[Whose.OTHER]["review"]))
    refused = many.service.rows("audit", ("login", "summary"), Where("action", "is", "Right refused"))
    assert [login for login, _ in refused] == ["one-iro"]
    assert refused[0][1].startswith("Record a review as held: Your role (Independent Reviewing Officer) may not")


def test_who_covers_for_the_iro_records_for_the_child_until_the_cover_ends(many: Many) -> None:
    child, review = many.keys[Whose.OTHER]["child"], many.keys[Whose.OTHER]["review"]
    many.service.desk().do(Cover((child,), many.iro.id, date(2026, 11, 2), date(2026, 11, 20)))
    with pytest.raises(NotAllowed):
        many.service.desk(many.person(Role.IRO)).do(held(review))
    many.service.keep(
        Allocation(child_id=child, officer_id=many.iro.id, role=COVER, start=date(2026, 11, 20), end=date(2026, 11, 21))
    )
    many.service.desk(many.person(Role.IRO)).do(held(review))


def test_a_review_that_an_iro_chairs_is_their_own(many: Many) -> None:
    review = many.service.now(next(iter(many.service.reviews(_series(many)))))
    many.service.kept(_with_chair(review, many.iro.id))
    with many.service.read() as store:
        assert whose_of(store, many.person(Role.IRO), Right.RECORD, held(review.id)) == {Whose.OWN}


def test_no_as_of_day_gives_an_iro_a_child_back(many: Many) -> None:
    service, person = many.service, many.person(Role.IRO)
    past = service.child()
    service.allocated(past, many.iro, date(2025, 1, 6), date(2026, 6, 1))
    service.allocated(past, many.other, date(2026, 6, 1))
    review = service.open_review(service.period(past, date(2026, 3, 1)))
    then = Desk(service.keeper, person, lambda: NOW, date(2026, 5, 1))
    for asked in (ChildRecord(past.id), ChildRecord(past.reference, by_reference=True), BookedFor(many.iro.id)):
        with pytest.raises(NotAllowed, match="children of other IROs"):
            then.ask(asked)
    with pytest.raises(NotAllowed):
        then.do(RecordHeld(review.id, date(2026, 4, 28), "PN1"))
    assert then.ask(BeforeOpening(past.id)).needs_reason


def test_undo_and_redo_end_with_the_right_to_the_childs_records(many: Many) -> None:
    desk, child = many.service.desk(many.person(Role.IRO)), many.keys[Whose.OWN]["child"]
    entry = desk.do(held(many.keys[Whose.OWN]["review"])).entry
    assert entry is not None
    desk.do(UndoLatest())
    desk.do(RedoLatest())
    many.service.desk().do(Allocate((child,), many.other.id, date(2026, 11, 20)))
    for command in (Undo(entry), UndoLatest()):
        with pytest.raises(NotAllowed, match="for children of other IROs"):
            desk.do(command)


def test_what_the_team_holds_in_common_is_undone_by_the_iro_who_did_it(many: Many) -> None:
    person, clinic = many.person(Role.IRO), Clinic(date=date(2026, 11, 2), rule="y")
    with many.service.keeper.change(stamp(person=person), "Hold a clinic") as store:
        store.shelf(Clinic).keep(clinic)
        store.shelf(ClinicChild).keep(ClinicChild(clinic_id=clinic.id, child_id=many.keys[Whose.OTHER]["child"]))
    many.service.desk(person).do(UndoLatest())
    assert many.service.now(clinic).voided


def _series(many: Many) -> Any:
    with many.service.read() as store:
        return store.shelf(Series).get(many.keys[Whose.OTHER]["series"])


def _with_chair(review: Any, chair_id: str) -> Any:
    return replace(review, chair_id=chair_id)


def test_an_iro_without_an_officer_has_no_children_unless_the_login_is_the_same(many: Many) -> None:
    own = held(many.keys[Whose.OWN]["review"])
    service = many.service
    with pytest.raises(NotAllowed):
        service.desk(Person(login="stranger", role=Role.IRO)).do(own)
    service.keep(Officer(name="Ola Own", login="OLA"))
    with pytest.raises(NotAllowed):
        service.desk(Person(login="ola", role=Role.IRO)).do(own)


@pytest.mark.parametrize("by_reference", [False, True])
def test_an_iro_takes_out_the_record_of_their_own_child_only(many: Many, by_reference: bool) -> None:
    desk = many.service.desk(many.person(Role.IRO))
    own, other = ((_named(many, whose, by_reference)) for whose in (Whose.OWN, Whose.OTHER))
    assert desk.ask(ChildRecord(own, by_reference=by_reference)).title.startswith("Record of")
    asked = ChildRecord(other, by_reference=by_reference)
    for way in (asked, WriteSheets(asked, Path("never-written.xlsx"))):
        with pytest.raises(NotAllowed, match="may not export to files for children of other IROs"):
            desk.ask(way)


def _named(many: Many, whose: Whose, by_reference: bool) -> str:
    child: Child = many.service.now(Child(id=many.keys[whose]["child"], reference="x"))
    return child.reference if by_reference else child.id


def test_an_iro_takes_out_no_sheet_of_another_iros_supervision(many: Many) -> None:
    desk: Desk = many.service.desk(many.person(Role.IRO))
    desk.ask(SupervisionSheet(many.iro.id))
    with pytest.raises(NotAllowed):
        desk.ask(SupervisionSheet(many.other.id))


def test_business_support_allocates_and_an_iro_does_not(many: Many) -> None:
    give = Allocate((many.keys[Whose.TEAM]["child"],), many.iro.id, date(2026, 11, 20))
    with pytest.raises(NotAllowed):
        many.service.desk(many.person(Role.IRO)).do(give)
    many.service.desk(many.person(Role.BUSINESS_SUPPORT)).do(give)


def test_the_table_shown_in_settings_says_what_the_desk_checks(desk: Desk) -> None:
    shown = {row.id: row.cells[1:] for row in desk.ask(RightsTable()).rows.rows}  # type: ignore[attr-defined]
    words = {"": "No", "otxw": "Yes", "otx": "Every child", "ot": "Own children", "otw": "Own children, lists"}
    assert set(shown) == {right.name for right in Right}
    for right in Right:
        for role, cell in zip(Role, shown[right.name], strict=True):
            letters = "".join("otxw"[list(Whose).index(one)] for one in Whose if one in may(role, right))
            assert cell == words[letters]
