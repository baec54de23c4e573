"""The commands of the Files page: which there are, and which can be done in each of its stages, each with its line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QAction

from ui.files.returns import ReturnsStage
from ui.files.sheets import SheetsOut
from ui.files.undoing import Undoing

Do = Callable[[], None]
HOME, MATCH, CHECK, IMPORTED, RETURNS = "home", "match", "check", "imported", "returns"
LINES = {
    HOME: "Bring children and reviews in from the files you have, and take figures and lists out as Excel sheets.",
    MATCH: "Step 1 of 2, the columns of {files}. Nothing has been written.",
    CHECK: "What importing {files} would do. Nothing has been written yet.",
    RETURNS: "What the Department for Education (DfE) asks for once a year, and what of it breaks a rule.",
    IMPORTED: "What importing {files} did, and what is left to do.",
}


@dataclass(frozen=True)
class Can:
    """What is so now: the stage, whether something runs, and what there is to act on."""

    stage: str
    busy: bool
    has_match: bool
    writes: bool
    undoes: bool
    chosen: bool


class Flow(Protocol):
    """What the page does when it is told to."""

    sheets: SheetsOut
    returns: ReturnsStage
    undoing: Undoing

    def add_action(
        self, words: str, do: Do, shortcut: str = "", *, icon: str = "", primary: bool = False, button: bool = True
    ) -> QAction: ...
    def ask_files(self) -> None: ...
    def ask_folder(self) -> None: ...
    def go_back(self) -> None: ...
    def start_again(self) -> None: ...
    def take_match(self) -> None: ...
    def commit_now(self) -> None: ...
    def undo_last(self) -> None: ...
    def export_month(self) -> None: ...
    def show_returns(self) -> None: ...
    def leave(self) -> None: ...


class Actions:
    """The commands; those of another stage are not even there."""

    def __init__(self, page: Flow) -> None:
        add = page.add_action
        self.back = add("&Back to the columns", page.go_back, "Alt+Left", icon="chevron-left")
        self.again = add("S&tart again", page.start_again, "Ctrl+Backspace", icon="x")
        self.undo_last = add("Undo this i&mport", page.undo_last, icon="undo-2")
        self.go_on = add("Go &on", page.take_match, "Ctrl+Return", icon="arrow-right", primary=True)
        self.commit = add("I&mport", page.commit_now, "Ctrl+Return", icon="check", primary=True)
        self.finish = add("Import &other files", page.start_again, icon="upload")
        self.home = add("&Back to the files", page.start_again, "Alt+Left", icon="chevron-left")
        self.census = add("Write dates for the &census (CSV)", page.returns.census, icon="download")
        self.reviews = add("W&rite reviews.csv", page.returns.reviews, "Ctrl+Return", icon="download", primary=True)
        self.leave = add("See the &reviews", page.leave, "Ctrl+Return", icon="arrow-right", primary=True)
        for words, do, keys, name in (
            ("&Choose files to import", page.ask_files, "Ctrl+O", "upload"),
            ("Choose a &folder to import", page.ask_folder, "Ctrl+Shift+O", "folder-open"),
            ("Write an empty &template", page.sheets.template, "", "file-spreadsheet"),
            ("&Export a month to Excel", page.export_month, "Ctrl+E", "download"),
            ("Export the month &pack to Excel", lambda: page.sheets.pack("xlsx"), "", "download"),
            ("Put the month pac&k on paper (PDF)", lambda: page.sheets.pack("pdf"), "", "download"),
            ("Export the due &list to Excel", page.sheets.due, "", "download"),
            ("&Returns to the DfE", page.show_returns, "", "file-spreadsheet"),
        ):
            add(words, do, keys, icon=name, button=False)
        self.undo = add("&Undo the chosen import", page.undoing.chosen, icon="undo-2", button=False)

    def allow(self, can: Can) -> None:
        """Show the commands of the stage, and enable those that can be done now."""
        shown: dict[QAction, tuple[str, bool]] = {
            self.back: (CHECK, can.has_match),
            self.again: (can.stage if can.stage in (MATCH, CHECK) else MATCH, True),
            self.go_on: (MATCH, True),
            self.commit: (CHECK, True),
            self.undo_last: (IMPORTED, can.undoes),
            self.finish: (IMPORTED, True),
            self.leave: (IMPORTED, True),
            self.home: (RETURNS, True),
            self.census: (RETURNS, True),
            self.reviews: (RETURNS, True),
            self.undo: (HOME, True),
        }
        for action, (stage, there) in shown.items():
            visible = there and can.stage == stage
            action.setVisible(visible)
            action.setEnabled(visible and not can.busy)
        self.commit.setEnabled(self.commit.isEnabled() and can.writes)
        self.undo.setEnabled(self.undo.isEnabled() and can.chosen)
