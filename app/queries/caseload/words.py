"""Caseloads in words: numbers rounded half up by whole numbers, and the formula with what was put into it."""

from collections.abc import Sequence

from app.domain.caseload import ALL, BASES, CLA_GIVEN, CLA_ONLY, Load, as_shown

_OF = {
    ALL: ("children", "FTE in post"),
    CLA_ONLY: ("children looked after", "FTE in post"),
    CLA_GIVEN: ("children looked after", "FTE given to their work"),
}


def rounded(load: Load, basis: str) -> float | None:
    """Children for each full-time equivalent as shown: half up to one decimal; None without any."""
    return as_shown(*load.share(basis))


def fte_words(hundredths: int) -> str:
    """12.6, 13, 0.55."""
    return f"{hundredths / 100:,.2f}".rstrip("0").rstrip(".")


def per_fte_words(load: Load, basis: str) -> str:
    """A caseload as shown; "-" where nobody is in post."""
    value = rounded(load, basis)
    return "-" if value is None else f"{value:,.1f}"


def formula(load: Load, basis: str) -> str:
    """Numerator, denominator and result of a caseload in one sentence."""
    children, fte = load.share(basis)
    of, by = _OF[basis]
    return f"{BASES[basis]}: {children:,} {of} ÷ {fte_words(fte)} {by} = {per_fte_words(load, basis)}."


def formulas(load: Load, bases: Sequence[str] = tuple(BASES)) -> tuple[str, ...]:
    """The service's caseload on every basis."""
    return tuple(formula(load, basis) for basis in bases)
