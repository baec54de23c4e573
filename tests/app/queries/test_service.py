"""What forms and filters offer."""

from app.commands.settings import ChangeSetting, KeepListEntry
from app.desk import Desk
from app.queries.service import ServiceChoices
from tests.builders import Service


def test_choices_are_in_the_words_and_order_of_the_service(service: Service, desk: Desk) -> None:
    for name in ("nora", "Mary"):
        service.officer(name)
        service.team(name)
    desk.do(ChangeSetting("kinds.names", {"looked-after": "Child in our care review"}))
    desk.do(ChangeSetting("kinds.chaired", ["rcpc", "looked-after"]))
    desk.do(ChangeSetting("service.name", "North"))
    choices = desk.ask(ServiceChoices())
    assert choices.kinds == {
        "looked-after": "Child in our care review",
        "rcpc": "Review child protection conference",
    }
    assert [o.name for o in choices.officers] == ["Mary", "nora"]
    assert [t.name for t in choices.teams] == ["Mary", "nora"]
    assert (choices.service, [p.login for p in choices.people]) == ("North", ["manager"])


def test_retired_values_are_offered_no_more(desk: Desk) -> None:
    court = next(e for e in desk.ask(ServiceChoices()).lists["late-reason"] if e.code == "court")
    desk.do(KeepListEntry("late-reason", court.label, court.group, court.id, retired=True))
    assert "court" not in [e.code for e in desk.ask(ServiceChoices()).lists["late-reason"]]
