"""Chains of SSDA903 episodes: each starts on the day the one before ended with REC X1, and a chain is one period."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from app.domain.kinds import LOOKED_AFTER, SHORT_BREAKS
from app.domain.statuses import SHORT_BREAK_STATUSES
from app.files.facts import DatedFact, PeriodFact

CONTINUES, STARTS = "X1", "S"
END_REASONS = {
    **dict.fromkeys(("E11", "E12"), "adopted"),
    **dict.fromkeys(("E4", "E4A", "E4B", "E13"), "returned-home"),
    **dict.fromkeys(("E43", "E44", "E45", "E46", "E47", "E48"), "special-guardianship"),
    "E2": "died",
    "E3": "moved-area",
    "E17": "turned-18",
}
"""Why a period ended, by its last episode's REC; every other code that ends one is "other"."""


class Episode(NamedTuple):
    """One row of episodes.csv."""

    key: str
    start: date
    end: date | None
    sheet: int
    row: int
    begins: str  # RNE
    ends: str  # REC
    status: str  # LS
    place: str
    provider: str


def chains(episodes: Iterable[Episode]) -> Iterator[list[Episode]]:
    """The episodes of every child, in chains."""
    children: dict[str, list[Episode]] = defaultdict(list)
    for episode in episodes:
        children[episode.key].append(episode)
    for of_child in children.values():
        yield from _of_child(_once(of_child))


def _once(episodes: list[Episode]) -> list[Episode]:
    """Each episode once: two years' files both hold one that ran on, and the one that knows its end is the later."""
    ordered = sorted(episodes, key=lambda e: (e.start, e.end or date.max, e[5:]))
    ended = {(e.start, e.status, e.place) for e in ordered if e.end}
    kept = [e for e in ordered if e.end or (e.start, e.status, e.place) not in ended]
    return [next(same) for _, same in groupby(kept, key=lambda e: (e.start, e.end, e[5:]))]


def _of_child(episodes: list[Episode]) -> Iterator[list[Episode]]:
    chain: list[Episode] = []
    for episode in episodes:
        if chain and not (chain[-1].ends == CONTINUES and chain[-1].end == episode.start):
            yield chain
            chain = []
        chain.append(episode)
    if chain:
        yield chain


def period_of(chain: list[Episode], followed_by: date | None) -> PeriodFact:
    """The period of one chain. One without an end that is followed by another chain ended when that began."""
    first, last = chain[0], chain[-1]
    short = all(episode.status in SHORT_BREAK_STATUSES for episode in chain)
    reason = "" if last.end is None or last.ends == CONTINUES else END_REASONS.get(last.ends, "other")
    return PeriodFact(
        sheet=first.sheet,
        row=first.row,
        key=first.key,
        kind=SHORT_BREAKS if short else LOOKED_AFTER,
        start=first.start,
        start_known=first.begins == STARTS,
        end=last.end or followed_by,
        end_reason=reason,
    )


def periods(episodes: Iterable[Episode]) -> tuple[list[PeriodFact], list[DatedFact]]:
    """The periods of all chains, and the legal statuses and homes within them."""
    found: list[PeriodFact] = []
    dated: list[DatedFact] = []
    for _, of_child in groupby(chains(episodes), key=lambda chain: chain[0].key):
        several = list(of_child)
        starts = [chain[0].start for chain in several]
        for chain, following in zip(several, [*starts[1:], None], strict=True):
            found.append(period_of(chain, following))
            dated += _dated("status", chain, following)
            dated += _dated("placement", chain, following)
    return found, dated


def _dated(what: str, chain: list[Episode], following: date | None) -> Iterator[DatedFact]:
    """Runs of episodes that share a status, or a home."""
    for (code, provider), run in groupby(
        chain, key=lambda e: (e.status, "") if what == "status" else (e.place, e.provider)
    ):
        of_run = list(run)
        if code:
            last = of_run[-1]
            end = last.end or (following if last is chain[-1] else None)
            yield DatedFact(what, last.key, code, provider, of_run[0].start, end)
