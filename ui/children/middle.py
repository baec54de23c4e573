"""The middle of the page: the list, a child's sheet in its place, or what stands beside a form."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.children.pane import Pane


class Middle(QStackedWidget):
    """Shows one of its parts; what a form brings along goes away with it."""

    def __init__(self, pane: Pane, filters: QWidget) -> None:
        super().__init__()
        self._filters = filters
        self._brought: QWidget | None = None
        self._before: QWidget | None = None
        self._filtered = False
        pane.beside.connect(self._put)

    def _put(self, widget: QWidget | None) -> None:
        self._take_away()
        if widget is None:
            return
        self._brought, self._before, self._filtered = widget, self.currentWidget(), not self._filters.isHidden()
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        self._filters.hide()

    def _take_away(self) -> None:
        widget, self._brought = self._brought, None
        if widget is None:
            return
        if self.currentWidget() is widget and self._before is not None:
            self.setCurrentWidget(self._before)
            self._filters.setVisible(self._filtered)
        self.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
