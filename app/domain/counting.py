"""A number with its noun, in the singular or the plural."""


def counted(number: int, one: str, many: str = "") -> str:
    """1 row, 1,200 rows, 2 children; without a plural of its own the noun takes an s."""
    return f"{number:,} {noun(number, one, many)}"


def noun(number: int, one: str, many: str = "") -> str:
    """The noun alone, as it stands behind the number."""
    return one if number == 1 else many or f"{one}s"
