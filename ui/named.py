"""Names the program to Qt, by which its settings are found: the same ones for the window and for the command line."""

from PySide6.QtCore import QCoreApplication

NAME = "IRO Tracker"


def name_program() -> None:
    """Tell Qt whose settings these are; it needs no application yet."""
    QCoreApplication.setOrganizationName(NAME)
    QCoreApplication.setApplicationName(NAME)
