"""The recovery key as it is printed: groups of letters that cannot be confused, each with a letter that checks it."""

import secrets

from app.domain.errors import Refusal

LETTERS = "ACDEFHJKMNPRTWXY"
"""Sixteen letters, four bits each: none is taken for another or for a figure in print (no B, G, I, L, O, Q, S, U, V or Z)."""

GROUPS, SIZE = 8, 5
"""Eight groups of four letters and one that checks them: 128 bits, which nobody can guess."""

_FIELD = 0b10011
"""The polynomial x^4 + x + 1, over which the checking letter notices each wrong letter and each two that changed places."""


def new_words() -> str:
    """A new recovery key, in capital letters with hyphens between its groups."""
    groups = ([secrets.randbelow(len(LETTERS)) for _ in range(SIZE - 1)] for _ in range(GROUPS))
    return "-".join(_written([*group, _check(group, number)]) for number, group in enumerate(groups))


def tidy_words(typed: str) -> str:
    """A recovery key as it was printed, from one that was typed with small letters, spaces or without hyphens."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(letters) != GROUPS * SIZE:
        raise Refusal(
            f"A recovery key has {GROUPS} groups of {SIZE} letters, and this has {len(letters)} letters.",
            "Compare it with the printed one, and type it again.",
        )
    groups = [letters[place : place + SIZE] for place in range(0, len(letters), SIZE)]
    wrong = [str(number) for number, group in enumerate(groups, 1) if not _holds(group, number - 1)]
    if wrong:
        which = f"Group {wrong[0]} is" if len(wrong) == 1 else f"Groups {', '.join(wrong[:-1])} and {wrong[-1]} are"
        raise Refusal(f"{which} not as printed.", "Compare with the printed recovery key, and type it again.")
    return "-".join(groups)


def _holds(group: str, number: int) -> bool:
    if not set(group) <= set(LETTERS):
        return False
    *values, check = (LETTERS.index(letter) for letter in group)
    return check == _check(values, number)


def _check(values: list[int], number: int) -> int:
    """The letter that checks a group; the group's number is in it, so that two groups in the wrong order are noticed."""
    total = number
    for value in values:
        total = _doubled(total) ^ value
    return _doubled(total)


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _FIELD if value & 0b10000 else value


def _written(values: list[int]) -> str:
    return "".join(LETTERS[value] for value in values)
