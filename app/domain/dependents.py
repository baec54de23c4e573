"""Which records mean nothing without which others, who may change each kind, and which say a word of a list."""

from app.domain.access import Person, Right
from app.domain.challenges.records import (
    Challenge,
    ChallengeAction,
    ChallengeStep,
    ChallengeTheme,
    LearningLink,
    LearningPoint,
    LevelEntry,
    RungHolder,
)
from app.domain.checks import Check, CheckAnswer
from app.domain.children import Child, ChildReference, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import ConferenceOutcome, CoreGroup, Enquiry, ProtectionPlan
from app.domain.contacts import Contact
from app.domain.filed import Filed
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.officers import Absence, Allocation, Conflict, Officer, Post, Team
from app.domain.quality import CourtStatement, FinalPlan, Quality
from app.domain.recommendations import Recommendation
from app.domain.records import Record
from app.domain.retention import KeptLonger
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from app.domain.settings import Holiday, ListEntry, Setting
from app.domain.voice import Attendance, Voice

NEEDED: dict[type[Record], Right] = {
    **dict.fromkeys((Setting, Holiday, ListEntry, Officer, Post, Team, RungHolder, Absence, Conflict), Right.SET_UP),
    **dict.fromkeys((Challenge, ChallengeStep, ChallengeTheme, LearningPoint, LearningLink), Right.CHALLENGE),
    Person: Right.PEOPLE,
    Allocation: Right.ALLOCATE,
    KeptLonger: Right.DISPOSE,
}
OF_A_CHILD: tuple[type[Record], ...] = (
    *(Series, Review, Allocation, ChildTeam, SocialWorker, LegalStatus, Placement, ChildReference),
    *(Challenge, Conflict, Contact, CourtStatement, Check, ClinicChild, GatheringChild, Filed, KeptLonger),
)
"""What is said of one child."""
OF_A_REVIEW: tuple[type[Record], ...] = (ConferenceOutcome, Voice, Attendance, Recommendation, Quality)
"""What is said of one review of one child, and means nothing without it."""
OF_A_PERIOD: tuple[type[Record], ...] = (Enquiry, ProtectionPlan, CoreGroup, FinalPlan)
"""What is said of one period of one child."""
OF_A_CHALLENGE: tuple[type[Record], ...] = (ChallengeStep, ChallengeAction, ChallengeTheme, LevelEntry, LearningLink)
"""What one challenge is made of."""
DEPENDENTS: dict[type[Record], tuple[tuple[type[Record], str], ...]] = {
    Child: tuple((kind, "child_id") for kind in (*OF_A_CHILD, *OF_A_REVIEW, *OF_A_PERIOD)),
    Series: ((Review, "series_id"), *((kind, "series_id") for kind in OF_A_PERIOD)),
    Review: (
        *((kind, "review_id") for kind in (MeetingReview, Rearrangement, Challenge, Contact)),
        *((kind, "review_id") for kind in OF_A_REVIEW),
        (Recommendation, "progress_review_id"),
    ),
    Check: ((CheckAnswer, "check_id"),),
    Clinic: ((ClinicChild, "clinic_id"),),
    ClinicChild: ((ClinicChild, "carried_from"),),
    Gathering: ((GatheringChild, "gathering_id"), (GatheringTheme, "gathering_id")),
    Meeting: ((MeetingReview, "meeting_id"), (Rearrangement, "meeting_id")),
    Officer: (
        *((Allocation, "officer_id"), (Post, "officer_id"), (Review, "chair_id"), (Person, "officer_id")),
        *((Challenge, "raised_by_id"), (Absence, "officer_id"), (Conflict, "officer_id")),
        *((Contact, "officer_id"), (Check, "officer_id"), (Gathering, "chair_id")),
    ),
    Team: ((ChildTeam, "team_id"), (RungHolder, "team_id")),
    Challenge: tuple((kind, "challenge_id") for kind in (*OF_A_CHALLENGE, Check, ClinicChild)),
    ChallengeStep: ((ChallengeAction, "step_id"), (LevelEntry, "step_id")),
    ChallengeAction: ((ChallengeStep, "action_id"),),
    LearningPoint: ((LearningLink, "learning_id"),),
}
"""Which records mean nothing without a record of each kind, and by which field they name it."""
SPEAKERS: dict[str, tuple[tuple[type[Record], str], ...]] = {
    "late-reason": ((Review, "late_reason"),),
    "challenge-theme": ((Challenge, "theme"), (ChallengeTheme, "theme")),
    "challenge-outcome": ((Challenge, "outcome"),),
}
"""Which records say a word of the lists to which a file may add words, and by which field."""
