"""The call: one screen whose question changes in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input

from stalkdesk.screens.call_parts import KEYS_HERE, UNSEEN, AnswerCard, Middle, Parts, SideMap, SidePanel, how_many
from stalkdesk.screens.jump import Jump
from stalkdesk.screens.page import NARROW_OR_WIDE, bindings
from stalkdesk.screens.said import Said
from stalkdesk.screens.saying import Act
from stalkdesk.screens.stray import Stray
from stalkdesk.screens.typing import TypingPage
from stalkdesk.widgets.card import TYPED
from stalkdesk.widgets.concern import ConcernLine
from stalkdesk.widgets.line import Line
from stalkdesk.widgets.note import Note

if TYPE_CHECKING:
    from stalkdesk.contact.contact import Form
    from stalkdesk.desk.views import CallView, QuestionView


class CallScreen(TypingPage, inherit_bindings=False):
    """The heart of the program: question, map, concern, and what was just said."""

    WHERE = ("answers", "call")
    BINDINGS = bindings("call")
    HORIZONTAL_BREAKPOINTS = NARROW_OR_WIDE

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self._looked_up: tuple[str, Form, Form] = ("", {}, {})
        self._stray = Stray()
        self._close_asked = False

    def body(self) -> ComposeResult:
        self.concern_line = ConcernLine()
        self.map = SideMap(id="map-side")
        self.middle = Middle(id="middle")
        self.card = AnswerCard()
        self.answer = Line(id="answer")
        self.said = Said(id="said")
        self.note = Note(id="note")
        self.jump = Jump()
        self.panel = SidePanel(id="concern-side")
        yield self.concern_line
        with Parts(id="parts"):
            yield self.map
            with self.middle:
                yield self.card
                yield self.answer
                yield self.said
                yield self.note
                yield self.jump
            yield self.panel

    # Showing

    def show(self) -> None:
        view = self.session.view
        if view is None:
            return
        fresh = view.question.id != self.question_id or view.contact.id != self._shown
        self._shown = view.contact.id
        self.draw(view, refocus=fresh or self.focused is None)
        known = (view.contact.id, view.contact.people, view.contact.incidents)
        if any(known[1:]) and (fresh or known != self._looked_up):
            self._looked_up = known
            self.run_worker(self._look_up(), group="earlier", exclusive=True, exit_on_error=True)

    async def _look_up(self) -> None:
        await self.session.earlier()
        view = self.session.view
        if view is not None:
            self.concern_line.show(view.concern, how_many(self.session.found))
            self.panel.show(view.concern, how_many(self.session.found))

    def draw(self, view: CallView, *, refocus: bool) -> None:
        """Everything of a view; the parts that did not change draw nothing."""
        question, asked = view.question, self.still_asked(view)
        self.question_id = question.id
        self._close_asked = False
        typed = question.kind in TYPED and question.asking == "answer"
        if typed != self.middle.has_class("typed"):
            self.middle.set_class(typed, "typed")
            self.refresh(repaint=False, layout=True)  # in the same update: not a field over another question's answers
        self.card.show(question, "" if self.pending is None else self.pending.words)
        if typed:
            self._place_field()
        self.map.show(view.map)
        earlier = how_many(self.session.found)
        self.concern_line.show(view.concern, earlier)
        self.panel.show(view.concern, earlier)
        self.said.show(view, asked)
        if refocus:
            self._fill(question)
        self._bar()
        self.show_title()

    def warn(self, words: str) -> None:
        self.said.warn(words)

    def _place_field(self) -> None:
        """The field lies on the card, right under the words to say."""
        row = self.card.field_row(max(self.card.size.width, 8))
        if self.card.size.width and self.answer.styles.offset.y.value != row:
            self.answer.styles.offset = (0, row)

    def on_answer_card_laid(self) -> None:
        """Another width breaks the words elsewhere."""
        self._place_field()

    def _fill(self, question: QuestionView) -> None:
        self.note.put(question.note)
        self.note.placeholder = (
            "Their exact words. t to type" if question.verbatim else "Note. t to type, kept as you type"
        )
        self.answer.put(question.typed)
        self.answer.placeholder = {"number": "a number", "date": "a date, as 14/3/2026"}.get(
            question.kind, "type here, Enter keeps it; Tab for u d x"
        )
        self._focus_question()

    def _focus_question(self) -> None:
        if self._aside:
            return
        wanted = self.answer if self.card.typed and self.asked is None else self.card
        if self.focused is not wanted:
            self.set_focus(wanted)

    def _bar(self) -> None:
        typing = self.focused in (self.answer, self.note, self.jump.line)
        self.key_bar.show("answers", "call", typing=typing, answers="" if self._aside else self.card.keys_shown)

    def on_descendant_focus(self) -> None:
        """Another part is typed in: other keys."""
        self._bar()

    # Saying

    async def takes(self, key: Key) -> bool:
        """The keys of the question, each at once: before the next is looked at its work is done, so that letters typed
        right behind the one that opens a field go into the field. Through the focused part and what is around it a
        key would also be twice as long on its way here."""
        if self.focused not in (self.card, self.map, self.panel):
            return False
        on_question = self.focused is self.card
        if on_question and self.asked is None and self._stray.is_stray(key, self.card.keys):
            keys = self.card.keys_shown
            self.warn(f"The keys here are {keys}. Typing words? F2 opens their account. Nothing was taken.")
            return True
        await self.keep_draft()
        does = KEYS_HERE.get(key.key)
        if does is None or (not on_question and does in UNSEEN):
            return False
        if does in ("answer", "choose"):
            await self.action_answer(key.key)
        else:
            await self.run_action(does)
        return True

    def closing_asked(self) -> bool:
        if not self._close_asked:
            rest = "The call is kept and stands first on the desk next time."
            if self.pending is not None:
                rest = f"{self.pending.what} is NOT KEPT: write it down first, or make room and wait."
            self.warn(f"Ctrl+Q again closes stalkdesk. {rest}")
        self._close_asked = not self._close_asked
        return not self._close_asked

    async def action_answer(self, key: str) -> None:
        """A key that answers: what it stands for is on the question."""
        view = self.session.view
        if view is None:
            return
        if self.asked is not None:
            await self.confirm(key)
            return
        if self.desk_app.keys_like_a_paste:
            self.warn("These keys came as fast as a paste; the last ones were not taken as answers.")
            return
        question = view.question
        choice = next((one for one in (*question.choices, *question.states) if one.key == key), None)
        if choice is None:
            return
        does = choice.does
        await self.act_surely(lambda sure: lambda call: call.choose(does, sure=sure), unkept=f"“{choice.label}”")

    async def action_clear(self) -> None:
        """Take the answer back."""
        await self.act_surely(lambda sure: lambda call: call.clear(sure=sure))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the answer's field."""
        event.stop()
        text = event.value
        if text.strip().casefold() in ("u", "d", "x"):
            words = (
                f"Keep “{text.strip()}” as the answer?  y keep it   n no (Tab, then {text.strip()}, is the answer key)"
            )
            self.ask_first(lambda call: call.type(text), words)
            return
        id = self.question_id

        def latest() -> str:
            """What stands in the field: while an answer waits for the disk, somebody may type on."""
            return self.answer.value if self.pending is not None and self.question_id == id else text

        await self.act_surely(lambda sure: lambda call: call.type(latest(), sure=sure), unkept="what is in the field")

    # The fields

    def action_note(self) -> None:
        """Type a note."""
        self.set_focus(self.note)

    async def action_leave_field(self) -> None:
        """From a field to the answer keys, and back."""
        if self.focused is self.card:
            view = self.session.view
            if view is not None and view.question.kind in TYPED:
                self.set_focus(self.answer)
            return
        await self.action_leave()

    async def action_leave(self) -> None:
        """Out of a field or a side; on the question itself it changes nothing."""
        if self.has_class("jumping"):
            self._stop_jumping()
        elif self.focused is self.note:
            await self.keep_note()
            self.set_focus(self.card)
        elif self.asked is not None:
            await self.confirm("n")
        elif self._aside:
            self._side("")
        elif self.focused is self.answer:
            self.set_focus(self.card)

    # Moving

    async def _move(self, act: Act) -> None:
        if self.asked is None:
            await self.act(act)
            if self.has_class("show-map"):
                self.set_focus(self.map)

    async def action_back(self) -> None:
        await self._move(lambda call: call.back())

    async def action_forward(self) -> None:
        if self._aside:
            self._side("")
        else:
            await self._move(lambda call: call.enter())

    async def action_up(self) -> None:
        await self._move(lambda call: call.previous())

    async def action_down(self) -> None:
        await self._move(lambda call: call.forward())

    async def action_previous_section(self) -> None:
        await self._move(lambda call: call.section(-1))

    async def action_next_section(self) -> None:
        await self._move(lambda call: call.section(1))

    async def action_first_open(self) -> None:
        await self._move(lambda call: call.first_open())

    async def action_silent(self) -> None:
        """The caller can't speak, or can again."""
        view = self.session.view
        on = view is not None and not view.contact.silent
        await self._move(lambda call: call.silence(on=on))

    async def action_take_it(self) -> None:
        """Take the answer the words propose."""
        view = self.session.view
        if view is not None and view.proposed:
            first = view.proposed[0]
            await self.act_surely(lambda sure: lambda call: call.take(first.line, first.question, sure=sure))

    async def action_not_that(self) -> None:
        """They do not mean that."""
        view = self.session.view
        if view is not None and view.proposed:
            first = view.proposed[0]
            await self.act(lambda call: call.dismiss(first.line, first.question))

    @property
    def _aside(self) -> bool:
        """Whether the map or the reasons stand where the question was."""
        return self.has_class("show-map") or self.has_class("show-reasons")

    def _side(self, side: str) -> None:
        """Show the map or the reasons where there is no room beside the question; the same again goes back."""
        if self.has_class("-wide"):
            return
        shown = side if side and not self.has_class(side) else ""
        self.set_class(shown == "show-map", "show-map")
        self.set_class(shown == "show-reasons", "show-reasons")
        if shown:
            self.set_focus(self.map if shown == "show-map" else self.panel)
        else:
            self._focus_question()

    def action_map(self) -> None:
        """The map, where it is not beside the question already."""
        self._side("show-map")

    def action_reasons(self) -> None:
        """The reasons, where they are not beside the question already."""
        self._side("show-reasons")

    # Jumping

    async def action_jump(self) -> None:
        """Type any part of a question."""
        await self.keep_note()
        view = self.session.view
        if view is not None:
            self._side("")
            self.add_class("jumping")
            self.jump.begin(view)

    async def action_jump_too(self) -> None:
        """The same, out of a field."""
        await self.action_jump()

    async def on_jump_to(self, event: Jump.To) -> None:
        """Go there."""
        id = event.question
        self._stop_jumping()
        await self.act(lambda call: call.go(id))

    def _stop_jumping(self) -> None:
        self.remove_class("jumping")
        self._focus_question()
        self.show()

    # The parts of a call

    async def _leave_for(self, screen: str) -> None:
        await self.keep_note()
        if self.has_class("jumping"):
            self._stop_jumping()
        self.app.push_screen(screen)

    async def action_words(self) -> None:
        """The caller's own account."""
        await self._leave_for("words")

    async def action_people(self) -> None:
        """Who is who."""
        await self._leave_for("people")

    async def action_earlier(self) -> None:
        """Earlier reports of these people."""
        await self._leave_for("earlier")

    async def action_incidents(self) -> None:
        """What happened."""
        await self._leave_for("incidents")

    async def action_orders(self) -> None:
        """Orders and bail."""
        await self._leave_for("orders")

    async def action_finish(self) -> None:
        """To the end."""
        await self._leave_for("finish")

    async def action_park(self) -> None:
        """Put it by."""
        if not await self.retry():
            self.warn("First the answer above must be kept; then it can be parked.")
            return
        await self.keep_note()
        outcome = await self.session.park()
        if outcome.kept:
            self.question_id, self.asked = "", None
            self.desk_app.came_from(self._shown)
            self.app.pop_screen()
        else:
            self.warn(f"Not parked: {outcome.refused or outcome.unkept}")
