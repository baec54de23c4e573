"""The checks that several settings share: a share in per cent, a number between two others, one of several choices."""

from collections.abc import Callable
from typing import Any

from app.domain.errors import Refusal


def target(value: Any) -> None:
    """Refuse what is no share in per cent."""
    if not 0 <= value <= 100:
        raise Refusal("A target lies between 0 and 100 percent.", "Give a number such as 95.")


def number(title: str, most: int, example: int, least: int = 1) -> Callable[[Any], None]:
    """A check that refuses numbers outside these; title is what they count, in the plural."""

    def check(value: Any) -> None:
        if not least <= value <= most:
            raise Refusal(f"{title} lie between {least} and {most}.", f"Give a number such as {example}.")

    return check


def one_of(*choices: str) -> Callable[[Any], None]:
    """A check that refuses everything but these."""

    def check(value: Any) -> None:
        if value not in choices:
            raise Refusal("This is not one of the choices.", f"Choose one of: {', '.join(choices)}.")

    return check
