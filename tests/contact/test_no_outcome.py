"""Words for a notice, a word with the suspect or a fixed penalty raise a note however they are typed, and a pin that
opens a phone raises none (DOMAIN R15)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from contact.strategies import contact_of
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.contact.decision import decide
from stalkdesk.contact.kinds import Filled
from stalkdesk.contact.no_outcome import not_outcomes
from stalkdesk.guidance import pack
from stalkdesk.guidance.sets import find
from stalkdesk.questions.assess import assess

SET = find("stalking-screening")
PACK = pack.load(SET)
NOTICE, ADVICE, PENALTY = PACK.not_outcomes


@pytest.mark.parametrize(
    "typed",
    [
        "issued pin to him",
        "Pin issued",
        "P.I.N. issued",
        "p.i.n. issued",
        "P. I. N. to be considered",
        "PIN",
        "PINs served on both",
        "two pins were served",
        "he was served with a pin last night",
        "gave him a pin",
        "she unlocked it with the PIN code and we issued a PIN",
        "police information notices",
        "harassment letter sent",
        "Harassment Warning Letter sent",
        "warning letter to suspect",
    ],
)
def test_a_notice_is_heard_however_it_is_typed(typed: str) -> None:
    assert not_outcomes([typed], PACK) == [NOTICE]


@pytest.mark.parametrize(
    "typed",
    [
        "WOA given",
        "woa",
        "W.O.A. given",
        "gave words of advice",
        "Words of Advice",
        "words of strong advice",
        "strong words",
    ],
)
def test_a_word_with_the_suspect_is_heard_however_it_is_typed(typed: str) -> None:
    assert not_outcomes([typed], PACK) == [ADVICE]


@pytest.mark.parametrize(
    "typed",
    ["fixed penalty given", "Fixed penalties for both", "PND", "pnd given", "P.N.D.", "FPNs", "fpn", "penalty notice"],
)
def test_a_fixed_penalty_is_heard_however_it_is_typed(typed: str) -> None:
    assert not_outcomes([typed], PACK) == [PENALTY]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "pin to unlock the phone",
        "PIN to unlock the phone",
        "PIN code",
        "her PIN number was given to the officer",
        "bank pin",
        "he knows her bank PIN",
        "he gave her the SIM pin",
        "tried to pin down where he was",
        "a pin in the map",
        "he knows the pin and reads her messages",
        "officers were sent to the door; chip and PIN only",
        "advice about locks given to the caller",
        "a letter of his was sent to her",
    ],
)
def test_a_pin_of_another_kind_raises_nothing(typed: str) -> None:
    assert not_outcomes([typed], PACK) == []


def test_what_is_typed_as_a_decision_is_looked_at() -> None:
    contact = contact_of(Filled(form="decision", number=0, field="no_crime", text="Pin issued, he said he would stop"))
    decision = decide(contact, assess(SET, {}), PACK)
    assert decision.not_outcomes == (NOTICE,)


def test_a_forces_own_short_name_without_more_counts_in_capitals_only() -> None:
    plain = replace(NOTICE, phrases=("ABC",), beside=(), apart=())
    own = replace(PACK, not_outcomes=(plain,))
    assert not_outcomes(["ABC sent"], own) == not_outcomes(["A.B.C."], own) == [plain]
    assert not_outcomes(["abc sent"], own) == []


@given(st.lists(st.text()), st.text(), st.text())
def test_what_stands_around_it_or_elsewhere_never_hides_a_notice(others: list[str], before: str, after: str) -> None:
    assert NOTICE in not_outcomes([*others, f"{before} . police information notice . {after}"], PACK)
