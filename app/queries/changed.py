"""What an entry changed, in words: each field of a record as it was before and as it was after."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.audit import Change
from app.domain.calendar import LONDON
from app.domain.children import Child
from app.domain.dates import long
from app.domain.officers import Officer, Team
from app.domain.records import Record
from app.store import Store

NOTHING = "nothing"
HIDDEN = ("id", "version", "import_id")
"""Fields that say nothing to a person."""
NAMES: dict[str, tuple[type[Record], str]] = {
    "child_id": (Child, "reference"),
    "officer_id": (Officer, "name"),
    "chair_id": (Officer, "name"),
    "raised_by_id": (Officer, "name"),
    "team_id": (Team, "name"),
}
"""Fields that hold another record's key, and what is said in its place."""
VERBS = {(True, False): "made", (False, True): "taken out", (False, False): "changed", (True, True): "erased since"}


@dataclass(frozen=True)
class Field:
    """One field: its words, what it was before, and after."""

    words: str
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    """One record: what it is and what became of it, the child it is about if any, and its fields that differ."""

    title: str
    record_id: str
    reference: str
    fields: tuple[Field, ...]


def changed(store: Store, change: Change) -> Changed:
    """A change of one record in words."""
    before, after = _values(change.before), _values(change.after)
    names = [name for name in {**after, **before} if name not in HIDDEN and before.get(name) != after.get(name)]
    fields = tuple(
        Field(words_of(name), _said(store, name, before.get(name)), _said(store, name, after.get(name)))
        for name in names
    )
    verb = VERBS[change.before is None, change.after is None]
    child_id = after.get("child_id") or before.get("child_id") or (change.record_id if change.kind == "Child" else "")
    child = store.shelf(Child).maybe(child_id) if child_id else None
    return Changed(f"{words_of(change.kind)} {verb}", change.record_id, child.reference if child else "", fields)


def words_of(name: str) -> str:
    """The name of a field or kind as words: date_of_birth is Date of birth, SocialWorker is Social worker."""
    apart = re.sub(r"(?<!^)(?=[A-Z])", " ", name).replace("_", " ").removesuffix(" id")
    return apart[0].upper() + apart[1:].lower()


def _values(text: str | None) -> dict[str, Any]:
    return dict(json.loads(text)) if text else {}


def _said(store: Store, name: str, value: Any) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in NAMES:
        kind, field = NAMES[name]
        found = store.shelf(kind).maybe(value)
        return str(getattr(found, field)) if found else "a record that is gone"
    return _day(value) if isinstance(value, str) else str(value)


def _day(value: str) -> str:
    """A date or moment as people write it; anything else as it stands."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return long(date.fromisoformat(value))
    if re.match(r"\d{4}-\d\d-\d\dT", value):
        at = datetime.fromisoformat(value).astimezone(LONDON)
        return f"{long(at.date())}, {at:%H:%M}"
    return value
