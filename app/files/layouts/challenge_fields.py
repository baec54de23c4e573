"""The columns that a log of challenges may have, with the headings that councils give them."""

from app.domain.challenges.ladder import MOST_LEVELS
from app.files.headings import Field
from app.files.layouts.fields import FIELDS as OF_REVIEWS

_NUMBERS = (
    "Reference",
    "Ref",
    "ID",
    "Unique ID",
    "ID number",
    "ID no",
    "Ref no",
    "Reference number",
    "Child",
    "Young person",
)
"""Headings of the child's number only where no other column is: beside "Child ID" they are the challenge's own."""
_LAST = 200  # far behind every heading that says more


def _names(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(";") if name.strip())


def _field(code: str, title: str, names: str = "") -> Field:
    return Field(code, title, _names(names))


def _later(names: tuple[str, ...], later: tuple[str, ...], by: int = _LAST) -> tuple[str, ...]:
    """The headings, with others that count only where no field knows them better."""
    return (*names, *("",) * (by - len(names)), *later)


_REVIEWS = {one.code: one for one in OF_REVIEWS}
_REFERENCE = Field(
    "reference",
    _REVIEWS["reference"].title,
    _later(tuple(name for name in _REVIEWS["reference"].synonyms if name not in _NUMBERS), _NUMBERS),
    required=True,
)
_NAME = Field("name", _REVIEWS["name"].title, _later(_REVIEWS["name"].synonyms, ("Child", "Young person"), _LAST - 10))


def _level(number: int) -> Field:
    """The day on which a level was entered."""
    words = [
        f"{word} {number}" for word in ("Level", "Stage", "L", "DRP", "DRP level", "DRP stage", "Formal stage", "Step")
    ]
    names = [
        made
        for word in words
        for made in (
            word,
            f"Date {word}",
            f"{word} on",
            f"{word} sent",
            f"{word} raised",
            f"{word} started",
            f"{word} start",
        )
    ]
    names += [made for word in words for made in (f"Date of {word}", f"{word} date sent", f"{word} date raised")]
    names += [made for word in words for made in (f"Escalated to {word}", f"Date escalated to {word}")]
    if number == 1:
        names += _names(
            "Informal date; Date informal; Informal; Informal stage; Informal resolution date; Informal raised"
        )
    if number == 2:
        names += _names(
            "Formal date; Date formal; Formal; Date made formal; Formal DRP; Formal DRP date; Formal raised; Escalated to formal; Formal stage; Formal challenge; Formal challenge date"
        )
    return Field(f"level{number}", f"Level {number} date", tuple(names + [f"{word} date" for word in words]))


LEVEL_DATES = tuple(f"level{number}" for number in range(1, MOST_LEVELS + 1))

FIELDS: tuple[Field, ...] = (
    _REFERENCE,
    _NAME,
    _REVIEWS["forename"],
    _REVIEWS["surname"],
    _REVIEWS["born"],
    Field(
        "challenge",
        "Challenge reference",
        _later(
            _names(
                "Challenge ref; Challenge ID; Challenge number; Challenge no; DRP reference; DRP ref; DRP number; DRP no; DRP ID; "
                "Log number; Log no; Log ref; Log reference; Escalation ref; Escalation reference; Escalation number; Escalation ID; "
                "Issue number; Issue no; Issue ref; Issue ID; Alert number; Alert ID; Entry number"
            ),
            _names("Reference; Ref; Ref no; Reference number; Unique ID; ID; ID number; ID no"),
            _LAST + 20,
        ),
    ),
    _field(
        "raised",
        "Date raised",
        "Raised; Raised on; Raised date; Date challenge raised; Challenge raised; Date of challenge; Challenge date; Date logged; Logged; "
        "Date DRP raised; DRP date; Date of DRP; DRP raised; DRP start date; DRP started; Date DRP started; Date DRP initiated; Date initiated; "
        "Date of alert; Alert date; Date alert raised; Date issue raised; Date of issue; Issue date; Date of concern; Date concern raised; "
        "Date identified; Date escalated; Date of escalation; Escalation date; Date opened; Opened; Opened on; Date started; Start date; Start; Started; "
        "Date sent; Sent; Sent on; Date created; Created; Date of entry; Date entered; Date",
    ),
    _field(
        "level",
        "Level",
        "Level of challenge; Challenge level; DRP level; Stage; DRP stage; Stage of DRP; Level of DRP; Stage of challenge; Challenge stage; "
        "Escalation level; Level of escalation; Escalation stage; Stage of escalation; Highest level reached; Highest level; Highest stage; Level reached; "
        "Stage reached; Current level; Current stage; Level now; Level raised; Level raised at; Stage raised; Initial level; Level at resolution; "
        "Level / stage; Level/stage; Stage/level; Formal / informal; Informal / formal; Formal or informal; Informal or formal; Tier; Step; Formality; DRP",
    ),
    *(_level(number) for number in range(1, MOST_LEVELS + 1)),
    _field(
        "theme",
        "Theme",
        "Main theme; Primary theme; Key theme; Theme of challenge; Challenge theme; Theme 1; Themes; DRP theme; Theme / category; Theme/category; Category; "
        "Main category; Category of challenge; Challenge category; DRP category; Issue type; Type of issue; Issue category; Type of concern; Subject; Topic; Nature of challenge; "
        "Nature of issue; Area of concern; Area; Reason for challenge; Reason for DRP; DRP reason; Reason for escalation; Primary reason; Main reason; "
        "Type of challenge; Challenge type; Reason; Type",
    ),
    _field(
        "themes",
        "Other themes",
        "Secondary theme; Secondary themes; Other theme; Additional themes; Additional theme; Second theme; Theme 2; Further themes; Sub theme; Sub-theme; "
        "Sub category; Secondary reason; Other reasons; Other categories",
    ),
    _field(
        "child_status",
        "Child's status",
        "Status of child; Child status; CLA or CP; CLA/CP; LAC/CP; CP/LAC; CP/CLA; LAC or CP; CP or LAC; CP or CLA; CIC/CP; CIC or CP; CIN/CP/LAC; CIN/CP/CLA; "
        "Child type; Plan; Plan type; Type of plan; Child's plan; Type of case; Case type; Cohort; Status at the time; Legal status; CLA status; Status",
    ),
    _field(
        "raised_by",
        "Raised by",
        "; ".join(
            (
                "Raised by IRO; IRO raising; IRO raised by; Logged by; Initiated by; Challenged by; Challenger; Escalated by",
                *_REVIEWS["iro"].synonyms,
                "IRO; Author",
            )
        ),
    ),
    _field(
        "addressee",
        "Addressee",
        "Raised with; Sent to; Addressed to; Directed to; Challenge to; Challenge sent to; DRP sent to; Raised to; Escalated to; Person challenged; Who to; Who with; "
        "Responsible manager; Manager responsible; Responding manager; Manager; Name of manager; Manager name; Team manager; TM; Recipient; To",
    ),
    _field(
        "concern",
        "What is wrong",
        "Concern; Concerns; Issue; Issues; Details; Detail; Details of challenge; Challenge details; Challenge; Challenges; Description; Summary; Summary of issue; "
        "Summary of challenge; Nature of concern; Issue raised; Issues raised; Issue / concern; Issue/concern; Details of concern; Details of issue; "
        "Description of issue; Description of challenge; Brief description; Concern raised; Concerns raised; Background; Narrative; What is the issue; What is the concern; "
        "Alert; Alert details; Notes; Comments; Comment; Note",
    ),
    _field(
        "asked",
        "What is asked for",
        "Asked for; Action requested; Actions requested; Requested action; Requested actions; Action required; Actions required; Required action; What needs to happen; "
        "Outcome sought; Desired outcome; Desired outcomes; Expected outcome; Resolution sought; Remedy sought; Recommendation; Recommendations; Request; Requested; "
        "What the IRO asks for; IRO request",
    ),
    _field(
        "response_due",
        "Response due",
        "Response due date; Date response due; Response due by; Response required by; Response required; Respond by; Response deadline; Reply due; Reply by; "
        "Timescale; Timescale for response; Deadline; Target date; Due date; Date due; Due by; Due",
    ),
    _field(
        "response_date",
        "Response date",
        "Date of response; Response received; Response date received; Response received date; Date response received; Response received on; Date responded; Responded on; Responded; "
        "Date of reply; Reply date; Date replied; Reply received; Date of manager's response; Date answered; Answered; Answered on",
    ),
    _field(
        "response",
        "Response",
        "Manager's response; Managers response; Response from manager; Management response; Response details; Details of response; Summary of response; "
        "Reply; Answer; Response given; Social work response; Team response; SW response; Action taken; Actions taken; Update; Progress update",
    ),
    _field(
        "state",
        "Open or closed",
        "Open/closed; Open / closed; Closed/open; Challenge status; Status of challenge; State; DRP status; Current status; Current position; "
        "Resolved?; Closed?; Resolved Y/N; Closed Y/N; Is it resolved; Resolved yes/no; Progress; RAG; Case status; Issue status; Status",
    ),
    _field(
        "outcome",
        "Outcome",
        "Outcomes; Outcome of challenge; Challenge outcome; Final outcome; DRP outcome; Outcome of DRP; Outcome achieved; Resolution; How resolved; How was it resolved; Result; Conclusion",
    ),
    _field(
        "closed",
        "Date closed",
        "Closed; Closed on; Closed date; Date resolved; Resolved; Resolved on; Resolved date; Resolution date; Date of resolution; Date of closure; Closure date; "
        "Date challenge closed; Date challenge resolved; Date DRP closed; Date DRP resolved; DRP closed; DRP end date; Date concluded; Concluded; Date completed; Completed; "
        "Completion date; Date of outcome; Outcome date; Date ended; Ended; End date; End; Signed off; Date signed off; Sign off date",
    ),
    _field(
        "cafcass",
        "Referred to Cafcass",
        "Cafcass; Cafcass referral; Cafcass referred; Cafcass referral date; Date referred to Cafcass; Referral to Cafcass; Cafcass involvement; Cafcass involved; Cafcass notified; Escalated to Cafcass",
    ),
    _field(
        "cafcass_consulted",
        "Cafcass consulted",
        "Consulted Cafcass; Consulted with Cafcass; Consultation with Cafcass; Cafcass consultation; Date Cafcass consulted; Cafcass informed; Cafcass advice",
    ),
    _field(
        "impact",
        "Impact",
        "Impact for the child; Impact for child; Impact on child; Impact on the child; Impact of challenge; Evidence of impact; Impact evidenced; Impact / outcome for child; "
        "Outcome for child; Outcome for the child; Difference made; What difference did it make; So what",
    ),
    _field(
        "scope",
        "Child or service",
        "Scope; Individual or service; Child / service; Child/service; Service concern; Whole service; Level of concern; Individual / systemic; Individual or systemic",
    ),
)

CODES = frozenset(one.code for one in FIELDS)
OWN = CODES - {one.code for one in OF_REVIEWS}
"""The fields that only a log of challenges has: a sheet matched to one of them is such a log."""
DATES = ("born", "raised", *LEVEL_DATES, "response_due", "response_date", "closed", "cafcass", "cafcass_consulted")
SURE_DATES = ("raised", *LEVEL_DATES, "response_due", "response_date", "closed")
SIGNS = frozenset(
    (
        *(
            "challenge",
            "raised",
            "level",
            *LEVEL_DATES,
            "theme",
            "themes",
            "addressee",
            "concern",
            "asked",
            "response_due",
        ),
        *("response_date", "response", "cafcass", "cafcass_consulted", "impact"),
    )
)
"""The columns that make a sheet a log of challenges; a list of reviews has at most one of them by its words."""
