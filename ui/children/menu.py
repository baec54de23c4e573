"""The page's commands in the order of its menu: what each is called, what it does, and its keys."""

from dataclasses import dataclass

from app.domain.access import Person, Right
from app.domain.kinds import CHILD, HOUSEHOLD


@dataclass(frozen=True)
class Item:
    """One command: its words, the key of what it does, its shortcut; separated begins a new part of the menu."""

    words: str
    what: str
    keys: str
    on: str = "sheet"
    """Where it can be done: in the list, on a child's sheet, or on both."""
    separated: bool = False
    of: str = ""
    """Whose sheet offers it: a child's or a foster household's; "": both."""

    right: Right = Right.SEE
    """Only those with this right are offered it at all."""

    def fits(self, person: Person, is_household: bool | None) -> bool:
        """Whether it is offered to this person, on the sheet of such a one; None: on the list."""
        one = {None: self.of, True: HOUSEHOLD, False: CHILD}[is_household]
        return self.of in ("", one) and person.may(self.right)


ITEMS = (
    Item("&Add a child", "add-child", "Ctrl+N", "both", right=Right.RECORD),
    Item("Add a foster household", "add-household", "Ctrl+Shift+K", "both", right=Right.RECORD),
    Item("&Open the child", "open-row", "Ctrl+O", "list"),
    Item("A&llocate an IRO", "allocate", "Ctrl+Shift+A", "both", right=Right.ALLOCATE),
    Item("Transfer to another IRO (&X)", "transfer", "Ctrl+Shift+X", "both", right=Right.ALLOCATE),
    Item("Cover while the IRO is awa&y", "cover", "Ctrl+Shift+Y", "both", right=Right.ALLOCATE),
    Item("E&nd the allocation", "end-allocation", "Ctrl+Shift+D", "both", right=Right.ALLOCATE),
    Item("End the cover (&Q)", "end-cover", "Ctrl+Shift+U", "both", right=Right.ALLOCATE),
    Item("Transfer a whole caseload (&Z)", "transfer-caseload", "Ctrl+Shift+I", "list", right=Right.ALLOCATE),
    Item("Cover for a whole caseload", "cover-caseload", "Ctrl+Shift+G", "list", right=Right.ALLOCATE),
    Item("Lo&g a challenge", "log-challenge", "", "both", separated=True, of=CHILD, right=Right.CHALLENGE),
    Item("&Back to all children", "back", "Alt+Left"),
    Item("&Start a period", "start-period", "Ctrl+Shift+P", separated=True, right=Right.RECORD),
    Item("&End a period", "end-period", "Ctrl+Shift+E", right=Right.RECORD),
    Item("Correct a &period", "correct-period", "Ctrl+Shift+M", right=Right.RECORD),
    Item("&Void a period", "void-period", "Ctrl+Shift+V", right=Right.RECORD),
    Item("Add a &held review", "add-held", "Ctrl+Shift+R", separated=True, right=Right.RECORD),
    Item("Correct the &review", "correct-review", "F2", right=Right.RECORD),
    Item("Voi&d the review", "void-review", "Ctrl+Del", right=Right.RECORD),
    Item("Pla&ce a review in a period", "place-review", "Ctrl+Shift+L", right=Right.RECORD),
    Item("Con&firm the review's number", "confirm-number", "Ctrl+Shift+F", right=Right.RECORD),
    Item("&Go to the review in Reviews", "show-in-reviews", "Ctrl+Shift+O"),
    Item("Sho&w voided reviews", "show-voided", "Ctrl+Shift+H"),
    Item("Record a contact (&M)", "record-contact", "Ctrl+Shift+S", separated=True, of=CHILD, right=Right.RECORD),
    Item("Correct the ch&ild's record", "correct-child", "Ctrl+E", separated=True, right=Right.RECORD),
    Item("Set the &team", "set-team", "Ctrl+T", right=Right.RECORD),
    Item("Set the social wor&ker", "set-worker", "Ctrl+Shift+W", right=Right.RECORD),
    Item("&Join brothers and sisters", "join-siblings", "Ctrl+J", of=CHILD, right=Right.RECORD),
    Item("Take o&ut of the sibling group", "leave-siblings", "Ctrl+Shift+J", of=CHILD, right=Right.RECORD),
    Item(
        "Start a child protection enquiry", "start-enquiry", "Ctrl+Alt+E", separated=True, of=CHILD, right=Right.RECORD
    ),
    Item("New midway review", "keep-check", "Ctrl+Alt+M", of=CHILD, right=Right.RECORD),
    Item("End the approval of a foster household", "end-approval", "Ctrl+Alt+N", of=HOUSEHOLD, right=Right.RECORD),
    Item("Foster carer review at panel", "record-panel", "Ctrl+Alt+P", of=HOUSEHOLD, right=Right.RECORD),
    Item("Save the whole record", "save-record", "Ctrl+P", separated=True, right=Right.EXPORT),
    Item("History of this child", "show-history", "Ctrl+H", right=Right.AUDIT),
    Item("Erase everything of this child for good", "erase-child", "Ctrl+Shift+Del", right=Right.DISPOSE),
)
ON_REVIEW = ("correct-review", "void-review", "confirm-number", "show-in-reviews", "add-held")
"""What the context menu of a review offers."""
BUTTONS = ("allocate", "start-period", "add-held", "correct-child")
"""What stands as buttons under the child's name."""
HOLDING = ("allocate", "transfer", "cover", "end-allocation", "end-cover")
"""What is done about who holds a child: for the one whose sheet is shown, or for all that are chosen in the list."""
MORE = tuple(item.what for item in ITEMS if item.what not in BUTTONS and (item.on == "sheet" or item.what in HOLDING))
"""What the button More offers on a child's sheet."""
