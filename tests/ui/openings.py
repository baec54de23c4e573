"""The end of an opening in a test: nothing that it showed stays behind, to be dressed anew with every test that follows."""

from PySide6.QtCore import QCoreApplication, QEvent
from shiboken6 import isValid

from ui.opening import Opening


def leave(opening: Opening) -> None:
    """Close what is shown and let go of the file, as at the end of the program; then it is gone."""
    shown = [page for page in (opening.window, opening.trouble, opening.gate) if page is not None and isValid(page)]
    for page in shown:
        page.close()
    opening.finish()
    for page in filter(isValid, shown):
        page.deleteLater()
        QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
