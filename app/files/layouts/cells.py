"""Cells as the layouts understand them: references, names and texts, with what was understood remembered."""

from datetime import date, datetime

from app.domain.children import reference_key
from app.files.reading import Cell


def text_of(cell: Cell) -> str:
    """The cell as text: whole numbers without a decimal point, spaces and line breaks inside made single."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


class References:
    """Children's references as written and as compared, worked out once for each."""

    def __init__(self) -> None:
        self._known: dict[Cell, tuple[str, str]] = {}

    def of(self, cell: Cell) -> tuple[str, str]:
        """(as written, as compared); ("", "") where the cell holds none."""
        found = self._known.get(cell)
        if found is None:
            usable = isinstance(cell, str | int | float) and not isinstance(cell, bool)
            written = text_of(cell) if usable else ""
            found = self._known[cell] = (written, reference_key(written)) if reference_key(written) else ("", "")
        return found
