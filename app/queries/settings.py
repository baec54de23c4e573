"""What the service has set up, as tables: kinds and limits, officers and posts, teams, people, holidays, lists, history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.access import RIGHTS, ROLE_TITLES, Person, Right, Role, Stamp
from app.domain.audit import Entry
from app.domain.calendar import LONDON
from app.domain.counting import counted
from app.domain.dates import WEEKDAYS, long
from app.domain.kinds import KINDS
from app.domain.officers import POST_ROLES, Officer, Post, Team
from app.domain.settings import DEFINITIONS, LISTS, Holiday, ListEntry, Setting, value_words
from app.queries.accounted import references, summary_words
from app.queries.service import chaired_kinds, setting
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table, Tone


def table(
    title: str, line: str, columns: tuple[Column, ...], rows: Iterable[Row], notes: tuple[str, ...] = ()
) -> Table:
    """A table of rows that are all known."""
    return Table(title, columns, Fixed(tuple(rows), tuple(c.key for c in columns)), line, notes)


@dataclass(frozen=True)
class ServiceValues:
    """Ask for the values of the settings that one form holds."""

    keys: tuple[str, ...]
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> dict[str, Any]:
        """The value of each key today."""
        return {key: setting(store, key) for key in self.keys}


@dataclass(frozen=True)
class KindsTable:
    """The kinds of review: chaired or not, the service's names, statutory and local limits, who agrees to moves."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("title", "Kind of review", width=34),
        Column("chaired", "Chaired here", width=12),
        Column("name", "The service's own name", width=28),
        Column("law", "By law", width=34),
        Column("local", "Local time limit", width=20),
        Column("approver", "Who may agree to a move", width=24),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a kind; its id is the kind's code."""
        chaired, own = chaired_kinds(store), setting(store, "kinds.names")
        local, approver = setting(store, "timeliness.local"), setting(store, "moves.approver")
        rows = [
            Row(
                code,
                (
                    kind.title,
                    "Yes" if code in chaired else "No",
                    own.get(code) or None,
                    ", then ".join(step.interval.words for step in kind.steps),
                    ", then ".join(local.get(code, ())) or None,
                    approver.get(code) or None,
                ),
            )
            for code, kind in KINDS.items()
        ]
        line = (
            "Kinds that are not chaired here appear in no menu, list or figure. A local limit never replaces the law's."
        )
        return table("Kinds and time limits", line, self.columns, rows)


@dataclass(frozen=True)
class KindValues:
    """What the form of one kind holds."""

    code: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> dict[str, Any]:
        """Its words, whether it is chaired, its own name, its local limits and who agrees to moves."""
        return {
            "title": KINDS[self.code].title,
            "chaired": self.code in chaired_kinds(store),
            "name": setting(store, "kinds.names").get(self.code, ""),
            "local": ", ".join(setting(store, "timeliness.local").get(self.code, ())),
            "approver": setting(store, "moves.approver").get(self.code, ""),
        }


@dataclass(frozen=True)
class StaffTable:
    """Officers with their posts; vacant posts too."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("name", "Name", width=26),
        Column("role", "Post", width=30),
        Column("fte", "Full-time equivalent", Kind.NUMBER, 12),
        Column("start", "From", Kind.DATE, 13),
        Column("end", "Until", Kind.DATE, 13),
        Column("agency", "Agency", width=10),
        Column("login", "Login", width=16),
        Column("cla", "For CLA", Kind.NUMBER, 10),
        Column("specialisms", "Specialisms", width=30),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a post, and one for each officer without any; the id is "officer:post"."""
        officers = {o.id: o for o in store.shelf(Officer).find()}
        posts = store.shelf(Post).find()
        rows = [self._row(officers.get(post.officer_id or ""), post, stamp) for post in posts]
        placed = {post.officer_id for post in posts}
        rows += [self._row(officer, None, stamp) for officer in officers.values() if officer.id not in placed]
        rows.sort(key=lambda row: (row.tone is Tone.INFORMATION, str(row.cells[0]).casefold()))
        now = [p for p in posts if p.start <= stamp.today and (p.end is None or p.end > stamp.today) and p.officer_id]
        fte = sum(p.fte_hundredths for p in now) / 100
        line = f"{len({p.officer_id for p in now})} people in post, {fte:g} full-time equivalent"
        return table("Officers and posts", line, self.columns, rows)

    def _row(self, officer: Officer | None, post: Post | None, stamp: Stamp) -> Row:
        ended = post is not None and post.end is not None and post.end <= stamp.today
        cells = (
            officer.name if officer else "Vacant",
            POST_ROLES[post.role] if post else "No post recorded",
            post.fte_hundredths / 100 if post else None,
            post.start if post else None,
            post.end if post else None,
            "Agency" if post and post.agency else None,
            officer.login or None if officer else None,
            post.cla_percent if post else None,
            officer.specialisms if officer else None,
        )
        key = f"{officer.id if officer else ''}:{post.id if post else ''}"
        return Row(key, cells, Tone.INFORMATION if ended or not officer else Tone.PLAIN)


@dataclass(frozen=True)
class TeamsTable:
    """The social-work teams."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a team."""
        teams = sorted(store.shelf(Team).find(), key=lambda t: t.name.casefold())
        return table(
            "Teams",
            counted(len(teams), "team"),
            (Column("name", "Team", width=40),),
            [Row(t.id, (t.name,)) for t in teams],
        )


@dataclass(frozen=True)
class PeopleTable:
    """Who may use the program, and what each role may do."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("login", "Login", width=18),
        Column("name", "Name", width=22),
        Column("role", "Role", width=28),
        Column("officer", "Officer", width=20),
        Column("may", "May", width=80),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a person."""
        officers = {o.id: o.name for o in store.shelf(Officer).find()}
        people = sorted(store.shelf(Person).find(), key=lambda p: (p.name or p.login).casefold())
        rows = [
            Row(
                p.id,
                (
                    p.login,
                    p.name or None,
                    ROLE_TITLES[Role(p.role)],
                    officers.get(p.officer_id or ""),
                    may(Role(p.role)),
                ),
            )
            for p in people
        ]
        line = "Who may use the program, by the login of the computer. A role is a working rule; the passphrase is the lock."
        return table("People and roles", line, self.columns, rows)


def may(role: Role) -> str:
    """What a role may do, in words."""
    return "; ".join(right.value for right in Right if right in RIGHTS[role])


@dataclass(frozen=True)
class HolidaysTable:
    """The bank holidays of England and Wales, from two years back."""

    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("date", "Date", Kind.DATE, 13),
        Column("weekday", "Day", width=12),
        Column("name", "Name", width=40),
        Column("confirmed", "Published", width=14),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a holiday; unconfirmed ones say so."""
        holidays = sorted(store.shelf(Holiday).find(), key=lambda h: h.date)
        shown = [h for h in holidays if h.date.year >= stamp.today.year - 2]
        rows = [
            Row(h.id, (h.date, WEEKDAYS[h.date.weekday()], h.name, "Published" if h.confirmed else "Expected"))
            for h in shown
        ]
        confirmed = max((h.date.year for h in holidays if h.confirmed), default=None)
        line = f"Published to the end of {confirmed}. A due date after that may move when the government publishes the days."
        return table("Bank holidays", line, self.columns, rows)


@dataclass(frozen=True)
class ListTable:
    """The values of one list."""

    list: str
    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("label", "Words", width=44),
        Column("group", "Group", width=24),
        Column("state", "In use", width=12),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a value; retired ones come last and say so."""
        entries = store.shelf(ListEntry).find(list=self.list)
        ordered = sorted(entries, key=lambda e: (e.retired, e.position, e.label))
        rows = [Row(e.id, (e.label, e.group or None, "Retired" if e.retired else "In use")) for e in ordered]
        return table("Lists", f"{LISTS[self.list]}: {counted(len(rows), 'value')}", self.columns, rows)


@dataclass(frozen=True)
class SettingHistory:
    """The values that settings have had, newest first."""

    keys: tuple[str, ...]
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[str, ...]:
        """One sentence a change of a value."""
        found = [s for key in self.keys for s in store.shelf(Setting).find(key=key)]
        found.sort(key=lambda s: s.start, reverse=True)
        return tuple(f"From {long(s.start)}, {DEFINITIONS[s.key].title.lower()}: {value_words(s.value)}" for s in found)


@dataclass(frozen=True)
class RecordHistory:
    """What was done to one record, newest first."""

    record_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[str, ...]:
        """One sentence an entry of the account."""
        entries = [entry for entry, _ in reversed(store.accounts.of_record(self.record_id))]
        return tuple(f"{long(e.at.date())}: {e.action}, by {e.login}" for e in entries)


@dataclass(frozen=True)
class LatestEntries:
    """What was done lately: the newest 500 entries, of anybody for those who read the account, else one's own."""

    number: int = 500
    right: ClassVar[Right] = Right.SEE
    columns: ClassVar[tuple[Column, ...]] = (
        Column("number", "Number", Kind.NUMBER, 9),
        Column("day", "Day", Kind.DATE, 13),
        Column("time", "Time", width=8),
        Column("login", "Who", width=18),
        Column("action", "What", width=34),
        Column("records", "Records", Kind.NUMBER, 9),
        Column("summary", "More", width=60),
    )

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row an entry; its id is the entry's number."""
        called = references(store)
        whose = None if stamp.person.may(Right.AUDIT) else stamp.person.login
        rows = [self._row(entry, called) for entry in store.accounts.latest(whose, self.number)]
        return table("What was done", f"Latest changes, exports and openings: {len(rows):,}", self.columns, rows)

    def _row(self, e: Entry, called: Mapping[str, str]) -> Row:
        at, words = e.at.astimezone(LONDON), summary_words(e.action, e.summary, called)
        cells = (e.number, at.date(), f"{at:%H:%M}", e.login, e.action, len(e.records), words or None)
        return Row(str(e.number), cells)
