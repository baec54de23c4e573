"""Names of invented people, natural together: first and last names of one origin."""

import csv
from collections import defaultdict
from functools import cache

from app.demonstration.draws import Draw, Shares
from resources import path

ORIGINS = Shares(
    {
        "british": 80,
        "welsh-irish": 4,
        "polish": 2.5,
        "romanian": 1.5,
        "south-asian": 4.5,
        "african": 2,
        "horn-of-africa": 1.5,
        "middle-east": 1.5,
        "afghan": 1,
        "vietnamese": 0.5,
        "chinese": 0.4,
        "ukrainian-script": 0.3,
        "arabic-script": 0.2,
        "chinese-script": 0.1,
    }
)
SURNAME_FIRST = frozenset({"chinese-script"})
SHORT = {
    "Abigail": "Abi",
    "Alexander": "Alex",
    "Benjamin": "Ben",
    "Charlotte": "Lottie",
    "Christopher": "Kit",
    "Elizabeth": "Libby",
    "Frederick": "Fred",
    "Isabelle": "Izzy",
    "Matilda": "Tilly",
    "Mohammed": "Mo",
    "Rebecca": "Becca",
    "Samuel": "Sam",
    "Thomas": "Tom",
    "William": "Billy",
    "Zachary": "Zak",
}


@cache
def first_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """First names by origin and sex."""
    lists: dict[tuple[str, str], list[str]] = defaultdict(list)
    with path("names/first.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists[row["origin"], row["sex"]].append(row["name"])
    return {key: tuple(names) for key, names in lists.items()}


@cache
def last_names() -> dict[str, tuple[str, ...]]:
    """Last names by origin."""
    lists: dict[str, list[str]] = defaultdict(list)
    with path("names/last.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists[row["origin"]].append(row["name"])
    return {key: tuple(names) for key, names in lists.items()}


def whole_name(origin: str, first: str, last: str) -> str:
    """The two names in the order of their language."""
    return f"{last}{first}" if origin in SURNAME_FIRST else f"{first} {last}"


def adult(draw: Draw) -> str:
    """The name of somebody who works for the council."""
    origin = draw.of(ORIGINS)
    origin = "british" if origin.endswith("-script") else origin
    sex = "female" if draw.chance(0.78) else "male"
    return whole_name(origin, draw.one(first_names()[origin, sex]), draw.one(last_names()[origin]))


def adults(draw: Draw, number: int) -> tuple[str, ...]:
    """So many names, each of them once as long as there are enough."""
    names: dict[str, None] = {}
    tries = 0
    while len(names) < number:
        name = adult(draw)
        tries += 1
        names[name if tries < number * 4 or name not in names else f"{name} {len(names)}"] = None
    return tuple(names)
