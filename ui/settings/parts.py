"""The parts of Settings in their order: first those that are one form of settings, then those with a table."""

from ui.settings.backups import BACKUPS
from ui.settings.caseload import CASELOAD
from ui.settings.figures import Figures
from ui.settings.keys import KEYS
from ui.settings.lock import LOCK
from ui.settings.practice import CONFERENCES, PLANS
from ui.settings.records import RECORDS
from ui.settings.retention import RETENTION
from ui.settings.section import Section
from ui.settings.sections import SECTIONS
from ui.settings.service import SERVICE

FIGURES: tuple[Figures, ...] = (SERVICE, CASELOAD, RECORDS, CONFERENCES, PLANS, BACKUPS, KEYS, LOCK, RETENTION)
"""The sections that are one form of settings."""
PARTS: tuple[Figures | Section, ...] = (*FIGURES, *SECTIONS)
"""All of them."""
