"""The settings of conferences, participation, plans, checks and clinics of children."""

from app.domain.definitions.definition import Definition

PRACTICE = (
    Definition(
        "reviews.adjourned",
        "Which meeting of an adjourned review counts",
        'The first one ("first"), or the one that completed it ("completed"); the next review is due from that day.',
        "first",
    ),
    Definition(
        "reviews.longest-adjournment",
        "Working days for which a review may be adjourned",
        "A longer adjournment is an exception (Care Planning, Placement and Case Review Regulations 2010, regulation 36).",
        20,
    ),
    Definition(
        "adoption.supersedes",
        "Adoption reviews replace looked-after reviews from authority to place",
        "Usually they do so only once the child is placed for adoption.",
        False,
    ),
    Definition(
        "conferences.transfer-in",
        "From when a transfer-in conference is counted",
        'From when the service was notified ("notified"), or accepted the transfer ("accepted").',
        "notified",
    ),
    Definition(
        "conferences.unborn-weeks",
        "Weeks before the expected date by which an unborn child's conference is held",
        "A local target; 0 for none.",
        8,
    ),
    Definition(
        "conferences.core-groups",
        "Core groups",
        "The first within this time of the conference, then each within this time of the one before.",
        {"first": "10 working days", "then": "6 weeks"},
    ),
    Definition(
        "records.conference-days",
        "Working days after a conference",
        "Until the decisions are recorded, the record is complete, and it is sent: local standards.",
        {"decisions": 1, "record": 15, "sent": 20},
    ),
    Definition(
        "participation.not",
        "Codes that are no participation",
        "PN7; some councils add PN4, attended without contributing. PN0, under 4, is always left out.",
        ["PN7"],
    ),
    Definition("participation.target", "Target for participation", "In percent.", 95),
    Definition(
        "plans.final-months",
        "Months until the final plan is to be ratified",
        "From the start of the period of care.",
        6,
    ),
    Definition(
        "checks.midway",
        "When a midway review is due",
        'Half way between two reviews ("half"), or not followed ("never").',
        "half",
    ),
    Definition(
        "checks.questions",
        "Questions of midway reviews, monitoring and audits",
        "Each is answered yes, partly, no or not applicable; some ask for good practice.",
        {
            "midway": [
                {"key": "decisions", "words": "Are the decisions of the last review being carried out?", "good": False},
                {
                    "key": "seen",
                    "words": "Has the social worker seen the child as often as the plan says?",
                    "good": False,
                },
                {"key": "plan", "words": "Is the care plan up to date?", "good": False},
                {"key": "permanence", "words": "Is permanence moving forward without drift?", "good": False},
                {"key": "health", "words": "Are health needs met, with an assessment in date?", "good": False},
                {"key": "education", "words": "Is the personal education plan (PEP) up to date?", "good": False},
                {"key": "home", "words": "Is the home right for the child?", "good": False},
                {"key": "voice", "words": "Are the child's wishes known and acted on?", "good": False},
                {"key": "beyond", "words": "Did somebody go further for this child than was asked?", "good": True},
            ],
            "monitoring": [
                {"key": "recorded", "words": "Is the child's record up to date?", "good": False},
                {"key": "visits", "words": "Were visits made in time?", "good": False},
                {"key": "supervision", "words": "Does supervision follow the plan?", "good": False},
                {"key": "agencies", "words": "Do other agencies do what they agreed?", "good": False},
                {
                    "key": "relationship",
                    "words": "Is the work with the family worth sharing with others?",
                    "good": True,
                },
            ],
            "audit": [
                {"key": "preparation", "words": "Was the meeting well prepared?", "good": False},
                {"key": "child", "words": "Is the child at the centre of the record?", "good": False},
                {"key": "analysis", "words": "Does the record say why, and not only what?", "good": False},
                {
                    "key": "recommendations",
                    "words": "Are the recommendations specific, with owner and date?",
                    "good": False,
                },
                {
                    "key": "footprint",
                    "words": "Can the independent reviewing officer's oversight be seen?",
                    "good": False,
                },
                {"key": "practice", "words": "Is there practice that others should see?", "good": True},
            ],
        },
    ),
)
