"""What is written down of a language: a service that speaks it stands first, and an interpreter is in the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from contact.strategies import OPENING, contact_of
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.contact.decision import Decision, decide
from stalkdesk.contact.kinds import Filled
from stalkdesk.contact.languages import NAMES, called, no_english, spoken
from stalkdesk.guidance import pack
from stalkdesk.guidance.sets import find
from stalkdesk.questions.assess import assess

SHIPPED = find("stalking-screening")
PACK = pack.load(SHIPPED)


@pytest.mark.parametrize(
    ("typed", "codes", "needed"),
    [
        ("", (), False),
        ("?", (), False),
        ("not known yet", (), False),
        ("English", ("en",), False),
        ("Polish", ("pl",), True),
        ("Polish, little English", ("pl",), True),
        ("polish and good english", ("pl", "en"), False),
        ("doesn't speak much English, Urdu", ("ur",), True),
        ("No Polish, English", ("pl", "en"), False),
        ("Cymraeg", ("cy",), True),
        ("Welsh, English", ("cy", "en"), False),
        ("BSL, deaf", ("bfi",), True),
        ("Tetum", (), True),
        ("العربية", ("ar",), True),
    ],
)
def test_a_line_says_which_languages(typed: str, codes: tuple[str, ...], needed: bool) -> None:
    assert (spoken(typed), no_english(typed)) == (codes, needed)


@given(st.text())
def test_no_line_breaks_it_and_english_alone_needs_nobody(typed: str) -> None:
    assert set(spoken(typed)) <= set(NAMES)
    assert not (no_english(typed) and "en" in spoken(typed))


def test_every_language_of_the_services_has_a_name() -> None:
    assert {called(code) for one in PACK.services for code in one.languages} <= {called(code) for code in NAMES}
    assert (called("cy"), called("bfi"), called("xx")) == ("Welsh", "BSL", "xx")


def decided(language: str, role: str = "victim") -> Decision:
    contact = contact_of(
        Filled(form="person", number=1, field="role", text=role),
        Filled(form="person", number=1, field="language", text=language),
        opening=replace(OPENING, force="South Wales Police"),
    )
    return decide(contact, assess(SHIPPED, contact.answers), PACK)


def test_a_service_in_their_language_stands_before_the_others_for_them() -> None:
    both = replace(next(one for one in PACK.services if one.id == "victim_support"), languages=("cy", "en"))
    pack_of = replace(PACK, services=tuple(both if one.id == both.id else one for one in PACK.services))
    contact = contact_of(Filled(form="person", number=1, field="role", text="victim"))
    welsh = contact_of(
        Filled(form="person", number=1, field="role", text="victim"),
        Filled(form="person", number=1, field="language", text="Welsh"),
    )
    first = decide(welsh, assess(SHIPPED, {}), pack_of).services[0]
    assert (first.what.id, first.language, first.fits) == ("victim_support", "cy", True)
    usual = decide(contact, assess(SHIPPED, {}), pack_of).services
    assert usual[0].what.id != "victim_support"
    assert {one.language for one in usual} == {""}
    assert {one.what.id for one in usual} == {
        one.what.id for one in decide(welsh, assess(SHIPPED, {}), pack_of).services
    }


def test_a_service_in_a_language_they_do_not_speak_is_for_others() -> None:
    polish = replace(PACK.services[0], id="polish", languages=("pl",))
    pack_of = replace(PACK, services=(polish, *PACK.services))
    for language, fits in (("", False), ("Urdu", False), ("Polish", True)):
        contact = contact_of(
            Filled(form="person", number=1, field="role", text="caller"),
            Filled(form="person", number=1, field="language", text=language),
        )
        found = decide(contact, assess(SHIPPED, {}), pack_of).services
        assert next(one for one in found if one.what.id == "polish").fits is fits


@pytest.mark.parametrize(
    ("language", "role", "there"), [("Urdu", "victim", True), ("English", "victim", False), ("Urdu", "suspect", False)]
)
def test_an_interpreter_is_in_the_plan_of_who_needs_one(language: str, role: str, there: bool) -> None:
    assert ("interpreter" in {one.action.id for one in decided(language, role).plan}) is there
