"""How the children of one officer are shared out among several: brothers and sisters together, the least loaded first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Shared:
    """A child to be shared out: with whom it stays together ("": by itself), and who must not be its IRO."""

    child_id: str
    group: str = ""
    never: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Taker:
    """An officer who takes children: how many they hold already, and for how many hundredths of a full-time post."""

    officer_id: str
    held: int = 0
    fte: int = 100


def groups_of(children: Iterable[Shared], *, together: bool = True) -> list[tuple[Shared, ...]]:
    """The children as they go to one officer each, the largest groups first."""
    found: dict[str, list[Shared]] = defaultdict(list)
    for child in children:
        found[f"group {child.group}" if together and child.group else f"child {child.child_id}"].append(child)
    return sorted((tuple(group) for group in found.values()), key=lambda group: -len(group))


def share_out(
    children: Sequence[Shared],
    takers: Sequence[Taker],
    fixed: Mapping[str, str] | None = None,
    *,
    together: bool = True,
) -> dict[str, str]:
    """Which officer each child goes to; "" where everybody has a conflict of interest.

    fixed says for some children where they go. Each further group goes to who then holds fewest for each full-time post.
    """
    chosen = dict(fixed or {})
    held = {taker.officer_id: taker.held for taker in takers}
    for officer_id in chosen.values():
        held[officer_id] = held.get(officer_id, 0) + 1
    for group in groups_of((c for c in children if c.child_id not in chosen), together=together):
        never = frozenset[str]().union(*(child.never for child in group))
        free = [taker for taker in takers if taker.officer_id not in never]
        best = min(free, key=lambda t: ((held[t.officer_id] + len(group)) / max(t.fte, 1), t.officer_id), default=None)
        chosen |= {child.child_id: best.officer_id if best else "" for child in group}
        if best:
            held[best.officer_id] += len(group)
    return chosen
