"""Forgets what was remembered of erased records: drafts, searches and reasons that hold a key, a name or a reference of theirs."""

import json
import re
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, delete, select

from app.domain.children import Child, ChildReference
from db.shelf import chunks
from db.tables import KEPT
from db.tables.audit import audit_detail
from db.tables.memory import memory

KEY = re.compile(r"[0-9a-f]{32}")
"""How the key of a record looks inside what is remembered."""

ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
SHORT = 80
"""Up to so many characters it is a search or a choice, where one word of a name is enough."""

LEAST = 3
"""Words of a name with fewer letters tell nobody."""


def names_of(connection: Connection, keys: Collection[str]) -> frozenset[str]:
    """What these children are or were called, and the references by which they are known; asked before they are erased."""
    children, others = KEPT[Child].table.c, KEPT[ChildReference].table.c
    found: set[str] = set()
    for some in chunks(sorted(keys)):
        told = select(children.name, children.known_as, children.reference).where(children.id.in_(some))
        found |= {text for row in connection.execute(told) for text in row}
        found |= set(connection.execute(select(others.value).where(others.child_id.in_(some))).scalars())
        changed = select(audit_detail.c.before, audit_detail.c.after).where(audit_detail.c.record_id.in_(some))
        found |= {text for row in connection.execute(changed) for held in row if held for text in _names_in(held)}
    return frozenset(text.strip() for text in found if len(text.strip()) >= LEAST)


def forget(connection: Connection, keys: Collection[str], names: Iterable[str]) -> None:
    """Forget whatever names one of the records by its key, or one of the children by a name or a reference."""
    told = [_words(name) for name in names]
    rows = list(connection.execute(select(memory.c.kind, memory.c.person, memory.c["key"], memory.c.value)))
    for kind, person, key, value in rows:
        text = f"{key} {value}"
        if not frozenset(keys).isdisjoint(KEY.findall(text)) or _names_one(text, told):
            place = (memory.c.kind == kind, memory.c.person == person, memory.c["key"] == key)
            connection.execute(delete(memory).where(*place))


def _names_in(held: str) -> Iterator[str]:
    record = json.loads(held)
    yield from (str(record.get(name) or "") for name in ("name", "known_as", "reference"))


def _names_one(text: str, names: Iterable[frozenset[str]]) -> bool:
    """Whether all words of a name stand in a text, in whatever order; in a short one, any that tells somebody."""
    words = _words(ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
    short = len(text) <= SHORT
    return any(
        bool(name) and (name <= words or (short and any(len(one) > LEAST for one in name & words))) for name in names
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
