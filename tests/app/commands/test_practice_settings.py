"""The settings of adjournments, conferences, participation, plans and checks: what each may be, from which day on."""

from datetime import date
from typing import Any

import pytest

from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.definitions.practice import PRACTICE
from app.domain.errors import Refusal
from app.domain.settings import Setting
from app.queries.service import SettingValue, setting_at
from tests.builders import TODAY, Service

REFUSED: tuple[tuple[str, Any], ...] = (
    ("reviews.adjourned", "last"),
    ("reviews.longest-adjournment", 0),
    ("adoption.supersedes", "yes"),
    ("conferences.transfer-in", "started"),
    ("conferences.unborn-weeks", 41),
    ("conferences.core-groups", {"first": "soon", "then": "6 weeks"}),
    ("conferences.core-groups", {"first": "10 working days"}),
    ("records.conference-days", {"decisions": 1, "record": 0, "sent": 20}),
    ("records.conference-days", {"decisions": 1}),
    ("participation.not", ["PN4"]),
    ("participation.not", ["PN0", "PN7"]),
    ("participation.not", ["PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"]),
    ("participation.target", 101),
    ("plans.final-months", 25),
    ("checks.midway", "weekly"),
)
KEPT: dict[str, Any] = {
    "reviews.adjourned": "completed",
    "reviews.longest-adjournment": 30,
    "adoption.supersedes": True,
    "conferences.transfer-in": "accepted",
    "conferences.unborn-weeks": 0,
    "conferences.core-groups": {"first": "15 working days", "then": "28 days"},
    "records.conference-days": {"decisions": 2, "record": 10, "sent": 15},
    "participation.not": ["PN4", "PN7"],
    "participation.target": 90,
    "plans.final-months": 8,
    "checks.midway": "never",
}


def test_a_value_that_cannot_be_is_refused(desk: Desk) -> None:
    for key, value in REFUSED:
        with pytest.raises(Refusal):
            desk.do(ChangeSetting(key, value))


def test_a_value_holds_from_its_day_on_and_is_undone(service: Service, desk: Desk) -> None:
    usual = {one.key: one.default for one in PRACTICE}
    for key, value in KEPT.items():
        desk.do(ChangeSetting(key, value, date(2026, 11, 1)))
        assert desk.ask(SettingValue(key)) == value, key
        with service.read() as store:
            kept = store.shelf(Setting).find(key=key)
            assert setting_at(kept, key, date(2026, 10, 31)) == usual[key]
            assert setting_at(kept, key, TODAY) == value
        desk.do(UndoLatest())
        assert desk.ask(SettingValue(key)) == usual[key]
