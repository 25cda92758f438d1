"""Places: which are the same, and which only have words in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.people.spots import HAPPENED, HOME, WORK, agree, keys, spot, spots

texts = st.text(max_size=400) | st.sampled_from(("4 Station Road, Harrowby S44 5HX", "the stables", "'; DROP TABLE"))
kinds = st.sampled_from((HOME, WORK, HAPPENED))


@pytest.mark.parametrize(
    ("here", "there", "much"),
    [
        ("4 Station Road, Harrowby S44 5HX", "near S44 5HX", 2),
        ("14 Elm Street", "flat 2, 14 Elm Street, York", 2),
        ("7 Oak Rd", "7 oak road, Leeds", 2),
        ("5 Mill Lane", "5 Mill Lane, Leeds", 1),
        ("5 Mill Lane, Leeds", "5 mill ln Leeds", 2),
        ("9 High Street, Leeds", "9 Oak Rd, Leeds", 0),
        ("12 Church Road, Manchester", "12 Acacia Avenue, Manchester", 0),
        ("3 Station Road, Alderbrook", "3 School Street, Alderbrook", 0),
        ("14 Acacia Avenue, Derby", "outside 14 acacia ave", 2),
        ("livery stables, Harrowby", "on the lane by the Harrowby stables", 1),
        ("Tesco, Chesterfield", "tesco in chesterfield, car park", 1),
        ("14 Acacia Avenue, Derby", "16 Acacia Avenue, Derby", 0),
        ("4 Station Road, Harrowby", "4 Church Lane, Elmton", 0),
        ("Station Road", "station road", 0),
        ("outside her house", "outside her house", 0),
        ("work", "at work, the front door", 0),
        ("Harrowby", "Harrowby", 0),
        ("", "", 0),
    ],
)
def test_how_well_two_places_agree(here: str, there: str, much: int) -> None:
    found, what = agree(spot(HAPPENED, here), spot(HOME, there))
    assert (found, bool(what)) == (much, bool(much))


def test_two_homes_are_for_the_people_to_say() -> None:
    assert agree(spot(HOME, "4 Acacia Avenue, Derby"), spot(HOME, "4 Acacia Avenue, Derby"))[0] == 0
    assert agree(spot(HOME, "4 Acacia Avenue, Derby"), spot(WORK, "4 Acacia Avenue, Derby"))[0] == 0


@given(texts, texts, kinds, kinds)
def test_places_that_agree_share_a_key_and_it_does_not_matter_which_is_which(
    one: str, other: str, kind: str, also: str
) -> None:
    here, there = spot(kind, one), spot(also, other)
    assert agree(here, there)[0] == agree(there, here)[0]
    if agree(here, there)[0]:
        assert keys(here) & keys(there)
    assert spot(kind, here.said) == here


def test_only_what_could_be_found_again_is_a_place() -> None:
    found = spots(
        [{"address": "at home", "work": "Boots, Matlock"}], [{"where": "outside"}, {"where": "14 Acacia Road"}]
    )
    assert [(one.kind, one.said) for one in found] == [(WORK, "Boots, Matlock"), (HAPPENED, "14 Acacia Road")]
