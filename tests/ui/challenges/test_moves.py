"""Every move has a form that asks only what it needs, fills in the rest, and says in words why something cannot be."""

from datetime import date

from app.domain.challenges import records
from app.domain.challenges.records import Challenge, RungHolder
from app.domain.settings import ListEntry
from tests.challenges import challenge, step, steps_of
from tests.ui.challenges.pane_desktop import JANUARY, RAISED, PaneDesktop, in_care


def kinds(desktop: PaneDesktop, of: Challenge) -> list[str]:
    """The kinds of step that count."""
    return [one.kind for one in steps_of(desktop.service, of)]


def test_a_chase_asks_how_by_whom_and_in_what_words(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("chase", amira)
    assert (desktop.value("how"), desktop.value("by")) == ("email", "Mia Manager")
    said = desktop.save(how="phone", by="Business support", words="Left a message", on=date(2026, 11, 19))
    assert said == "Chased. The response date stays as it is."
    last = steps_of(desktop.service, amira)[-1]
    assert (last.kind, last.code, last.by, last.words) == (
        records.CHASED,
        "phone",
        "Business support",
        "Left a message",
    )
    assert desktop.pane.form is None
    assert "19 November 2026: Chased: telephone" in desktop.facts()


def test_a_response_and_the_iros_view_of_it_are_recorded_in_one_go(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("response", amira)
    assert desktop.value("by") == "Team manager"
    assert desktop.hidden("view_words")
    desktop.save()
    assert "Say what the response was" in desktop.refused("words")
    desktop.save(
        words="It will begin in December", view=records.PARTLY, view_words="No name yet", on=date(2026, 11, 18)
    )
    assert kinds(desktop, amira) == [records.ENTERED, records.RESPONSE, records.VIEW]
    assert desktop.now(amira).answered_on == date(2026, 11, 18)


def test_the_view_alone_comes_later(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("response", amira)
    desktop.save(words="It is done")
    desktop.start("view", amira)
    desktop.save()
    assert desktop.refused("view")
    desktop.save(view=records.ACCEPTED)
    assert desktop.now(amira).accepted_on == date(2026, 11, 20)


def test_actions_are_agreed_row_by_row_with_typed_dates(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("actions", amira)
    assert desktop.hidden("what1")
    desktop.fill(what0="Name a worker", owner0="Mary Jones", due0="27/11/26")
    desktop.settled(desktop.form().more.click)  # type: ignore[attr-defined]
    assert not desktop.hidden("what1")
    desktop.save(what1="Tell the carers", owner1="")
    assert "Action 2 is not whole" in desktop.refused("owner1")
    desktop.save(owner1="Jo Bell", due1="+10wd")
    first, second = desktop.actions(amira)
    assert (first.what, first.owner, first.due) == ("Name a worker", "Mary Jones", date(2026, 11, 27))
    assert second.due == date(2026, 12, 4)
    assert desktop.now(amira).state == records.AGREED


def test_rows_that_were_typed_and_not_saved_come_back(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("actions", amira)
    desktop.settled(desktop.form().more.click)  # type: ignore[attr-defined]
    desktop.fill(what0="Name a worker", what1="Tell the carers")
    other = challenge(desktop.service, in_care(desktop.service, "Ben Osei", "1002"))
    desktop.show(other)
    assert desktop.pane.form is None
    desktop.show(amira)
    assert (desktop.value("what0"), desktop.value("what1")) == ("Name a worker", "Tell the carers")


def test_each_action_is_ended_or_escalated_beside_it(desktop: PaneDesktop, amira: Challenge) -> None:
    agreed = [("Late one", "Mary Jones", date(2026, 11, 17)), ("Next one", "Jo Bell", date(2026, 12, 1))]
    step(desktop.service, amira, records.ACTIONS, date(2026, 11, 13), actions=agreed)
    desktop.show(amira)
    assert "Mary Jones, due 17 Nov 2026, 3 working days late" in desktop.facts()
    desktop.press("Escalate: Late one")
    assert desktop.form().code == "escalate"
    desktop.settled(desktop.form().cancel)
    desktop.press("Done: Late one")
    assert desktop.save(words="Seen in the minutes") == "The action is done."
    desktop.press("No longer needed: Next one")
    desktop.save()
    assert desktop.refused("words")
    desktop.save(words="The child has moved")
    done, dropped = desktop.actions(amira)
    assert (done.done_on, dropped.dropped_on) == (date(2026, 11, 20), date(2026, 11, 20))
    assert desktop.now(amira).state == records.DONE


def test_a_meeting_is_held_at_a_level_with_who_came(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("meeting", amira)
    assert desktop.value("level") == 2
    desktop.save(level=5)
    assert desktop.refused("who")
    desktop.save(who="Head of service, IRO")
    last = steps_of(desktop.service, amira)[-1]
    assert (last.kind, last.level, last.by) == (records.MEETING, 5, "Head of service, IRO")


def test_escalating_fills_in_who_answers_and_until_when(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.service.keep(RungHolder(level=3, name="Peter Hall", start=JANUARY))
    desktop.start("escalate", amira)
    assert (desktop.value("level"), desktop.value("to")) == (3, "Peter Hall")
    assert desktop.value("due") == date(2026, 11, 27)
    assert desktop.hidden("reason")
    desktop.save(words="No answer")
    now = desktop.now(amira)
    assert (now.level, now.addressee, now.response_due) == (3, "Peter Hall", date(2026, 11, 27))


def test_going_past_a_level_takes_a_listed_reason(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("escalate", amira, level=5)
    assert (desktop.value("level"), desktop.value("to")) == (5, "Head of service")
    assert not desktop.hidden("reason")
    desktop.save()
    assert "Choose the reason" in desktop.refused("reason")
    desktop.save(reason="urgent")
    assert desktop.now(amira).bypasses == 2


def test_more_time_takes_a_reason_and_a_later_date(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("extend", amira)
    desktop.save(due=date(2026, 11, 17))
    assert "Say why more time is given" in desktop.refused("reason")
    desktop.save(reason="absence")
    assert "Give a later date" in desktop.refused("due")
    desktop.save(due=date(2026, 11, 25))
    now = desktop.now(amira)
    assert (now.response_due, now.original_due, now.extended) == (date(2026, 11, 25), date(2026, 11, 18), True)


def test_cafcass_is_consulted_or_referred_to(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("cafcass", amira)
    assert desktop.value("refer") is False
    desktop.save(words="Advice line")
    desktop.start("cafcass", amira)
    desktop.save(refer=True)
    now = desktop.now(amira)
    assert (now.consulted, now.referred) == (True, True)


def test_the_child_and_an_advocate_are_asked_for_in_the_pane(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("child-informed", amira)
    desktop.save()
    desktop.start("advocate", amira)
    desktop.save(code="not-appropriate", words="He is two")
    now = desktop.now(amira)
    assert (now.child_informed, now.advocate) == ("yes", "not-appropriate")
    assert "Not appropriate: age or understanding" in desktop.facts()


def test_a_joined_challenge_takes_the_step_too_when_that_is_ticked(desktop: PaneDesktop, amira: Challenge) -> None:
    omar = challenge(desktop.service, in_care(desktop.service, "Omar Khan", "1002"), 2, RAISED)
    with desktop.service.change() as store:
        for one in (amira, omar):
            now = store.shelf(Challenge).get(one.id)
            store.shelf(Challenge).keep(_joined(now))
    desktop.start("chase", amira)
    assert desktop.value("joined") == (omar.id,)
    desktop.save()
    assert kinds(desktop, omar) == [records.ENTERED, records.CHASED]
    desktop.start("chase", amira)
    desktop.save(joined=())
    assert kinds(desktop, omar) == [records.ENTERED, records.CHASED]


def _joined(one: Challenge) -> Challenge:
    return type(one)(**{**one.__dict__, "group_id": "g" * 32})


def test_several_challenges_take_one_step_together(desktop: PaneDesktop, amira: Challenge) -> None:
    ben = challenge(desktop.service, in_care(desktop.service, "Ben Osei", "1002"), 2, RAISED)
    desktop.start("escalate", amira, ben, level=3)
    assert desktop.hidden("to")
    desktop.save()
    assert [desktop.now(one).level for one in (amira, ben)] == [3, 3]
    desktop.start("escalate", amira, ben, level=5)
    assert not desktop.hidden("reason")
    desktop.save(reason="urgent")
    assert [desktop.now(one).level for one in (amira, ben)] == [5, 5]


def test_a_move_that_is_not_possible_is_refused_in_words_and_opens_no_form(
    desktop: PaneDesktop, amira: Challenge
) -> None:
    desktop.start("view", amira)
    assert desktop.pane.form is None
    assert "There is no response yet" in desktop.notices.words


def test_a_refusal_stays_in_the_form_and_nothing_typed_is_lost(desktop: PaneDesktop, amira: Challenge) -> None:
    desktop.start("chase", amira)
    desktop.save(words="Left a message", on=date(2026, 11, 2))
    assert "was not raised yet" in desktop.form()._refused.text() + desktop.refused("on")
    assert desktop.value("words") == "Left a message"


def test_facts_are_corrected_with_a_theme_that_is_retired_since(desktop: PaneDesktop, amira: Challenge) -> None:
    with desktop.service.change() as store:
        shelf = store.shelf(ListEntry)
        entry = shelf.find(list="challenge-theme", code="drift")[0]
        shelf.keep(type(entry)(**{**entry.__dict__, "retired": True}))
    desktop.start("correct", amira)
    assert desktop.value("theme") == "drift"
    desktop.save(concern="")
    assert desktop.refused("concern")
    desktop.save(concern="The plan stands still", others=("health",), status=records.BOTH)
    now = desktop.now(amira)
    assert (now.concern, now.theme, now.status) == ("The plan stands still", "drift", records.BOTH)
