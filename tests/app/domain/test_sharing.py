"""Sharing out a caseload: everybody goes somewhere, brothers and sisters together, never against a conflict."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.sharing import Shared, Taker, share_out

OFFICERS = ("a", "b", "c")
takers = st.lists(st.builds(Taker, st.sampled_from(OFFICERS), st.integers(0, 90), st.sampled_from((40, 60, 100))),
                  min_size=1, max_size=3, unique_by=lambda taker: taker.officer_id)  # fmt: skip
children = st.lists(
    st.builds(
        Shared,
        st.integers(0, 40).map(str),
        st.sampled_from(("", "g1", "g2", "g3")),
        st.frozensets(st.sampled_from(OFFICERS), max_size=2),
    ),
    max_size=30,
    unique_by=lambda child: child.child_id,
)


@given(children, takers, st.booleans())
def test_every_child_goes_to_one_who_may_hold_it_and_siblings_stay_together(
    children: list[Shared], takers: list[Taker], together: bool
) -> None:
    shared = share_out(children, takers, together=together)
    assert shared.keys() == {child.child_id for child in children}
    assert all(shared[child.child_id] not in child.never for child in children)
    if together:
        for name in {child.group for child in children if child.group}:
            assert len({shared[child.child_id] for child in children if child.group == name}) == 1


def test_the_least_loaded_for_their_hours_takes_the_next() -> None:
    shared = share_out([Shared(str(n)) for n in range(30)], [Taker("a", 40, 100), Taker("b", 10, 50)])
    assert list(shared.values()).count("a") == 14  # 54 for a whole post beside 26 for half of one


def test_what_was_chosen_by_hand_stays() -> None:
    children = [Shared("1", "g"), Shared("2", "g"), Shared("3")]
    assert share_out(children, [Taker("a"), Taker("b")], {"1": "b"})["1"] == "b"
