"""The table of keys: no key means two things in one place, none is one that terminals can't send, the page is fresh."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from stalkdesk.desk.views import CHOICE_KEYS
from stalkdesk.keys import KEYS, PLACES, keys_for, page
from stalkdesk.screens.call import CallScreen
from stalkdesk.screens.call_parts import KEYS_HERE, UNSEEN
from stalkdesk.screens.danger import DangerScreen
from stalkdesk.screens.desk import DeskScreen
from stalkdesk.screens.finish import FinishScreen
from stalkdesk.screens.incidents import IncidentsScreen
from stalkdesk.screens.people import PeopleScreen
from stalkdesk.screens.record import RecordScreen
from stalkdesk.screens.words import WordsScreen
from stalkdesk.widgets.note import Note

NEVER = {"ctrl+m", "ctrl+i", "ctrl+h", "ctrl+left_square_bracket", "ctrl+j", "ctrl+space", "f11"}
TOGETHER = [("answers", "call"), *((place,) for place in PLACES if place not in ("answers", "call"))]


@pytest.mark.parametrize("places", TOGETHER)
def test_no_key_means_two_things_in_one_place(places: tuple[str, ...]) -> None:
    seen: dict[str, str] = {}
    for key in keys_for(*places):
        for name in key.keys.split(","):
            assert seen.setdefault(name, key.id) == key.id, f"{name} in {places}: {seen[name]} and {key.id}"


def test_no_key_is_one_that_terminals_send_for_another_or_keep() -> None:
    for key in KEYS:
        for name in key.keys.split(","):
            assert name not in NEVER and not name.startswith(("alt+", "super+")), name


def test_whatever_works_in_a_field_is_no_letter_and_nothing_the_field_needs() -> None:
    typed = {key for binding in Input.BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]
    for key in KEYS:
        if key.always:
            for name in key.keys.split(","):
                assert len(name) > 1, f"{name} would never be typed"
                assert name == "enter" or name not in typed, f"{name} is the field's own"


def test_every_choice_key_is_bound_and_every_bound_one_is_a_choice() -> None:
    (choose,) = (key for key in KEYS if key.id == "choose")
    assert sorted(choose.keys.split(",")) == sorted(CHOICE_KEYS)


def test_a_note_gives_back_f6_and_f7() -> None:
    own = {key for binding in TextArea.BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]
    kept = {key for key, _ in Note()._bindings}
    assert {"f6", "f7"} <= own
    assert not {"f6", "f7"} & kept
    assert own - kept == {"f6", "f7"}


@pytest.mark.parametrize(
    "screen",
    [CallScreen, DeskScreen, WordsScreen, PeopleScreen, IncidentsScreen, DangerScreen, FinishScreen, RecordScreen],
)
def test_every_binding_leads_to_an_action(screen: type) -> None:
    from stalkdesk.app import DeskApp

    for binding in screen.BINDINGS:  # type: ignore[attr-defined]
        name = binding.action.removeprefix("screen.").partition("(")[0]
        assert hasattr(screen, f"action_{name}") or hasattr(DeskApp, f"action_{name}") or name == "palette", name


def test_every_key_of_a_question_leads_to_an_action() -> None:
    for action in KEYS_HERE.values():
        assert action == "choose" or hasattr(CallScreen, f"action_{action}"), action
    assert set(KEYS_HERE.values()) >= UNSEEN


def test_the_page_is_fresh() -> None:
    written = (Path(__file__).parent.parent / "docs" / "keys.md").read_text(encoding="utf-8")
    assert written == page(), "run make keys"
