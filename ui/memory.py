"""Lets no copy of the program's memory be written to disk when it fails: children's names are in it, and the file's key."""

import sys
from contextlib import suppress

from app.late import late

NO_FAULT_REPORT = 0x0001 | 0x0002
"""Windows: no box for critical errors, and no report of a fault, which would hold a piece of memory."""


def write_none_to_disk() -> None:
    """Ask the computer for no core file, of this process and of those that it starts; where it cannot be asked, go on."""
    with suppress(OSError, ValueError, ImportError, AttributeError):
        if sys.platform == "win32":
            late("ctypes").windll.kernel32.SetErrorMode(NO_FAULT_REPORT)
        else:
            resource = late("resource")
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
