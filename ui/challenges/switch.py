"""The views of challenges: the board, the table, and each further one that is built."""

from ui.parts.switch import Sight

BOARD, TABLE, FIGURES = "board", "table", "figures"
SIGHTS = (
    Sight(BOARD, "Board", "square-kanban"),
    Sight(TABLE, "Table", "table"),
    Sight("clinic", "Clinic", "stethoscope", "ui.challenges.clinic", "ClinicView"),
    Sight("learning", "Learning points", "lightbulb", "ui.challenges.learning", "LearningView"),
    Sight("filing", "Not on the child's file", "file-x-corner", "ui.challenges.filing", "FilingView"),
    Sight(FIGURES, "Figures", "chart-column", "ui.challenges.figures", "FiguresView"),
)


def existing() -> tuple[Sight, ...]:
    """The views that are built, in their order."""
    return tuple(sight for sight in SIGHTS if sight.exists())
