"""What other places ask the Children page to begin: a transfer of a caseload, an enquiry for a child still to be found."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt

from ui.children.acts import Acts
from ui.children.narrowing import Narrowing
from ui.page import Tools

TRANSFER = "transfer-caseload"
FIND = "Find the child and press Enter, or add the child; then Ctrl+Alt+E starts the enquiry."
START = "Ctrl+Alt+E starts the enquiry, for this child and for brothers and sisters."


class Beginning:
    """Begins with what is known: an officer's id, or the child that the page in sight was about."""

    def __init__(
        self, tools: Tools, acts: Acts, narrowing: Narrowing, show: Callable[[object], None], leave: Callable[[], None]
    ) -> None:
        self._tools, self._acts, self._narrowing, self._show, self._leave = tools, acts, narrowing, show, leave

    def begin(self, what: str, about: Any) -> None:
        """Begin it, or say what is still to be done before."""
        if what == TRANSFER:
            self._acts.transfer_caseload(str(about))
            return
        known: tuple[str, ...] = tuple(about.get("child_ids", ())) if isinstance(about, Mapping) else ()
        if len(known) == 1:
            self._show(known[0])
        else:
            self._leave()
            self._narrowing.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._tools.notices.inform(START if len(known) == 1 else FIND)
