"""The settings of how long records are kept."""

from app.domain.definitions.definition import Definition

RETENTION = (
    Definition(
        "retention.children",
        "Months that a child's records are kept",
        "After the last open record of the child. 0: not decided yet; then nothing is due for disposal.",
        0,
    ),
    Definition(
        "retention.households",
        "Months that a foster household's records are kept",
        "After the last open record of the household. 0: not decided yet.",
        0,
    ),
)
