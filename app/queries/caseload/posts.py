"""The posts of the service on a day: established, vacant, filled, agency, and what of them is in post."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import REVIEWING_ROLES, runs
from app.domain.counting import counted
from app.domain.dates import full, long, short
from app.domain.officers import ABSENCES, POST_ROLES, Post
from app.queries.caseload.counting import Counter, officer_names
from app.queries.caseload.lines import NUMBER, SERVICE
from app.queries.caseload.rules import rules_of
from app.queries.caseload.words import fte_words
from app.store import Store
from app.table import Column, Fixed, Kind, Row, Table, Tone

VACANT = "Vacant"
COUNTS = (
    Column("key", "Role", width=34),
    Column("posts", "Posts established", NUMBER, 12),
    Column("fte", "FTE established", NUMBER, 12),
    Column("vacant", "Posts vacant", NUMBER, 9),
    Column("vacant_fte", "FTE vacant", NUMBER, 9),
    Column("people", "People", NUMBER, 9),
    Column("filled_fte", "FTE filled", NUMBER, 9),
    Column("agency", "Of these, agency posts", NUMBER, 11),
    Column("agency_fte", "FTE agency", NUMBER, 9),
    Column("away_fte", "FTE away for long", NUMBER, 10),
)
LIST = (
    Column("holder", "Who", width=26),
    Column("role", "Role", width=34),
    Column("fte", "FTE", NUMBER, 8),
    Column("cla_percent", "Per cent given to CLA", NUMBER, 11),
    Column("agency", "Agency", width=9),
    Column("start", "From", Kind.DATE, 13),
    Column("end", "Until", Kind.DATE, 13),
    Column("away", "Away", width=34),
)


@dataclass(frozen=True)
class _Day:
    """The posts that run on a day, and who of their holders is left out."""

    day: date
    posts: Sequence[Post]
    counter: Counter
    left_out: frozenset[str]

    @classmethod
    def of(cls, store: Store, day: date) -> "_Day":
        counter, rules = Counter(store), rules_of(store)(day)
        posts = [post for post in store.shelf(Post).find() if runs(post, day)]
        holders = {post.officer_id for post in posts if post.officer_id}
        away = {who for who in holders if counter.away_long(who, day, rules)}
        return cls(day, posts, counter, frozenset(away))


@dataclass(frozen=True)
class Posts:
    """Ask for the posts on a day by role."""

    day: date
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a role that has posts, then those who carry children together; every number opens the posts."""
        day = _Day.of(store, self.day)
        rows = [
            _role(day, words, (role,)) for role, words in POST_ROLES.items() if any(p.role == role for p in day.posts)
        ]
        rows.append(_role(day, "Reviewing posts together", REVIEWING_ROLES))
        reviewing = [post for post in day.posts if post.role in REVIEWING_ROLES]
        vacant = sum(post.fte_hundredths for post in reviewing if post.officer_id is None)
        established = sum(post.fte_hundredths for post in reviewing)
        return Table(
            f"Posts on {long(self.day)}",
            COUNTS,
            Fixed(tuple(rows), tuple(column.key for column in COUNTS)),
            f"{fte_words(established)} FTE of reviewing posts established, {fte_words(vacant)} of them vacant, as at {full(self.day)}",
            (
                "FTE: full-time equivalent. Established: every post that runs that day, filled or vacant.",
                "Away for long: absences of more working days than the setting allows; they are filled, and not in post.",
            ),
        )


@dataclass(frozen=True)
class PostList:
    """Ask for the posts on a day, of some roles (none: all), and of some kind: "", "vacant", "filled", "agency", "away"."""

    day: date
    roles: tuple[str, ...] = ()
    part: str = ""
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a post by who holds it, the vacant ones last; the id is that of the post."""
        day, names = _Day.of(store, self.day), officer_names(store)
        found = _part([p for p in day.posts if not self.roles or p.role in self.roles], self.part, day)
        order = sorted(found, key=lambda p: (p.officer_id is None, names.get(p.officer_id or "", "").casefold(), p.id))
        return Table(
            f"Posts on {long(self.day)}",
            LIST,
            Fixed(tuple(_listed(post, names, day) for post in order), tuple(column.key for column in LIST)),
            f"{counted(len(found), 'post')}, {fte_words(sum(p.fte_hundredths for p in found))} FTE",
        )


def _part(posts: Sequence[Post], part: str, day: _Day) -> list[Post]:
    belongs: dict[str, Callable[[Post], bool]] = {
        "": lambda _: True,
        "vacant": lambda post: post.officer_id is None,
        "filled": lambda post: post.officer_id is not None,
        "agency": lambda post: post.officer_id is not None and post.agency,
        "away": lambda post: post.officer_id in day.left_out,
    }
    return [post for post in posts if belongs[part](post)]


_PARTS = {
    "posts": "",
    "fte": "",
    "vacant": "vacant",
    "vacant_fte": "vacant",
    "people": "filled",
    "filled_fte": "filled",
    "agency": "agency",
    "agency_fte": "agency",
    "away_fte": "away",
}


def _role(day: _Day, words: str, roles: tuple[str, ...]) -> Row:
    mine = [post for post in day.posts if post.role in roles]
    cells: dict[str, Any] = {"key": words}
    for key, part in _PARTS.items():
        found = _part(mine, part, day)
        if key.endswith("fte"):
            cells[key] = sum(post.fte_hundredths for post in found) / 100
        else:
            cells[key] = len({post.officer_id for post in found}) if key == "people" else len(found)
    opens = {key: PostList(day.day, roles, part) for key, part in _PARTS.items()}
    return Row(SERVICE if len(roles) > 1 else roles[0], tuple(cells[column.key] for column in COUNTS), opens=opens)


def _listed(post: Post, names: Any, day: _Day) -> Row:
    absence = day.counter.away(post.officer_id, day.day) if post.officer_id else None
    said = f"{ABSENCES.get(absence.kind, 'Away')} since {short(absence.start)}" if absence else None
    left = ", left out" if post.officer_id in day.left_out else ""
    cells = (
        names.get(post.officer_id, VACANT) if post.officer_id else VACANT,
        POST_ROLES.get(post.role, post.role),
        post.fte_hundredths / 100,
        post.cla_percent,
        "Yes" if post.agency else None,
        post.start,
        post.end,
        said and f"{said}{left}",
    )
    return Row(post.id, cells, Tone.INFORMATION if post.officer_id is None else Tone.PLAIN)
