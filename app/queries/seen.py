"""How many children were seen before their reviews, over some reviews that were held, and the list of those who were not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.contacts import DECLINED, DONE, DUTY, EXCEPTIONS, NO, NOT_APPROPRIATE
from app.domain.counting import counted
from app.domain.timeliness import percent
from app.queries.contacts import LAW, Seen, seen_before_reviews
from app.queries.listing import reviews_table
from app.queries.review_columns import PARTS, Part
from app.queries.service import setting
from app.store import Selection, Store, Where
from app.table import Column, Table

UNSEEN = ("child", "reference", "kind", "sequence", "held", "before", "team")
FORMULA = (
    "Seen before the review = reviews before which the child was seen or spoken to ÷ (all reviews - the child declined - "
    f"not appropriate - not recorded), in per cent ({LAW})."
)


@dataclass(frozen=True)
class SeenShare:
    """Over some reviews: before how many the child was seen, of how many; and what stands beside them."""

    numerator: int
    denominator: int
    declined: int
    not_appropriate: int
    not_recorded: int
    target: float

    @property
    def words(self) -> str:
        """One line: the share with its parts, its target, and what was left out."""
        said = f"{self.numerator:,} of {self.denominator:,} = {percent(self.numerator, self.denominator)}"
        beside = [
            f"{number:,} {words}"
            for number, words in (
                (self.declined, "declined"),
                (self.not_appropriate, "not appropriate"),
                (self.not_recorded, "not recorded"),
            )
            if number
        ]
        left_out = f"; left out: {', '.join(beside)}" if beside else ""
        return f"{said} (target {self.target:g} %{left_out})"


@dataclass(frozen=True)
class SeenBefore:
    """The reviews of a selection before which a child is to be seen, and how it was before each."""

    selection: Selection
    seen: Mapping[str, Seen]

    @classmethod
    def of(cls, store: Store, held: Selection) -> "SeenBefore":
        """Read once for the share and the list."""
        narrowed = Selection(held.population, (*held.where, Where("kind", "in", DUTY)), held.as_at, None, held.options)
        ids = [row[0] for row in store.rows(narrowed, ("id",))]
        return cls(narrowed, seen_before_reviews(store, ids))

    def share(self, store: Store) -> SeenShare:
        """The figure."""
        how = Counter(one.how for one in self.seen.values())
        done = sum(how[one] for one in DONE)
        return SeenShare(
            done, done + how[NO], how[DECLINED], how[NOT_APPROPRIATE], how[""], setting(store, "contacts.target")
        )

    def unseen(self, store: Store, title: str) -> Table:
        """The reviews before which the child was not seen, or nobody recorded it; those held first in front."""
        ids = tuple(key for key, one in self.seen.items() if one.how not in DONE | EXCEPTIONS)
        selection = Selection("reviews", (Where("id", "in", ids),), self.selection.as_at, None, self.selection.options)
        before = Part(Column("before", "Before the review", width=28), lambda _, review, __: self.seen[review.id].words)
        parts = {**PARTS, "before": before}
        natural = (("held", False), ("reference", False), ("id", False))
        return reviews_table(store, selection, title, self._line(ids), (FORMULA,), UNSEEN, natural, parts)

    def _line(self, ids: Sequence[str]) -> str:
        missing = sum(not self.seen[key].how for key in ids)
        return f"{counted(len(ids), 'review')}: {len(ids) - missing:,} not seen before it, {missing:,} not recorded"
