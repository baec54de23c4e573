"""What the records say of the challenges of the children that a log names, loaded at once."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from app.domain.challenges.raising import free_references
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, ChallengeTheme, LevelEntry
from app.domain.challenges.story import Terms
from app.domain.imports import ImportedValues
from app.domain.records import Record, fold
from app.domain.settings import ListEntry
from app.files.headings import normal
from app.queries.challenges.terms import terms_of
from app.queries.imports.settling import Said
from app.queries.service import setting
from app.store import Store

R = TypeVar("R", bound=Record)


@dataclass
class Logged:
    """Challenges here by child ("" for service concerns), voided ones too, and all that belongs to them by challenge.

    themes and outcomes give codes by words as_listed (code or label); labels gives the words of both by code.
    """

    challenges: Mapping[str, list[Challenge]]
    steps: Mapping[str, list[ChallengeStep]]
    actions: Mapping[str, list[ChallengeAction]]
    entries: Mapping[str, list[LevelEntry]]
    other_themes: Mapping[str, list[ChallengeTheme]]
    said: Mapping[str, Said]
    kept: Mapping[str, ImportedValues]
    lists: dict[str, dict[str, str]]
    labels: dict[str, str]
    positive: frozenset[str]
    entry_levels: Mapping[str, int]
    months: int
    terms: Terms
    taken: set[str]
    free: Iterator[str]


def load_log(store: Store, children: Collection[str], service: bool) -> Logged:
    """Everything about the challenges of these children, and with service about the whole service's concerns."""
    every = store.shelf(Challenge).find(voided=True)
    wanted = {*children, *([""] if service else ())}
    here = [challenge for challenge in every if (challenge.child_id or "") in wanted]
    ids = tuple(challenge.id for challenge in here)
    kept = {values.record_id: values for values in _find(store, ImportedValues, record_id=ids)}
    entries = store.shelf(ListEntry).find(list=("challenge-theme", "challenge-outcome"))
    return Logged(
        challenges=_by(here, lambda challenge: challenge.child_id or ""),
        steps=_by(_find(store, ChallengeStep, voided=True, challenge_id=ids), _of),
        actions=_by(_find(store, ChallengeAction, challenge_id=ids), _of),
        entries=_by(_find(store, LevelEntry, challenge_id=ids), _of),
        other_themes=_by(_find(store, ChallengeTheme, voided=True, challenge_id=ids), _of),
        said={record_id: json.loads(values.values) for record_id, values in kept.items()},
        kept=kept,
        lists={name: _codes(entries, name) for name in ("challenge-theme", "challenge-outcome")},
        labels={entry.code: entry.label for entry in entries},
        positive=frozenset(setting(store, "challenges.positive-themes")),
        entry_levels=setting(store, "challenges.entry-levels"),
        months=int(setting(store, "challenges.follow-up-months")),
        terms=terms_of(store),
        taken={fold(challenge.reference) for challenge in every},
        free=free_references(challenge.reference for challenge in every),
    )


def _of(record: Any) -> str:
    challenge_id: str = record.challenge_id
    return challenge_id


def _by(records: Iterable[R], key: Any) -> dict[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        found[key(record)].append(record)
    return found


def _find(store: Store, kind: type[R], *, voided: bool = False, **equal: Any) -> tuple[R, ...]:
    return store.shelf(kind).find(voided=voided, **equal) if all(equal.values()) else ()


def as_listed(words: str) -> str:
    """Words as they are looked for in a list: "Drift & delay" is "drift and delay"."""
    return normal(words.replace("&", " and ")) or fold(words)


def _codes(entries: Iterable[ListEntry], name: str) -> dict[str, str]:
    """Codes by what people may write: code, label, or the label without what stands in brackets."""
    return {
        as_listed(words): entry.code
        for entry in entries
        if entry.list == name
        for words in (entry.label.partition("(")[0], entry.label, entry.code)
    }
