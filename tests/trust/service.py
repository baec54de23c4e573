"""A small service of invented children, made once and copied for every attempt."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from db import wrapping
from db.database import Database
from db.keys import KeyFile
from db.wrapping import Cost
from tests.builders import Service, stamp
from tests.challenges import challenge
from tests.locks import KEY, lock
from tests.trust.places import CANARIES, NAME, Place

CHILDREN = 12
CHEAP = Cost(passes=1, memory=8, lanes=1)
"""A passphrase costs a tenth of a second by intention; a thousand attempts are spared it."""


def fill(service: Service) -> dict[str, Any]:
    """Children with their IRO, periods with reviews, challenges and a draft; gives the keys of what was made."""
    first, second = service.officer("Ann Smith"), service.officer("Zoë Öz")
    reviews, challenges, children = [], [], []
    for at in range(CHILDREN):
        child = service.child(f"R{at:03}", name=f"{CANARIES[at % len(CANARIES)]} {at}")
        service.allocated(child, first, date(2026, 1, 5))
        period = service.period(child, date(2026, 1, 5))
        reviews.append(service.held(period, date(2026, 1, 20)).series_id)
        challenges.append(challenge(service, child, 1, date(2026, 11, 2), concern=f"{CANARIES[0]} waits").id)
        children.append(child.id)
    return {
        "children": children,
        "series": reviews,
        "challenges": challenges,
        "officers": [first.id, second.id],
    }


@cache
def cheap() -> None:
    """Make passphrases cheap in this process and in those that it makes."""
    wrapping.COST = CHEAP


def filled(place: Place) -> dict[str, Any]:
    """The small service, encrypted, in this place; made once, beside it, and then copied."""
    cheap()
    made = place.root.parent / "filled" / NAME
    facts = made.with_name("facts.json")
    if not facts.exists():
        made.parent.mkdir(parents=True)
        Database.create(made, stamp(), KEY).close()
        lock(made)
        with Database.open(made, KEY) as database:
            facts.write_text(json.dumps(fill(Service(database))), encoding="utf-8")
    place.made()
    for beside in (made, KeyFile.path_of(made), made.with_name(f"{NAME}.seal")):
        shutil.copyfile(beside, place.file.with_name(beside.name))
    held: dict[str, Any] = json.loads(facts.read_text(encoding="utf-8"))
    return held


def in_service(place: Place, work: Callable[[Service], Any]) -> Any:
    """Something done or asked in the service's file, opened for it."""
    with place.open() as database:
        return work(Service(database))
