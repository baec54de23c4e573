"""Contacts with a child, child protection, the quality of plans, checks, clinics and other meetings, and challenges."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from app.domain.answers import ANSWERS
from app.domain.challenges.records import STATES, STATUSES, Challenge, ChallengeAction
from app.domain.checks import GRADES, KINDS_OF_CHECK, Check, CheckAnswer, questions_of
from app.domain.clinics import RULES, Clinic, ClinicChild
from app.domain.conferences import CATEGORIES, ConferenceOutcome, CoreGroup, Enquiry, ProtectionPlan
from app.domain.contacts import HOW, Contact
from app.domain.dates import long
from app.domain.gatherings import Gathering, GatheringChild, GatheringTheme
from app.domain.kinds import KINDS
from app.domain.quality import CourtStatement, FinalPlan, Quality
from app.domain.records import Record
from app.queries.challenges.cases import cases_of
from app.queries.challenges.history import history_of, names_of
from app.queries.challenges.terms import terms_of
from app.queries.record.making import Making, Titled, Told, day, words, yes
from app.queries.record.reviews import SAID
from app.queries.reviewed import outcome_said, quality_said
from app.queries.service import labels, setting

P = TypeVar("P", Enquiry, ProtectionPlan, FinalPlan)
OF_PERIOD = (words("period", "Period", 44), words("what", "What", 34), words("words", "Recorded", 44))


def contacts(made: Making) -> Iterator[Titled]:
    """When the child was seen or spoken to."""
    found = sorted(made.all(Contact), key=lambda one: str(one.date or ""))
    told: list[Told] = [
        (one, (one.date, HOW.get(one.how, one.how), yes(one.alone), made.officer(one.officer_id), one.note or None))
        for one in found
    ]
    columns = (
        day("date", "Date"),
        words("how", "How", 18),
        words("alone", "Alone", 9),
        words("by", "By", 22),
        words("note", "Note", 60),
    )
    yield made.table("Contacts with the child", columns, told)


def protection(made: Making) -> Iterator[Titled]:
    """Enquiries, plans, what conferences decided, core groups."""
    told: list[Told] = [
        *((one, fact) for one in _by_period(made, made.all(Enquiry)) for fact in _enquiry(made, one)),
        *((one, fact) for one in _by_period(made, made.all(ProtectionPlan)) for fact in _plan(made, one)),
    ]
    yield made.table("Child protection", OF_PERIOD, told)
    decided: list[Told] = [
        (one, (made.review_named(one.review_id), *said))
        for one in made.of_reviews(ConferenceOutcome)
        for said in outcome_said(one)
    ]
    yield made.table("What conferences decided", SAID, decided)
    groups: list[Told] = [
        (one, (one.date, one.note or None)) for one in sorted(made.all(CoreGroup), key=lambda one: one.date)
    ]
    yield made.table("Core groups", (day("date", "Date"), words("note", "Note", 80)), groups)


def _by_period(made: Making, found: Iterable[P]) -> list[P]:
    starts = {key: str(period.start or "") for key, period in made.periods.items()}
    return sorted(found, key=lambda one: starts.get(one.series_id, ""))


def _period(made: Making, series_id: str) -> str:
    one = made.periods.get(series_id)
    if one is None:
        return ""
    return KINDS[one.kind].period + (f" from {long(one.start)}" if one.start else "")


def _enquiry(made: Making, one: Enquiry) -> Iterator[tuple[str, str, str]]:
    days = (
        ("Conference asked for", one.requested_on),
        ("Request received", one.received_on),
        ("Section 47 enquiry started", one.section47_on),
        ("Notified of the transfer", one.notified_on),
        ("Transfer accepted", one.accepted_on),
    )
    said = (
        *((what, long(when)) for what, when in days if when),
        ("Transferred from", one.transfer_from),
        ("No conference needed, decided by", one.not_needed_by),
        ("Note", one.note),
    )
    yield from ((_period(made, one.series_id), what, words_) for what, words_ in said if words_)


def _plan(made: Making, one: ProtectionPlan) -> Iterator[tuple[str, str, str]]:
    before = (("with this council", one.previous_here), ("with others", one.previous_elsewhere))
    said = (
        ("First category", CATEGORIES.get(one.initial_category or "", "")),
        ("Latest category", CATEGORIES.get(one.latest_category or "", "")),
        ("Latest category since", long(one.latest_since) if one.latest_since else ""),
        *((f"Plans before it {where}", str(number)) for where, number in before if number is not None),
    )
    yield from ((_period(made, one.series_id), what, words_) for what, words_ in said if words_)


def quality(made: Making) -> Iterator[Titled]:
    """What reviews found of the plan, final plans, statements to court."""
    plans = labels(made.store, "permanence-plan")
    found: list[Told] = [
        (one, (made.review_named(one.review_id), *said))
        for one in made.of_reviews(Quality)
        for said in quality_said(one, plans)
    ]
    yield made.table("What reviews found of the plan", SAID, found)
    final: list[Told] = [
        (
            one,
            (_period(made, one.series_id), one.ratified_on, made.label("not-ratified", one.why_not), one.note or None),
        )
        for one in _by_period(made, made.all(FinalPlan))
    ]
    columns = (OF_PERIOD[0], day("on", "Ratified on"), words("why", "Why not", 28), words("note", "Note", 40))
    yield made.table("Final care plans", columns, final)
    statements = sorted(made.all(CourtStatement), key=lambda one: one.due_on)
    sent: list[Told] = [(one, (one.due_on, one.sent_on, one.note or None)) for one in statements]
    yield made.table("Statements to court", _STATEMENTS, sent)


def checks(made: Making) -> Iterator[Titled]:
    """Midway reviews, monitoring and audits with every answer."""
    found = sorted(made.all(Check), key=lambda one: one.date)
    told: list[Told] = [
        (
            one,
            (
                KINDS_OF_CHECK.get(one.kind, one.kind),
                one.date,
                made.officer(one.officer_id),
                GRADES.get(one.grade or ""),
                one.found or None,
            ),
        )
        for one in found
    ]
    columns = (
        words("kind", "What", 18),
        day("date", "Date"),
        words("by", "By", 22),
        words("grade", "Grade", 20),
        words("found", "What was found", 60),
    )
    yield made.table("Checks between reviews", columns, told)
    yield made.table("Answers", _ANSWERS, [row for check in found for row in _answers(made, check)])


def _answers(made: Making, check: Check) -> list[Told]:
    """The answers of one check in the order of its questions; those that are asked no longer come last."""
    asked = [one.key for one in questions_of(setting(made.store, "checks.questions"), check.kind)]
    given = made.all(CheckAnswer, check_id=check.id)
    ordered = sorted(given, key=lambda one: asked.index(one.question) if one.question in asked else len(asked))
    kind = KINDS_OF_CHECK.get(check.kind, check.kind)
    return [
        (one, (check.date, kind, one.words, ANSWERS.get(one.answer, one.answer), one.note or None)) for one in ordered
    ]


def clinics(made: Making) -> Iterator[Titled]:
    """Clinics of children, disruption meetings and others."""
    listed = made.all(ClinicChild)
    held = {one.id: one for one in made.all(Clinic, id=tuple(one.clinic_id for one in listed))}
    told: list[Told] = []
    for one in sorted(listed, key=lambda one: held[one.clinic_id].date):
        clinic = held[one.clinic_id]
        cells = (clinic.date, RULES.get(clinic.rule, clinic.rule), one.found or None, one.decision or None)
        told.append((one, (*cells, one.owner or None, one.due, one.done_on)))
    columns = (
        day("date", "Date"),
        words("rule", "Clinic", 28),
        words("found", "What was found", 40),
        words("decision", "Decision", 40),
        words("owner", "Whose", 18),
        day("due", "By"),
        day("done", "Done"),
    )
    yield made.table("Clinics", columns, told)
    yield _gatherings(made)


def _gatherings(made: Making) -> Titled:
    links = made.all(GatheringChild)
    held = {one.id: one for one in made.all(Gathering, id=tuple(link.gathering_id for link in links))}
    themes = made.all(GatheringTheme, gathering_id=tuple(held))
    told: list[Told] = []
    for link in sorted(links, key=lambda link: held[link.gathering_id].date):
        one = held[link.gathering_id]
        named = [made.label("disruption-theme", theme.theme) or "" for theme in themes if theme.gathering_id == one.id]
        kind, chair = made.label("gathering-kind", one.kind), made.officer(one.chair_id)
        told.append((link, (one.date, kind, chair, ", ".join(named) or None, one.note or None)))
    columns = (
        day("date", "Date"),
        words("kind", "What", 24),
        words("chair", "Chair", 20),
        words("themes", "Themes", 30),
        words("note", "Note", 50),
    )
    return made.table("Other meetings", columns, told)


def challenges(made: Making) -> Iterator[Titled]:
    """What was challenged, every step since, and the agreed actions."""
    found = sorted(made.all(Challenge), key=lambda one: (one.raised_on, one.reference))
    told: list[Told] = [
        (
            one,
            (
                one.reference,
                one.raised_on,
                made.label("challenge-theme", one.theme),
                STATUSES.get(one.status, one.status),
                STATES[one.state],
                one.closed_on,
                one.concern or None,
                one.asked or None,
            ),
        )
        for one in found
    ]
    columns = (
        words("reference", "Challenge", 11),
        day("raised", "Raised"),
        words("theme", "Theme", 26),
        words("status", "Status then", 20),
        words("state", "State", 18),
        day("closed", "Closed"),
        words("concern", "What is wrong", 50),
        words("asked", "What is asked for", 40),
    )
    yield made.table("Challenges", columns, told)
    live = [one for one in found if not one.voided]
    yield made.table("Steps of the challenges", _STEPS, _steps(made, [one.id for one in live]))
    yield made.table("Agreed actions", _ACTIONS, _actions(made, live))


_STATEMENTS = (day("due", "Due"), day("sent", "Sent"), words("note", "Note", 60))
_ANSWERS = (
    day("date", "Date"),
    words("kind", "Check", 16),
    words("asked", "Question", 60),
    words("answer", "Answer", 14),
    words("note", "Note", 40),
)
_STEPS = (
    words("reference", "Challenge", 11),
    words("title", "Step", 50),
    words("words", "What was said", 70),
    words("by", "Recorded by", 20),
)
_ACTIONS = (
    words("reference", "Challenge", 11),
    words("what", "Action", 50),
    words("owner", "Whose", 22),
    day("due", "By"),
    day("done", "Done"),
    day("dropped", "No longer needed"),
)


def _steps(made: Making, ids: list[str]) -> list[Told]:
    """Every step in the order of its day."""
    names = names_of(made.store, terms_of(made.store))
    told: list[Told] = []
    for case in cases_of(made.store, ids):
        for line in reversed(history_of(made.store, case, names, "")):
            cells = (case.challenge.reference, line.title, line.words or None, line.recorded_by)
            told.append((line.step, cells))
    return told


def _actions(made: Making, found: list[Challenge]) -> list[Told]:
    references = {one.id: one.reference for one in found}
    actions = made.all(ChallengeAction, challenge_id=tuple(references))
    records: list[tuple[Record, ChallengeAction]] = [(one, one) for one in sorted(actions, key=lambda one: one.due)]
    return [
        (record, (references[one.challenge_id], one.what, one.owner, one.due, one.done_on, one.dropped_on))
        for record, one in records
    ]
