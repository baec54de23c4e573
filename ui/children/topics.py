"""The kinds of record that the Children page shows: when one of them is touched, it asks again."""

from app.domain.challenges.records import Challenge
from app.domain.checks import Check, CheckAnswer
from app.domain.children import Child, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import ConferenceOutcome, CoreGroup, Enquiry, ProtectionPlan
from app.domain.contacts import Contact
from app.domain.filed import Filed
from app.domain.gatherings import Gathering, GatheringChild
from app.domain.officers import Allocation, Officer, Team
from app.domain.quality import CourtStatement, FinalPlan, Quality
from app.domain.recommendations import Recommendation
from app.domain.records import Record
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from app.domain.settings import ListEntry, Setting
from app.domain.voice import Attendance, Voice

TOPICS: frozenset[type[Record]] = frozenset(
    {
        *(Child, ChildTeam, SocialWorker, LegalStatus, Placement, Allocation, Officer, Team, Contact),
        *(Series, Review, Meeting, MeetingReview, Rearrangement, ListEntry, Setting, Challenge),
        *(Enquiry, ProtectionPlan, ConferenceOutcome, CoreGroup, Voice, Attendance, Recommendation),
        *(Quality, FinalPlan, CourtStatement, Check, CheckAnswer, Clinic, ClinicChild, Gathering, GatheringChild),
        Filed,
    }
)
