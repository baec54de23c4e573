"""What may be chosen in the cells of a workbook: short lists stand in the rule itself, long ones on a sheet of their own."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from openpyxl.utils import get_column_letter

from app.files.writing.text import LISTS

LONGEST = 255
"""How many characters Excel takes for a list inside its rule."""
WIDTH = 50


class Lists:
    """The lists of one workbook; each long one has a column of its own on the sheet Lists."""

    def __init__(self) -> None:
        self._long: dict[tuple[str, ...], str] = {}

    @property
    def needs_sheet(self) -> bool:
        """Whether any list is too long for its rule, or its values hold what would part them there."""
        return bool(self._long)

    def formula(self, title: str, values: Sequence[str]) -> str:
        """What a rule says for these values; title heads their column where they need one."""
        inside = ",".join(values)
        if len(inside) <= LONGEST and not any("," in value or '"' in value for value in values):
            return f'"{inside}"'
        whole = tuple(values)
        self._long.setdefault(whole, title)
        letter = get_column_letter(list(self._long).index(whole) + 1)
        return f"'{LISTS}'!${letter}$2:${letter}${len(whole) + 1}"

    def write(self, sheet: Any) -> None:
        """The long lists, each under its title; seen like every sheet: nothing in a workbook is hidden."""
        for place in range(1, len(self._long) + 1):
            sheet.column_dimensions[get_column_letter(place)].width = WIDTH
        for row in zip_longest(*((title, *values) for values, title in self._long.items())):
            sheet.append(row)
