"""Whatever is said, in whatever order: what is on the disk after every key is the contact as the screen has it.

After each step the files of the home are copied as they are, as a power cut would leave them, and opened anew: the
contact, the lists and the chain found there must be those of the desk that goes on.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

from desk.hands import RATIONALE, HandClock, desk_on, made
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sync.records import kinds

from stalkdesk.contact.contact import Stage
from stalkdesk.contact.outcome import Grade
from stalkdesk.contact.record import payload, record
from stalkdesk.contact.summary import summary
from stalkdesk.desk import finishing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import OWN, Desk
from stalkdesk.desk.keeping import WouldLower
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal import projections
from stalkdesk.questions.answers import Answer, State
from stalkdesk.questions.assess import assess
from stalkdesk.questions.model import Kind
from stalkdesk.sync import outbox
from stalkdesk.sync.contracts import Receipt
from stalkdesk.sync.outbox import Outbox

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""No power is cut here, so nothing has to wait for a disk."""
SAID = (
    "he said I'm going to kill you",
    "he's parked outside again",
    "he never hit me",
    "my ex husband, we split up in May",
    "“I’ll *end* you”",
    "14 Mill Lane",
    "",
)
texts = st.sampled_from(SAID)
few = st.integers(0, 30)


class Sequences(RuleBasedStateMachine):
    """One desk, up to three contacts, one of them in hand. `held` is what the answers should be."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.home = made(Path(self.folder.name) / "practice")
        self.clock = HandClock()
        self.stack = contextlib.ExitStack()
        self.desk: Desk = self.stack.enter_context(desk_on(self.home, self.clock))
        self.held: dict[str, dict[str, Answer]] = {}
        self.final: dict[str, bytes] = {}
        self.call: Call = self.desk.open("call")
        self.held[self.call.contact.id] = {}

    @property
    def going(self) -> bool:
        return self.call.contact.stage is not Stage.FINISHED

    @property
    def answers(self) -> dict[str, Answer]:
        return self.held[self.call.contact.id]

    @initialize(channel=st.sampled_from(["call", "walk_in"]))
    def another(self, channel: str) -> None:
        if self.going:
            self.desk.park(self.call)
        self.call = self.desk.open(channel, caller_number="07700 900123")
        self.held[self.call.contact.id] = {}

    # Answers

    @precondition(lambda self: self.going)
    @rule(at=st.lists(few, min_size=1, max_size=8), sure=st.booleans())
    def press(self, at: list[int], sure: bool) -> None:
        """Any keys that the questions show, one after another."""
        for number in at:
            question = self.call.view.question
            keys = (*question.choices, *question.states)
            does = keys[number % len(keys)].does
            expected = after_key(self.call, does)
            try:
                self.call.choose(does, sure=sure)
            except WouldLower:
                assert not sure
            else:
                self.held[self.call.contact.id] = expected

    @precondition(lambda self: self.going)
    @rule(text=texts)
    def type(self, text: str) -> None:
        question = self.call.assessment.qset.questions[self.call.view.contact.position or ""]
        if question.kind is Kind.TEXT:
            self.call.draft(f"answer:{question.id}", text[:5])
            self.call.type(text)
            if text:
                self.answers[question.id] = Answer(value=text)

    @precondition(lambda self: self.going)
    @rule(sure=st.booleans())
    def clear(self, sure: bool) -> None:
        id = self.call.contact.position or ""
        try:
            self.call.clear(sure=sure)
        except NotTaken:
            assert id not in self.answers
        except WouldLower:
            assert not sure
        else:
            del self.answers[id]

    # Moving

    @precondition(lambda self: self.going)
    @rule(how=st.sampled_from(["enter", "back", "forward", "previous", "first_open"]))
    def move(self, how: str) -> None:
        getattr(self.call, how)()

    @precondition(lambda self: self.going)
    @rule(at=few)
    def jump(self, at: int) -> None:
        ids = list(self.call.assessment.qset.questions)
        self.call.go(ids[at * 7 % len(ids)])

    @precondition(lambda self: self.going)
    @rule(step=st.sampled_from([1, -1]))
    def section(self, step: int) -> None:
        self.call.section(step)

    # Words, forms, drafts

    @precondition(lambda self: self.going)
    @rule(text=texts, drafted=st.booleans())
    def word(self, text: str, drafted: bool) -> None:
        if drafted:
            self.call.draft("words", text)
        else:
            self.call.word(text)

    @precondition(lambda self: self.going and self.call.view.proposed)
    @rule(at=few, take=st.booleans())
    def propose(self, at: int, take: bool) -> None:
        proposed = self.call.view.proposed
        one = proposed[at % len(proposed)]
        if not take:
            self.call.dismiss(one.line, one.question)
            return
        try:
            self.call.take(one.line, one.question)
        except WouldLower:
            return
        if one.value:
            self.answers[one.question] = Answer(value="yes")

    @precondition(lambda self: self.going and self.call.contact.words)
    @rule(text=texts, at=few, mark=st.booleans())
    def line(self, text: str, at: int, mark: bool) -> None:
        number = self.call.contact.words[at % len(self.call.contact.words)].number
        if mark:
            self.call.mark(number)
        else:
            self.call.reword(number, text)

    @precondition(lambda self: self.going)
    @rule(
        form=st.sampled_from(
            [("person", 1, "name"), ("person", 2, "role"), ("incident", 1, "when"), ("danger", 0, "weapon")]
        ),
        text=texts,
        how=st.sampled_from(["fill", "draft", "remove"]),
    )
    def form(self, form: tuple[str, int, str], text: str, how: str) -> None:
        kind, number, field = form
        if how == "fill":
            self.call.fill(kind, number, field, text)
        elif how == "draft":
            self.call.draft(f"{kind}:{number}:{field}", text)
        else:
            with contextlib.suppress(NotTaken):
                self.call.remove(kind, number)

    @precondition(lambda self: self.going)
    @rule(text=texts, drafted=st.booleans(), on=st.booleans())
    def note(self, text: str, drafted: bool, on: bool) -> None:
        if drafted:
            self.call.draft(f"note:{self.call.contact.position}", text)
        else:
            self.call.note(text)
            self.call.silence(on=on)

    # The end

    @precondition(lambda self: self.going)
    @rule(level=st.sampled_from(["medium", "high"]), back=st.booleans())
    def raise_level(self, level: str, back: bool) -> None:
        rank = self.call.assessment.qset.rank
        before = finishing.level(self.call)
        try:
            if back:
                finishing.take_back_raise(self.call)
            else:
                finishing.raise_level(self.call, level, "her voice")
                assert rank[finishing.level(self.call)] >= rank[before]
        except NotTaken:
            assert finishing.level(self.call) == before

    @precondition(lambda self: self.going)
    @rule(grade=st.sampled_from(list(Grade)), agreed=st.booleans())
    def decide(self, grade: Grade, agreed: bool) -> None:
        with contextlib.suppress(NotTaken):
            finishing.leave_open(self.call, "the caller rang off or left")
        finishing.read_back(self.call, agreed=agreed, reason="the line was lost")
        finishing.grade(self.call, grade, RATIONALE)

    @rule(decided=st.booleans())
    def finish(self, decided: bool) -> None:
        if decided and self.going:
            self.decide(Grade.PRIORITY, agreed=True)
        id = self.call.contact.id
        blocked = finishing.not_yet(self.call)
        try:
            self.desk.finish(self.call)
        except NotTaken:
            assert blocked or self.going  # what was half typed can bring up another grade
        else:
            assert not blocked
            contact, assessment = self.desk.read(id, log=False)
            self.final[id] = payload(record(contact, assessment))

    @precondition(lambda self: self.final)
    @rule(taken=st.booleans())
    def deliver(self, taken: bool) -> None:
        box = Outbox(self.desk.journal, self.clock)
        for parcel in box.due():
            box.sent(parcel)
            said: dict[str, Any] = {"force_ref": "F/1"} if taken else {"refused": "no such street"}
            receipt = Receipt(id=parcel.contact, revision=parcel.revision, sha256=parcel.sha256, **said)
            assert box.received(receipt)

    # Time, other contacts, looking, and being stopped

    @rule(seconds=st.sampled_from([0.5, 61.0]), turned=st.sampled_from([0.0, 0.0, -3600.0, 7200.0]))
    def wait(self, seconds: float, turned: float) -> None:
        self.clock.wait(seconds)
        self.clock.set_by(turned)

    @rule(park=st.booleans())
    def take_up_another(self, park: bool) -> None:
        if park and self.going:
            self.desk.park(self.call)
        others = [id for id in self.held if id not in self.final]
        if len(others) < 2:
            self.another("call")
        else:
            self.call = self.desk.resume(others[0])
            assert self.call.contact.stage is Stage.OPEN

    @rule(text=st.sampled_from(["pr-", "14 mill", "said", "nobody"]))
    def look(self, text: str) -> None:
        for line in self.desk.find(text)[:1]:
            self.desk.read(line.id)
            self.desk.disclosed(line.id, "copied")

    @rule()
    def be_stopped(self) -> None:
        """The program dies and is started again; the contact in hand is taken up where it was."""
        before = self.call.view if self.going else None
        self.stack.close()
        self.clock.restart()
        self.desk = self.stack.enter_context(desk_on(self.home, self.clock))
        if before is None:
            return
        assert self.desk.overview().in_hand[0].stage == before.contact.stage
        self.call = self.desk.resume(before.contact.id)
        after = self.call.view
        assert (after.contact.position, after.contact.drafts) == (before.contact.position, before.contact.drafts)
        assert (after.question.typed, after.question.note) == (before.question.typed, before.question.note) or (
            "setting" in (after.question.asking, before.question.asking)
        )
        assert after.map == before.map
        assert after.concern == before.concern
        assert after.proposed == before.proposed

    # What must hold

    @invariant()
    def the_answers_are_those_that_were_given(self) -> None:
        said = {id: (answer.value, answer.state) for id, answer in self.call.contact.answers.items()}
        assert said == {id: (answer.value, answer.state) for id, answer in self.answers.items()}
        assert self.call.assessment == assess(self.call.assessment.qset, self.call.contact.answers)
        assert self.call.view.contact is self.call.contact

    @invariant()
    def time_never_runs_backward_and_order_is_kept(self) -> None:
        events = list(self.desk.events(self.call.contact.id))
        assert [event.seq for event in events] == list(range(1, len(events) + 1))
        elapsed = [event.elapsed for event in events]
        assert elapsed == sorted(elapsed)
        contact, _ = self.desk.read(self.call.contact.id, log=False)
        assert self.desk.elapsed(contact) >= elapsed[-1] - 0.001  # events are told to the millisecond

    @invariant()
    def the_disk_holds_all_of_it(self) -> None:
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            copy = Path(folder) / "practice"
            shutil.copytree(self.home.folder, copy)
            with desk_on(made(copy), self.clock) as other:
                assert other.journal.verify() == self.desk.journal.verify()
                assert other.journal.verify().broken_at is None
                there = other.read(self.call.contact.id, log=False)[0]
                latest = self.desk.read(self.call.contact.id, log=False)[0]
                assert there == latest
                assert said_in(there) == said_in(self.call.contact)
                self.lists_are_as_if_made_anew(other)
                self.final_ones_are_whole(other)

    def lists_are_as_if_made_anew(self, desk: Desk) -> None:
        db = desk.journal.db
        kept = projections.lines(db, "ORDER BY id"), rows(desk, "SELECT word, contact FROM name ORDER BY 1, 2")
        contacts = [desk.read(id, log=False) for id in desk.journal.contacts() if id != OWN]
        with desk.journal.writing():
            projections.rebuild(db, [summary(contact, assessment) for contact, assessment in contacts])
        anew = projections.lines(db, "ORDER BY id"), rows(desk, "SELECT word, contact FROM name ORDER BY 1, 2")
        assert kept == anew

    def final_ones_are_whole(self, desk: Desk) -> None:
        stored = {contact: bytes(content) for contact, content in rows(desk, "SELECT contact, payload FROM revision")}
        assert stored == self.final
        for id in self.held:
            row = outbox.row_of(desk.journal.db, id)
            assert (row is not None) is (id in self.final)
            assert kinds(desk.journal, id).count("finished") == (id in self.final)
            delivered = row is not None and row.state == "delivered"
            assert kinds(desk.journal, id).count("delivered") == delivered

    def teardown(self) -> None:
        self.stack.close()
        self.folder.cleanup()


def rows(desk: Desk, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in desk.journal.db.conn.execute(statement)]


def said_in(contact: Any) -> tuple[Any, ...]:
    """A contact without what a look at it changes."""
    return tuple(
        getattr(contact, name)
        for name in contact.__dataclass_fields__
        if name not in ("seq", "last_at", "elapsed", "delivered")
    )


def after_key(call: Call, does: str) -> dict[str, Answer]:
    """What the answers should be when this key is pressed."""
    held = dict(call.contact.answers)
    what, _, given = does.partition(":")
    question = call.assessment.qset.questions[call.contact.position or ""]
    if what == "state":
        held[question.id] = Answer(state=State(given))
    elif what == "value" and question.kind is Kind.MANY:
        now = held.get(question.id)
        chosen = set(now.value) if now is not None and isinstance(now.value, tuple) else set[str]()
        chosen = (chosen ^ {given}) if given else set[str]()
        if chosen or not given:
            held[question.id] = Answer(value=tuple(one for one in question.values if one in chosen))
        else:
            held.pop(question.id, None)
    elif what == "value":
        held[question.id] = Answer(value=given)
    return held


TestSequences = Sequences.TestCase
# Without shrinking, which takes minutes: what failed is told step by step all the same.
TestSequences.settings = settings(
    max_examples=settings().max_examples // 13, stateful_step_count=40, phases=[Phase.generate]
)
