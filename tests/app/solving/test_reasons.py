"""Beside each move stands why, in words that can be checked; and what cannot be done is said."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import Refusal
from app.solving import Carrier, Charge, Problem, Suggestion, suggest
from tests.app.solving.problems import DAY, caseload

ALISON, NORA = Carrier("alison", "Alison Wright", 100), Carrier("nora", "Nora Patel", 100)


def suggested(*charges: Charge, officers: tuple[Carrier, ...] = (ALISON, NORA), together: bool = True) -> Suggestion:
    return suggest(Problem(DAY, charges, officers, (50, 70), together=together))


def why(found: Suggestion) -> dict[str, str]:
    return {child: one.why for one in found.moves for child in one.child_ids}


def test_who_is_above_the_band_and_who_holds_the_team_already() -> None:
    found = suggested(*caseload("alison", 84), *caseload("nora", 50, "West"), *caseload("nora", 2, first=50))
    above = "Alison Wright has 84 children for each full-time equivalent, above 70; Nora Patel 52."
    assert {one.why for one in found.moves} == {f"{above} Nora Patel holds 2 children of the team East already."}


def test_who_is_below_the_band() -> None:
    found = suggested(*caseload("alison", 65, ""), *caseload("nora", 44, ""))
    assert set(why(found).values()) == {
        "Nora Patel has 44 children for each full-time equivalent, below 50; Alison Wright 65."
    }


def test_who_leaves() -> None:
    leaving = replace(ALISON, fte=0, leaves=date(2026, 12, 1))
    found = suggested(*caseload("alison", 3, ""), *caseload("nora", 50, ""), officers=(leaving, NORA))
    assert set(why(found).values()) == {
        "Alison Wright leaves on 1 December 2026. Nora Patel has 50 children for each full-time equivalent."
    }
    assert found.moved == 3


def test_who_has_no_iro_and_who_has_no_children_yet() -> None:
    found = suggested(Charge("kim", "Kim", "", ""), officers=(NORA,))
    assert why(found) == {"kim": "Has no IRO. Nora Patel has no children yet."}


def test_an_iro_with_a_conflict_of_interest_gives_the_child_away() -> None:
    kim = Charge("kim", "Kim", "alison", "alison", never=frozenset({"alison"}))
    found = suggested(kim, *caseload("alison", 50, ""), *caseload("nora", 60, ""))
    assert why(found)["kim"].startswith("Alison Wright has a conflict of interest. Nora Patel has 60 children")


def test_a_child_without_an_iro_goes_to_the_iro_of_its_brothers_and_sisters() -> None:
    lee = Charge("lee", "Lee", "alison", "alison", group="Archer", sex="male")
    kim = Charge("kim", "Kim", "", "", group="Archer", sex="female")
    found = suggested(lee, kim, *caseload("alison", 60, ""), *caseload("nora", 57, ""))
    assert why(found) == {"kim": "Has no IRO. Alison Wright is the IRO of her brother."}


def test_brothers_and_sisters_go_together() -> None:
    leaving = replace(ALISON, fte=0, leaves=date(2026, 12, 1))
    kim = Charge("kim", "Kim", "alison", "alison", group="Archer", sex="female")
    lee, max_ = (replace(kim, child_id=key, sex=sex) for key, sex in (("lee", "male"), ("max", "")))
    found = suggested(kim, lee, max_, *caseload("nora", 50, ""), officers=(leaving, NORA))
    assert [one.why for one in found.moves] == [
        "Alison Wright leaves on 1 December 2026. Nora Patel has 50 children for each full-time equivalent.",
        "Goes with his brothers and sisters.",
        "Goes with their brothers and sisters.",
    ]


def test_brothers_and_sisters_go_with_a_child_who_must_go_even_where_no_more_may_move() -> None:
    lee = Charge("lee", "Lee", "alison", "alison", group="Archer", sex="male")
    kim = Charge("kim", "Kim", "alison", "alison", group="Archer", sex="female", never=frozenset({"alison"}))
    charges = (lee, kim, *caseload("alison", 55, ""), *caseload("nora", 55, ""))
    found = suggest(Problem(DAY, charges, (ALISON, NORA), (50, 70), most=0))
    assert why(found) == {
        "kim": "Alison Wright has a conflict of interest. Nora Patel has 55 children for each full-time equivalent.",
        "lee": "Goes with his sister.",
    }


def test_siblings_are_parted_only_where_that_is_asked() -> None:
    group = [replace(one, group="all") for one in caseload("alison", 84, "")]
    assert suggested(*group, *caseload("nora", 52, "")).moves == ()
    assert suggested(*group, *caseload("nora", 52, ""), together=False).moved == 14


def test_a_child_with_whom_everybody_has_a_conflict_is_named_and_the_others_are_placed() -> None:
    kim = Charge("kim", "Kim Archer", "", "", never=frozenset({"alison", "nora"}))
    found = suggested(kim, Charge("lee", "Lee", "", ""))
    assert found.without == ("Kim Archer: everybody who may take children has a conflict of interest.",)
    assert set(why(found)) == {"lee"}


def test_nobody_who_may_take_children_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match="Nobody may take children on 1 December 2026"):
        suggested(*caseload("alison", 3), officers=(replace(ALISON, takes=False),))


def test_where_nothing_can_be_decided_nothing_is_suggested() -> None:
    kept = replace(ALISON, gives=False)
    found = suggested(*caseload("alison", 84), officers=(kept, NORA))
    assert (found.moves, found.gap) == ((), 0)


def test_who_is_away_for_long_keeps_their_children_and_is_named() -> None:
    found = suggested(*caseload("alison", 3), *caseload("nora", 60), officers=(replace(ALISON, fte=0), NORA))
    assert found.moves == ()
    assert found.words == (
        "No move is worth making: the caseloads are shared out as fairly as these choices allow.",
        "No fairer distribution is possible with these choices.",
        "Alison Wright is away for long, or in no reviewing post, and keeps 3 children.",
    )


def test_what_it_would_do_is_said_in_sentences() -> None:
    found = suggested(*caseload("alison", 84), *caseload("nora", 52))
    assert found.words[:2] == (
        "14 children would get another IRO.",
        "Caseloads for each full-time equivalent would lie between 66 and 70; now they lie between 52 and 84.",
    )


def test_it_says_with_whom_children_who_are_still_to_come_are_counted() -> None:
    found = replace(suggested(*caseload("alison", 60), *caseload("nora", 60)), more={"nora": 4, "alison": 6})
    assert (
        "10 more children are counted, not yet allocated: 6 with Alison Wright, 4 with Nora Patel. "
        "Allocate each child when known."
    ) in " ".join(found.words)
