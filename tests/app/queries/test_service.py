"""What forms and filters offer."""

import pytest

from app.commands.settings import ChangeSetting, KeepListEntry
from app.desk import Desk
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.settings import DEFINITIONS, Setting
from app.queries.service import ServiceChoices, SettingValue
from app.queries.timeliness import Timeliness
from tests.builders import TODAY, Service


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


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kinds.chaired", '["looked-after'),
        ("kinds.chaired", "5"),
        ("kinds.chaired", "[[]]"),
        ("kinds.names", "[]"),
        ("timeliness.target", '"many"'),
        ("timeliness.local", '{"looked-after": 5}'),
        ("service.name", "[" * 100_000),
    ],
)
def test_a_setting_that_is_damaged_in_the_file_is_refused_by_its_name(
    service: Service, desk: Desk, key: str, value: str
) -> None:
    service.keep(Setting(key=key, start=TODAY, value=value))
    asked = Timeliness(Period.month(2026, 9), compare=True) if key == "timeliness.local" else SettingValue(key)
    with pytest.raises(Refusal, match=f'The setting "{DEFINITIONS[key].title}" is damaged') as refused:
        desk.ask(asked)
    assert "Nothing has been changed." in refused.value.message


@pytest.mark.parametrize("key", DEFINITIONS)
def test_the_usual_value_of_every_setting_can_be_read(desk: Desk, key: str) -> None:
    assert desk.ask(SettingValue(key)) == DEFINITIONS[key].default
