"""The populations that can be asked about, one module each, which is loaded when it is first asked for."""

from collections.abc import Iterator, Mapping

from app.late import late
from db.populations.population import Population

NAMES = (
    *("actions", "allocations", "audit", "caseload", "challenges", "children", "clinics"),
    *(
        "entries",
        "found",
        "imports",
        "learning",
        "meetings",
        "moves",
        "periods",
        "reported",
        "reviews",
        "steps",
        "themes",
    ),
    *("attendances", "check_answers", "checks", "clocks", "gatherings", "practice", "recommendations", "sittings"),
    "statements",
)
"""The populations that are named like their modules."""

_BESIDE = {"gathering_children": ("gatherings", "CHILDREN"), "gathering_themes": ("gatherings", "THEMES")}
"""Those that stand beside another in its module."""


class _Populations(Mapping[str, Population]):
    """The populations by name."""

    def __getitem__(self, name: str) -> Population:
        if name not in NAMES and name not in _BESIDE:
            raise KeyError(name)
        module, called = _BESIDE.get(name, (name, "POPULATION"))
        made: Population = getattr(late(f"db.populations.{module}"), called)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter((*NAMES, *_BESIDE))

    def __len__(self) -> int:
        return len(NAMES) + len(_BESIDE)


POPULATIONS: Mapping[str, Population] = _Populations()
"""The populations by name."""
