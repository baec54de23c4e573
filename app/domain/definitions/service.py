"""The settings of the service itself."""

from app.domain.definitions.definition import Definition

SERVICE = (
    Definition("service.name", "Name of the service", "Shown in the title and on every sheet.", ""),
    Definition("service.region", "Region", "Chooses the regional benchmark.", ""),
    Definition("service.demonstration", "Demonstration service", "Invented children; everyone is a manager.", False),
    Definition(
        "backups.folder", "Folder for backups", "Empty: beside the file. Choose another disk than the file's.", ""
    ),
    Definition("setup.done", "First start finished", "Set when the first questions were answered or skipped.", False),
)
