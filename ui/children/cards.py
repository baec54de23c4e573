"""The parts of a child's sheet, and the cards that each is made of."""

from PySide6.QtWidgets import QWidget

from ui.children.challenges import ChallengesCard
from ui.children.clinics import ClinicsCard
from ui.children.contacts import ContactsCard
from ui.children.filing import FilingCard
from ui.children.overview import OverviewCard
from ui.children.protection import ProtectionCard
from ui.children.quality import QualityCard
from ui.children.sections import Act
from ui.children.timeline import TimelineCard
from ui.children.voice import VoiceCard
from ui.page import Tools
from ui.parts.switch import Sight

OVERVIEW, REVIEWS, PROTECTION = "overview", "reviews", "protection"
VOICE, QUALITY, RECORD = "voice", "quality", "record"
SIGHTS = (
    Sight(OVERVIEW, "Overview", "user"),
    Sight(REVIEWS, "Reviews", "calendar-check"),
    Sight(PROTECTION, "Protection", "users"),
    Sight(VOICE, "Voice", "message-square-reply"),
    Sight(QUALITY, "Quality", "list-checks"),
    Sight(RECORD, "Record", "book-open"),
)
OF_HOUSEHOLDS = (OVERVIEW, REVIEWS, RECORD)
"""The parts of a foster household's sheet: it has no plan, and nobody is heard about it."""


def make_cards(tools: Tools, act: Act) -> dict[str, tuple[QWidget, ...]]:
    """Each card asks for itself by show_child(child_id)."""
    challenges = ChallengesCard(tools, lambda key: act("open-challenge", key), lambda: act("log-challenge", ""))
    return {
        OVERVIEW: (OverviewCard(tools, act), TimelineCard(tools, act), challenges),
        PROTECTION: (ProtectionCard(tools, act),),
        VOICE: (VoiceCard(tools, act), ContactsCard(tools, act)),
        QUALITY: (QualityCard(tools, act), ClinicsCard(tools, act)),
        RECORD: (FilingCard(tools),),
    }
