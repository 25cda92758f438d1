"""What is typed in a call: kept at least every second, and kept as a note when the note is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widgets import Input, TextArea

from stalkdesk.screens.saying import SayingPage
from stalkdesk.widgets.card import TYPED

if TYPE_CHECKING:
    from stalkdesk.desk.call import Call
    from stalkdesk.widgets.line import Line
    from stalkdesk.widgets.note import Note

DRAFT_AFTER = 0.7
"""Seconds of typing after which a field is kept as it stands."""


class TypingPage(SayingPage, inherit_bindings=False):
    """`question_id` is the question that `answer` and `note` belong to."""

    answer: Line
    note: Note

    def __init__(self) -> None:
        super().__init__()
        self.question_id = ""
        self._draft_timer: Timer | None = None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Typing is kept at least every second."""
        if event.input is self.answer:
            self._draft_soon()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """The note as well."""
        self._draft_soon()

    def kept_again(self) -> None:
        self._draft_soon()

    def _draft_soon(self) -> None:
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_AFTER, self._draft)

    async def _draft(self) -> None:
        self._draft_timer = None
        if self.session.view is None:
            return
        id, typed, noted = self.question_id, self.answer.value, self.note.text
        question = self.session.view.question

        def keep(call: Call) -> None:
            if call.view.question.id != id:
                return  # it was answered in this very moment, and what was typed is the answer
            if question.kind in TYPED and typed != question.typed:
                call.draft(f"answer:{id}", typed)
            if noted != question.note:
                call.draft(f"note:{id}", noted)

        if question.id == id:
            await self.keep_quietly(keep, unkept="what you are typing")

    async def keep_draft(self) -> None:
        """Before something else comes into the fields."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            await self._draft()

    async def keep_note(self) -> None:
        """What stands in the note, as the note."""
        await self.keep_draft()
        view, text = self.session.view, self.note.text
        if view is not None and text.rstrip() != view.contact.notes.get(self.question_id, ""):
            id = self.question_id
            await self.act(lambda call: call.note(text, id), unkept="the note", refocus=False)

    async def keep_typed(self) -> None:
        await super().keep_typed()
        await self._draft()
