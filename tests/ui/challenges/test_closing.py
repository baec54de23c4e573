"""A challenge is closed by its IRO or on their behalf, withdrawn, reopened, looked at again for its impact, or voided."""

from datetime import date

from pytestqt.qtbot import QtBot

from app.domain.access import Person, Role
from app.domain.challenges import records
from app.domain.challenges.records import Challenge
from app.domain.officers import Officer
from tests.builders import Service
from tests.challenges import answered, closed
from tests.ui.challenges.pane_desktop import PaneDesktop
from ui.notices import Notices
from ui.runner import Runner


def test_a_manager_closes_on_the_iros_behalf_with_a_reason(desktop: PaneDesktop, amira: Challenge) -> None:
    answered(desktop.service, amira, date(2026, 11, 16))
    desktop.start("close", amira)
    assert desktop.value("follow_up") == date(2027, 2, 20)
    desktop.fill(on=date(2026, 11, 18))
    assert desktop.value("follow_up") == date(2027, 2, 18)
    desktop.save()
    assert "how the challenge ended" in desktop.refused("outcome")
    desktop.save(outcome="plan-changed")
    assert "on the IRO's behalf" in desktop.refused("on_behalf")
    said = desktop.save(on_behalf="iro-absent")
    assert said == "Closed. Somebody looks again by 18 February 2027."
    assert (desktop.now(amira).state, desktop.now(amira).outcome) == (records.CLOSED, "plan-changed")


def test_the_iro_closes_without_a_reason(qtbot: QtBot, service: Service, iro: Officer, amira: Challenge) -> None:
    person: Person = service.kept(Person(login="alison", name="Alison Wright", role=Role.IRO, officer_id=iro.id))
    notices = Notices()
    qtbot.addWidget(notices)
    runner = Runner(service.desk(person))
    desktop = PaneDesktop(qtbot, service, runner, notices)
    desktop.start("close", amira)
    assert "on_behalf" not in desktop.form().values()
    desktop.save(outcome="plan-changed", follow_up=date(2026, 12, 24))
    assert desktop.now(amira).follow_up_due == date(2026, 12, 24)
    desktop.pane.hide()
    runner.finish()


def test_a_challenge_is_withdrawn_and_reopened(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("withdraw", amira)
    desktop.save(on_behalf="iro-asked")
    assert desktop.refused("why")
    desktop.save(why="The plan had changed already")
    assert desktop.now(amira).outcome == records.WITHDRAWN
    desktop.start("reopen", amira)
    desktop.save(why="It had not", due=date(2026, 12, 2))
    now = desktop.now(amira)
    assert (now.state, now.response_due) == (records.AWAITING, date(2026, 12, 2))


def test_impact_asks_for_evidence_and_too_early_for_a_date(desktop: PaneDesktop, amira: Challenge) -> None:
    closed(desktop.service, amira, date(2026, 11, 16))
    desktop.start("impact", amira)
    assert desktop.hidden("look_again")
    desktop.fill(impact=records.TOO_EARLY)
    assert not desktop.hidden("look_again")
    desktop.fill(impact=records.EVIDENCED, on_behalf="iro-left")
    assert desktop.hidden("look_again")
    desktop.save()
    assert desktop.refused("evidence")
    desktop.save(evidence="She has a family now")
    now = desktop.now(amira)
    assert (now.impact, now.impact_for) == (records.EVIDENCED, "child")


def test_a_challenge_logged_in_error_is_voided_and_comes_back_by_undo(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("void", amira)
    desktop.save(why="Another child")
    assert desktop.kept() == ()
    assert "Choose a challenge" in desktop.facts()
    desktop.settled(desktop.notices._button.click)
    assert [one.id for one in desktop.kept()] == [amira.id]
