"""Who a child is, who has held the child, where the child lived, what is on file, and who looked at the child's page."""

from collections.abc import Iterator

from app.domain.access import OPENING_REASONS
from app.domain.calendar import LONDON
from app.domain.children import Child, ChildReference, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.dates import long
from app.domain.filed import Filed
from app.domain.officers import IRO, Allocation, Conflict, Team
from app.domain.statuses import HOMES, LEGAL_STATUSES, in_words
from app.queries.record.making import Making, Titled, Told, day, words
from app.store import Selection, Where

FACTS = (words("what", "What", 30), words("value", "Recorded", 80))
SPAN = (words("words", "What", 40), day("start", "From"), day("end", "Until, not including"))
LOOKED_AT = "Looked at the child's page (record {})"
"""The summary that app.commands.opening.OpenChild writes into the account."""


def who(made: Making) -> Iterator[Titled]:
    """The child's own record, other references, brothers and sisters."""
    child = made.child
    told = (
        ("Reference", child.reference),
        ("Name", child.name),
        ("Likes to be called", child.known_as),
        ("Date of birth", long(child.date_of_birth) if child.date_of_birth else ""),
        ("Expected date of birth", long(child.expected_on) if child.expected_on else ""),
        ("Sex", child.sex.capitalize()),
        ("Approved for", child.household or ""),
        *((f"Reference in {one.source}", one.value) for one in made.all(ChildReference)),
        *(("Brother or sister", f"{one.shown_name}, {one.reference}") for one in _siblings(made)),
    )
    yield made.table("Who they are", FACTS, [(None, fact) for fact in told if fact[1]])


def _role(one: Allocation) -> str:
    return "IRO" if one.role == IRO else "Cover for the IRO"


def _siblings(made: Making) -> tuple[Child, ...]:
    group = made.child.sibling_group
    found = made.store.shelf(Child).find(sibling_group=group) if group else ()
    return tuple(one for one in found if one.id != made.child.id)


def holders(made: Making) -> Iterator[Titled]:
    """IROs, covers, teams, social workers, and officers who may not hold the child."""
    allocations: list[Told] = [
        (one, (_role(one), made.officer(one.officer_id), one.start, one.end, one.told_on))
        for one in sorted(made.all(Allocation), key=lambda one: one.start)
    ]
    columns = (words("role", "As what", 18), words("who", "Who", 28), *SPAN[1:], day("told", "Told on"))
    yield made.table("Independent reviewing officers", columns, allocations)
    names = {team.id: team.name for team in made.store.shelf(Team).find(voided=True)}
    teams: list[Told] = [(one, (names.get(one.team_id), one.start, one.end)) for one in made.all(ChildTeam)]
    workers: list[Told] = [(one, (one.name, one.start, one.end)) for one in made.all(SocialWorker)]
    yield made.table("Social-work teams", SPAN, sorted(teams, key=_start))
    yield made.table("Social workers", SPAN, sorted(workers, key=_start))
    conflicts: list[Told] = [(one, (made.officer(one.officer_id), one.why)) for one in made.all(Conflict)]
    yield made.table("Conflicts of interest", (words("who", "Officer", 28), words("reason", "Why", 60)), conflicts)


def homes(made: Making) -> Iterator[Titled]:
    """Legal statuses and homes."""
    statuses: list[Told] = [
        (one, (in_words(one.code, LEGAL_STATUSES), one.start, one.end)) for one in made.all(LegalStatus)
    ]
    lived: list[Told] = [
        (one, (in_words(one.code, HOMES), one.start, one.end, one.provider or None)) for one in made.all(Placement)
    ]
    yield made.table("Legal statuses", SPAN, sorted(statuses, key=_start))
    yield made.table("Homes", (*SPAN, words("provider", "Provider", 20)), sorted(lived, key=_start))


def _start(told: Told) -> str:
    return str(told[1][1])


def filed(made: Making) -> Iterator[Titled]:
    """What was copied to the child's file in the case system."""
    told: list[Told] = [
        (one, (one.kind.replace("-", " ").capitalize(), made.review_named(one.record_id), one.date))
        for one in sorted(made.all(Filed), key=lambda one: one.date)
    ]
    columns = (words("kind", "What", 20), words("which", "Which", 48), day("date", "On the child's file"))
    yield made.table("On the child's file", columns, told)


def looked(made: Making) -> Iterator[Titled]:
    """Who opened the child's page, and when, by the account of what was done."""
    words_of = LOOKED_AT.format(made.child.id)
    with_reasons = {f"{words_of}: {code}": reason for code, reason in OPENING_REASONS.items()}
    where = (Where("summary", "in", (words_of, *with_reasons)),)
    selection = Selection("audit", where, made.stamp.today)
    rows = made.store.rows(selection, ("at", "login", "summary"), (("number", False),))
    told: list[Told] = [
        (None, (_day_of(at), f"{at.astimezone(LONDON):%H:%M}", login, with_reasons.get(said)))
        for at, login, said in rows
    ]
    columns = (day("day", "Day"), words("time", "Time", 8), words("login", "Login", 24), words("why", "Why", 34))
    yield made.table("Who looked at the child's page", columns, told)


def _day_of(at: object) -> object:
    return at.astimezone(LONDON).date()  # type: ignore[attr-defined]  # the moment of an entry
