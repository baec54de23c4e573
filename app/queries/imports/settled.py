"""The facts of a challenge that is here, after a log was read again: what somebody typed since stays, as a conflict."""

from datetime import date
from typing import Any

from app.domain.challenges.records import STATUSES, Challenge
from app.queries.imports.basis import Basis
from app.queries.imports.logged import Logged
from app.queries.imports.outcome import Conflict
from app.queries.imports.saying import ChallengeSaid
from app.queries.imports.settling import Memory, Said, Settling

WORDS = {
    "raised_on": "Date raised",
    "raised_by_id": "Raised by",
    "status": "Child's status",
    "theme": "Theme",
    "concern": "What is wrong",
    "asked": "What is asked for",
}


def settled_fields(
    basis: Basis, logged: Logged, said: ChallengeSaid, here: Challenge, before: Said | None
) -> tuple[dict[str, Any], list[Conflict]]:
    """The value of each fact after the import, and the conflicts."""
    settling = Settling(Memory(None), basis.choices, here.child_id or "", here.reference)
    place = (basis.facts.sheets[said.line.sheet], said.line.row)
    facts: dict[str, Any] = {}
    earlier = before.get("fields", {}) if before else None
    for name, words in WORDS.items():
        ours = getattr(here, name)
        facts[name] = ours
        if name in said.fields:
            theirs = date.fromisoformat(said.fields[name]) if name == "raised_on" else said.fields[name]
            facts[name] = settling.settle(earlier, name, ours, theirs, words, here.id, place)
    conflicts = [_in_words(one, said, here, basis, logged) for one in settling.conflicts]
    return facts, conflicts


def _in_words(conflict: Conflict, said: ChallengeSaid, here: Challenge, basis: Basis, logged: Logged) -> Conflict:
    """The conflict with words for codes."""
    name = conflict.key.rpartition(":")[2]
    words = {"theme": logged.labels, "status": STATUSES, "raised_by_id": basis.names}.get(name)
    if words is None:
        return conflict
    ours, theirs = str(getattr(here, name)), str(said.fields[name])
    values = vars(conflict) | {"ours": words.get(ours, "somebody else"), "theirs": words.get(theirs, theirs)}
    return Conflict(**values)
