"""The parts of the call that take keys: the question, and map and reasons where they stand in its place."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from stalkdesk.keys import KEYS
from stalkdesk.screens.page import bindings
from stalkdesk.widgets.call_map import CallMap
from stalkdesk.widgets.card import QuestionCard
from stalkdesk.widgets.concern import ConcernPanel
from stalkdesk.widgets.lines import Clear

_ANSWERS = frozenset({"answer", "choose"})
ANSWERING = frozenset(name for key in KEYS if key.id in _ANSWERS for name in key.keys.split(","))
"""The keys that answer. The call takes them itself while the question has the focus."""


class AnswerCard(QuestionCard, inherit_bindings=False):
    """The question card with its keys. They work only while it has the focus, so a field keeps its letters."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("answers", prefix="screen.", without=_ANSWERS)


# Nothing answers a question that can't be seen.
_UNSEEN = _ANSWERS | {"clear", "take_it", "not_that", "note", "silent"}


class SideMap(CallMap, can_focus=True, inherit_bindings=False):
    """The map with its keys, for a window that has no room for it beside the question."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("answers", prefix="screen.", without=_UNSEEN)


class SidePanel(ConcernPanel, can_focus=True, inherit_bindings=False):
    """The reasons, likewise."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("answers", prefix="screen.", without=_UNSEEN)


class Parts(Horizontal, Clear):
    """Map, question and reasons side by side."""


class Middle(Vertical, Clear):
    """The question and what belongs to it."""
