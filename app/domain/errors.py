"""How the program says no: in words for the person, with the next step."""


class Refusal(Exception):
    """Why the answer is no. Anything else that is raised is a bug."""

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message, next_step)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class FileTrouble(Refusal):
    """The file or its disk does not do its part: what was asked for can be done once it does again."""


class Damaged(FileTrouble):
    """What stands in the file is not what was written: a backup helps, and looking again does not."""


class Stale(Refusal):
    """A record changed after it was read, so that writing it would lose somebody's change."""


class Unencrypted(Refusal):
    """The file of a service lies open for everybody to read: it is converted once, and never opened as it is."""


def could_not_start() -> Refusal:
    """The computer had no room for a child process."""
    return Refusal(
        "A part of the program could not be started: the computer has no room for it just now. "
        "Nothing has been changed.",
        "Close other programs, then try again.",
    )


def nothing_goes_out(what: str) -> Refusal:
    """Out of what is only read: no entry could be made of it."""
    return Refusal(
        f"{what}: nothing goes out of it, for that could not be entered in the account.",
        "Do it in the service's own file: there it is entered.",
    )
