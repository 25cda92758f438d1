"""A contact in hand: everything a handler can say in it. Each is on the disk when the method returns."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.forms import SETTING, Field
from stalkdesk.contact.kinds import (
    Answered,
    Cleared,
    Dismissed,
    Happening,
    Marked,
    Moved,
)
from stalkdesk.desk import wording
from stalkdesk.desk.account import Account
from stalkdesk.desk.breaches import Breakable, breakable
from stalkdesk.desk.joined import NOTHING, Joined
from stalkdesk.desk.keeping import Keeper, WouldLower
from stalkdesk.desk.order import beside, first_open, has_a_time, section_beside
from stalkdesk.desk.proposed import KNOWN_BY
from stalkdesk.desk.typed import NotTaken, checked, value_of
from stalkdesk.desk.views import ANSWER, RECENCY, CallView, call_view
from stalkdesk.desk.wording import Labels
from stalkdesk.journal.journal import NotKept
from stalkdesk.questions.answers import Answer, Answers, KnownBy, State
from stalkdesk.questions.assess import Assessment, Assessor, changed
from stalkdesk.questions.cues import Cue, CueFinder
from stalkdesk.questions.model import Kind, Question, QuestionSet, Recency

if TYPE_CHECKING:
    from stalkdesk.contact.decision import Decision


class Call(Account):
    """One contact that is open. Its `view` is frozen and made anew when something was said."""

    def __init__(self, keeper: Keeper, contact: Contact, qset: QuestionSet, labels: Labels) -> None:
        self._keeper = keeper
        self._qset = qset
        self._labels = labels
        self._find: Callable[[str], tuple[Cue, ...]] = lru_cache(maxsize=256)(CueFinder(qset).find)
        self._notice = ""
        if contact.gone is not None:
            self._notice = f"Ringing back: {contact.gone.call_back or 'nothing was agreed'}"
        if contact.amending is not None:
            self._notice = (
                f"AMENDING revision {contact.revision}: {contact.amending.why}. F10 makes the next, or leaves it."
            )
        # Whether the handler went on without the front desk's own questions.
        self._past_setting = bool(contact.answers or contact.trail)
        self.contact = contact
        self._links: tuple[object, ...] = ()
        self._before = NOTHING
        self._assess = Assessor(qset)
        self.assessment: Assessment = self._assess(contact.answers)
        self._asking = RECENCY if self._waits_for_recency(self._position) else ANSWER

    @property
    def view(self) -> CallView:
        """The contact as screens show it."""
        return call_view(
            self.contact,
            self.assessment,
            self._find,
            self._labels,
            asking=self._asking,
            notice=self._notice,
            setting=self._setting,
            joined=self._joined(),
        )

    def _joined(self) -> Joined:
        """What linked reports hold, read again where other ones are linked. None of it is shown where it can't be kept
        that it was."""
        links = (self.contact.links, self.contact.links_since)
        if links != self._links:
            with contextlib.suppress(NotKept):
                self._before = self._keeper.joined(self.contact) if any(links) else NOTHING
                self._links = links
        return self._before

    @property
    def decision(self) -> Decision:
        """What the guidance makes of the contact as it stands."""
        from stalkdesk.contact.decision import decide  # not on the way to the first screen

        return decide(self.contact, self.assessment, self._keeper.guidance(self._qset))

    @property
    def who(self) -> str:
        """Who is at the desk now; the contact may be another's."""
        return self._keeper.who

    def used_before(self, rationale: str) -> bool:
        """Whether another contact was lowered with these very words."""
        return self._keeper.used_before(rationale, self.contact.id)

    def orders_to_break(self) -> tuple[Breakable, ...]:
        """The orders that an incident can be tied to, those of linked reports as well."""
        return breakable(self.contact, self._joined())

    # Answers

    def choose(self, key_does: str, *, sure: bool = False) -> None:
        """What a key of the question on the screen does: `value:…`, `state:…`, `recency:…` or `setting:…`."""
        what, _, given = key_does.partition(":")
        question = self._question
        if what == "setting":
            if self._setting is not None:
                self.fill("setting", 0, self._setting.id, given)
        elif what == "recency":
            self.when(given or None, sure=sure)
        elif what == "state":
            self.answer(question.id, state=State(given), sure=sure)
        elif question.kind is Kind.MANY:
            self._toggle(question, given, sure=sure)
        else:
            self.answer(question.id, value=given, sure=sure)

    def type(self, text: str, *, sure: bool = False) -> None:
        """What was typed into the field of the question on the screen; nothing typed only moves on."""
        question = self._question
        if not text.strip():
            self.forward()
            return
        self.answer(question.id, value=value_of(question, text), sure=sure)

    def answer(  # noqa: PLR0913  the parts of an answer
        self,
        id: str,
        *,
        value: Any = None,
        state: State | None = None,
        known_by: KnownBy = KnownBy.ASKED,
        line: int | None = None,
        stay: bool = False,
        sure: bool = False,
        recency: str | None = None,
        source: str = "",
    ) -> None:
        """Answer a question and move on. `recency`: when, where that is known already; `source`: what it was taken
        from. Raises NotTaken, WouldLower, NotKept."""
        question = self._qset.questions[id]
        kept = None if value is None else checked(question, list(value) if isinstance(value, tuple) else value)
        timed = has_a_time(question, kept)
        before = self.contact.answers.get(id)
        # The same answer again, or one option more, does not cost when it was.
        given = before.recency if before is not None else None
        recency = (recency or given) if timed else None
        answers = {**self.contact.answers, id: Answer(value=kept, state=state, recency=recency, known_by=known_by)}
        self._guard(id, answers, sure=sure)
        wants_recency = timed and not stay and not (source and recency)
        to = id if wants_recency or stay else self._after(id, answers)
        self.called_back()
        happening = Answered(
            question=id,
            to=to if line is None or wants_recency else self._position,
            value=kept,
            state=None if state is None else state.value,
            recency=recency,
            known_by=known_by.value,
            line=line,
            source=source,
        )
        self.keep(happening)
        if wants_recency or line is None:  # else the question on the screen is still the one that was
            self._asking = RECENCY if wants_recency else ANSWER

    def when(self, recency: str | None, *, sure: bool = False) -> None:
        """How lately, for the answer on the screen; None where the caller doesn't know. Then move on.

        Raises NotTaken, WouldLower, NotKept.
        """
        id = self._position
        if not self._has_a_time(id):
            raise NotTaken("Answer the question first.")
        answer = self.contact.answers[id]
        if recency is not None and recency not in tuple(Recency):
            raise NotTaken("There is no such time.")
        if recency is None and answer.recency is None:
            self.go(self._after(id, self.contact.answers))
            self._asking = ANSWER if self._position == id else self._asking
            return
        answers: Answers = {**self.contact.answers, id: replace(answer, recency=recency)}
        self._guard(id, answers, sure=sure)
        known_by = KnownBy.ASKED if answer.known_by is None else answer.known_by
        to = self._after(id, answers)
        source = self.contact.sources.get(id, "")
        said = Answered(question=id, to=to, value=answer.value, recency=recency, known_by=known_by.value, source=source)
        self.keep(said)
        self._asking = ANSWER

    def enter(self) -> None:
        """Move on from the question on the screen; from chosen options to when that was, where it is asked."""
        id = self._position
        if self._setting is not None:
            self._past_setting = True
            return
        if self._asking == ANSWER and self._question.kind is Kind.MANY and self._has_a_time(id):
            self._asking, self._notice = RECENCY, ""
            return
        self.forward()

    def clear(self, *, sure: bool = False) -> None:
        """Take back the answer of the question on the screen; it stays in the history."""
        id = self._position
        if id not in self.contact.answers:
            raise NotTaken("There is no answer here to take back.")
        self._guard(id, {q: a for q, a in self.contact.answers.items() if q != id}, sure=sure)
        self.keep(Cleared(question=id))
        self._asking = ANSWER

    def _toggle(self, question: Question, option: str, *, sure: bool) -> None:
        answer = self.contact.answers.get(question.id)
        chosen = answer.value if answer is not None and isinstance(answer.value, tuple) else ()
        if not option:
            self.answer(question.id, value=(), sure=sure)
            return
        values = tuple(v for v in chosen if v != option) if option in chosen else (*chosen, option)
        if not values:
            self.clear(sure=sure)
            return
        source = self.contact.sources.get(question.id, "")
        known_by = answer.known_by if source and answer is not None and answer.known_by else KnownBy.ASKED
        self.answer(question.id, value=values, known_by=known_by, stay=True, sure=sure, source=source)

    def _guard(self, id: str, answers: Answers, *, sure: bool) -> None:
        """No level falls in silence: neither by what an answer to this question sets aside, nor by the answer."""
        after = self._assess(answers)
        before, now, rank = self.assessment.concern.level, after.concern.level, self._qset.rank
        change = changed(self.assessment, after)
        if not sure and (change.lowered_by or (id in self.contact.answers and rank[now] < rank[before])):
            labels = tuple(wording.label(one, self._labels) for one in change.lowered_by)
            raise WouldLower(labels, before.upper(), now.upper())

    # Moving

    def go(self, id: str) -> None:
        """Put this question on the screen."""
        if id not in self._qset.questions:
            raise NotTaken("There is no such question.")
        self._past_setting = True
        if id != self._position:
            self.keep(Moved(to=id))
        self._asking = RECENCY if self._waits_for_recency(id) else ANSWER
        self._notice = ""

    def forward(self) -> None:
        """The next relevant question in order."""
        later = beside(self.assessment, self._position, 1)
        if later is not None:
            self.go(later)
        else:
            self._notice = "This is the last question. g goes to the first one open, F10 finishes."

    def back(self) -> None:
        """The question that was on the screen before; at the beginning, the one before it in order."""
        if self._asking == RECENCY:
            self._asking = ANSWER
            return
        if self.contact.trail:
            self.keep(Moved(to=self.contact.trail[-1], back=True))
            self._asking, self._notice = ANSWER, ""
            return
        self.previous()

    def previous(self) -> None:
        """The relevant question before this one in order."""
        earlier = beside(self.assessment, self._position, -1)
        if earlier is not None:
            self.go(earlier)
        else:
            self._notice = "This is the first question."

    def section(self, step: int) -> None:
        """The first relevant question of the next (1) or previous (-1) section."""
        target = section_beside(self.assessment, self._position, step)
        if target is not None:
            self.go(target)

    def first_open(self) -> None:
        """The first question not reached, the minimum safe set first."""
        target = first_open(self.contact, self.assessment)
        if target is None:
            self._notice = "Every question has been reached. F10 finishes."
        else:
            self.go(target)

    def _after(self, id: str, answers: Answers) -> str:
        then = replace(self.contact, answers=answers)
        return first_open(then, self._assess(answers)) or id

    # What is proposed

    def take(self, line: int, id: str, *, sure: bool = False) -> None:
        """Take the answer that is proposed; where a line of words gives none, go to the question."""
        question = self._qset.questions[id]
        if line in KNOWN_BY:
            offered = next((one for one in self.view.proposed if (one.line, one.question) == (line, id)), None)
            if offered is None:
                raise NotTaken("That is not proposed any more.")
            self.answer(
                id,
                value=offered.value,
                known_by=KNOWN_BY[line],
                line=None if id == self._position else 0,
                sure=sure,
                recency=offered.recency,
                source=offered.source,
            )
            return
        if question.kind is not Kind.YES_NO:
            self.keep(Dismissed(line=line, question=id))
            self.go(id)
            return
        self.answer(id, value="yes", known_by=KnownBy.WORDS, line=line, sure=sure)
        notice = self._notice
        if question.verbatim:
            self.keep(Marked(line=line, verbatim=True))
        self._notice = notice or f"{wording.label(id, self._labels)}: yes, taken from the words."

    def tell(self, words: str) -> None:
        """Something the handler should know of what was just done."""
        self._notice = words

    def name_of(self, id: str) -> str:
        """The short name of a question."""
        return wording.label(id, self._labels)

    def dismiss(self, line: int, id: str) -> None:
        """What proposes it does not answer this question."""
        self.keep(Dismissed(line=line, question=id))

    # Inside

    def take_up(self, contact: Contact) -> None:
        """The contact as it is now on the disk."""
        answers, self.contact = self.contact.answers, contact
        if contact.answers is not answers:
            self.assessment = self._assess(contact.answers)

    def keep(self, happening: Happening) -> None:
        """One event on the disk, and what it changed in words. Raises NotTaken for a final record, NotKept."""
        answers, before = self.contact.answers, self.assessment
        self.take_up(self._keeper.keep(self.contact, happening, self._assess))
        self._notice = ""
        if self.contact.answers is not answers:
            change = changed(before, self.assessment)
            parts = (("No longer counts (kept)", change.stopped), ("Counts again", change.began))
            self._notice = ". ".join(
                f"{words}: {', '.join(wording.label(id, self._labels) for id in ids)}" for words, ids in parts if ids
            )

    @property
    def _setting(self) -> Field | None:
        """The front desk's own question to ask first; None on a call, and once they are asked or passed over."""
        if not self.contact.walk_in or self._past_setting:
            return None
        return next((field for field in SETTING if field.id not in self.contact.setting), None)

    @property
    def _position(self) -> str:
        return self.contact.position or next(iter(self._qset.questions))

    @property
    def _question(self) -> Question:
        return self._qset.questions[self._position]

    def _waits_for_recency(self, id: str) -> bool:
        """Whether a yes is there and only its time is missing; of several options it is asked by moving on."""
        yes_no = self._qset.questions[id].kind is Kind.YES_NO
        return yes_no and self._has_a_time(id) and self.contact.answers[id].recency is None

    def _has_a_time(self, id: str) -> bool:
        answer = self.contact.answers.get(id)
        return answer is not None and has_a_time(self._qset.questions[id], answer.value)
