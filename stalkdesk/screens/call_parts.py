"""The parts of the call that take keys: the question, and map and reasons where they stand in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.message import Message

from stalkdesk.keys import KEYS
from stalkdesk.widgets.call_map import CallMap
from stalkdesk.widgets.card import QuestionCard
from stalkdesk.widgets.concern import ConcernPanel
from stalkdesk.widgets.lines import Clear

if TYPE_CHECKING:
    from stalkdesk.desk.earlier import Earlier

KEYS_HERE = {name: key.action for key in KEYS if "answers" in key.where for name in key.keys.split(",")}
"""What each key does while the question, the map or the reasons have the focus; in a field it is a letter."""
UNSEEN = frozenset({"answer", "choose", "clear", "take_it", "not_that", "note", "silent"})
"""Nothing answers a question that can't be seen."""


def how_many(found: tuple[Earlier, ...]) -> str:
    """How many earlier reports there may be of these people, in a few cells: `1 linked +2`, `2 possible`."""
    linked = len({one.ref for one in found if one.verdict == "same"})
    possible = len({one.ref for one in found if one.verdict in ("", "unsure")})
    if linked:
        return f"{linked} linked" + (f" +{possible}" if possible else "")
    return f"{possible} possible" if possible else ""


class AnswerCard(QuestionCard, can_focus=True):
    """The question."""

    class Laid(Message):
        """It has another size, or is there again."""

    def on_resize(self) -> None:
        super().on_resize()
        self.post_message(self.Laid())


class SideMap(CallMap, can_focus=True):
    """The map; where there is no room beside the question it takes its place, and its keys."""


class SidePanel(ConcernPanel, can_focus=True):
    """The reasons, likewise."""


class Parts(Horizontal, Clear):
    """Map, question and reasons side by side."""


class Middle(Vertical, Clear):
    """The question and what belongs to it."""
