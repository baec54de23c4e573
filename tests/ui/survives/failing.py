"""What the tests of failing disks and programs share: changes that go well and badly, and looks into the window."""

import json
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.desk import sign_in
from app.domain.access import Right, Stamp
from app.domain.children import Child
from app.queries.preferences import RecallAll
from app.store import Store
from db.database import Database
from tests.builders import NOW, stamp
from tests.locks import KEY
from ui.console import Parts
from ui.opening import Opening
from ui.parts.form import Form
from ui.preferences import DRAFT
from ui.surviving import Surviving
from ui.window import Window

PATIENCE = 60_000
"""For each step, in milliseconds: the computer may be busy with other things."""
TYPED = "Half a sentence about a child"
PARTS = Parts(Database, sign_in, lambda: NOW)


@dataclass(frozen=True)
class Break:
    """A change, or a question, with a bug."""

    name: str = ""
    right: ClassVar[Right] = Right.SEE
    title: ClassVar[str] = "Broken"

    def run(self, store: Store, stamp: Stamp) -> str:
        """Keep a child if there is a name, and then raise what is no Refusal."""
        store.shelf(Child).keep(Child(reference="1", name=self.name))
        raise ZeroDivisionError


@dataclass(frozen=True)
class AddChild:
    """A change that goes well."""

    name: str
    right: ClassVar[Right] = Right.RECORD
    title: ClassVar[str] = "Child added"

    def run(self, store: Store, stamp: Stamp) -> str:
        """Keep a child."""
        return store.shelf(Child).keep(Child(reference="2", name=self.name)).id


@dataclass(frozen=True)
class Names:
    """The names of all children."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> list[str]:
        """In their order."""
        return sorted(child.name for child in store.shelf(Child).find())


def shown(opening: Opening) -> Window:
    assert opening.window is not None
    return opening.window


def settled(opening: Opening, qtbot: QtBot) -> None:
    window = shown(opening)
    qtbot.waitUntil(lambda: window.page is not None and window.runner._waiting == 0, timeout=PATIENCE)


def watching(opening: Opening) -> Surviving:
    (found,) = shown(opening).findChildren(Surviving)
    assert isinstance(found, Surviving)
    return found


def look(opening: Opening) -> None:
    """As the timers do every two seconds."""
    shown(opening).look_outside()
    watching(opening).look()


def drafts(opening: Opening) -> dict[str, object]:
    """What has been typed so far, as it is in the file."""
    with Database.open(opening.path, KEY) as database, database.read(stamp()) as store:
        return {key: json.loads(text) for key, text in RecallAll(DRAFT).run(store, stamp()).items()}


def form_in(window: Window) -> tuple[Form, QLineEdit]:
    """A form that stands in the window, with a draft."""
    form = Form(preferences=window.preferences, draft_key="trial")
    field = QLineEdit()
    form.add("text", "Text", field)
    form.setParent(window)
    return form, field


def press(window: Window, words: str) -> None:
    (button,) = [each for each in window.notices.findChildren(QPushButton) if each.text() == words]
    button.click()
