"""Whatever one person does, in whatever order: no level under the one the rules show, and nothing final with an action
of its plan open."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from desk.hands import RATIONALE, HandClock, desk_on, made, say
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stalkdesk.contact.contact import Stage
from stalkdesk.contact.outcome import Grade
from stalkdesk.desk import deciding, finishing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.final import drop_amendment
from stalkdesk.desk.keeping import WouldLower
from stalkdesk.desk.typed import NotTaken
from stalkdesk.questions.answers import State

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
MYSELF = (
    "4471",
    "4471 Rao",
    "04471 Rao",
    "PC4471 Rao",
    "44-71 Rao",
    "４４７１ Rao",
    "Rao 4 471",
    "",
    "Rao",
    "my sergeant",
)
REASONS = ("", " ", "...", "her voice", RATIONALE, "a threat to kill", "no further action")
YES_NO = (
    "danger_now", "threat_kill", "weapon", "got_inside", "home_visits", "children_or_others", "breached",
    "strangulation", "escalating", "reported_before", "violence",
)  # fmt: skip
VALUES = ("yes", "no", State.UNKNOWN, State.DECLINED)
SPANS = (None, "last_2_weeks", "earlier")
CHOICES = (("relationship", "ex_partner"), ("relationship", "stranger"), ("fear", "very_frightened"),
           ("fear", "uneasy"), ("order_in_force", "bail"), ("order_in_force", "none"))  # fmt: skip
STATES = ("done", "not_done", "not_possible", "open", "lost")
few = st.integers(0, 60)
reasons = st.sampled_from(REASONS)
levels = st.sampled_from(["standard", "medium", "high", "none"])


class OnePerson(RuleBasedStateMachine):
    """4471 alone at a desk with one record."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.home = made(Path(self.folder.name) / "practice")
        self.clock = HandClock()
        self.stack = contextlib.ExitStack()
        self.desk: Desk = self.stack.enter_context(desk_on(self.home, self.clock))
        self.call: Call = self.desk.open("call")

    @initialize(threat=st.sampled_from(["threat_kill", "threat_harm"]), asked=st.booleans())
    def begin(self, threat: str, asked: bool) -> None:
        say(self.call, **{threat: ("yes", "last_2_weeks")})
        if asked:
            self.ask_the_rest()

    def attempt(self, what: Callable[[Call], object]) -> None:
        """What is refused is no matter here."""
        with contextlib.suppress(NotTaken, WouldLower):
            what(self.call)

    @property
    def going(self) -> bool:
        return self.call.contact.stage is not Stage.FINISHED

    @rule(id=st.sampled_from(YES_NO), value=st.sampled_from(VALUES), when=st.sampled_from(SPANS))
    def answer(self, id: str, value: object, when: str | None) -> None:
        self.attempt(lambda call: say(call, **{id: value if isinstance(value, State) else (value, when)}))

    @rule(chosen=st.sampled_from(CHOICES))
    def choose(self, chosen: tuple[str, str]) -> None:
        self.attempt(lambda call: say(call, **{chosen[0]: chosen[1]}))

    @rule(id=st.sampled_from(YES_NO))
    def clear(self, id: str) -> None:
        self.attempt(lambda call: call.go(id))
        self.attempt(lambda call: call.clear(sure=True))

    @rule()
    def ask_the_rest(self) -> None:
        for id in self.call.assessment.core.open:
            self.attempt(lambda call, one=id: call.answer(one, state=State.UNKNOWN, sure=True))

    @rule(level=levels, reason=reasons)
    def raise_level(self, level: str, reason: str) -> None:
        self.attempt(lambda call: finishing.raise_level(call, level, reason))

    @rule(level=levels, given=st.booleans(), naming=st.sampled_from(MYSELF), asked=st.booleans())
    def lower_level(self, level: str, given: bool, naming: str, asked: bool) -> None:
        if asked:
            self.attempt(finishing.take_back_raise)
            self.ask_the_rest()
        self.attempt(lambda call: deciding.lower_level(call, level, RATIONALE if given else "a threat to kill"))
        self.attempt(lambda call: deciding.agree_lowering(call, naming))

    @rule(naming=st.sampled_from(MYSELF))
    def agree(self, naming: str) -> None:
        self.attempt(lambda call: deciding.agree_lowering(call, naming))

    @rule(what=st.sampled_from([deciding.take_back_lowering, finishing.take_back_raise]))
    def take_back(self, what: Callable[[Call], None]) -> None:
        self.attempt(what)

    @rule(field=st.sampled_from(["interim", "no_crime", "harassment_only", "message_safe"]), text=reasons)
    def decide(self, field: str, text: str) -> None:
        self.attempt(lambda call: call.fill("decision", 0, field, text))
        self.attempt(lambda call: call.draft(f"decision:0:{field}", text))
        self.attempt(lambda call: deciding.recorded_as(call, field, text))

    @rule(at=few, state=st.sampled_from(STATES), reason=reasons, told=st.sampled_from(["", "-", "5512 Hughes, 14:20"]))
    def act(self, at: int, state: str, reason: str, told: str) -> None:
        plan = self.call.decision.plan
        id = plan[at % len(plan)].action.id if plan and at else "no such action"
        self.attempt(lambda call: deciding.act(call, id, state, reason=reason, told=told))

    def act_on(self, most: int | None) -> None:
        for item in self.call.decision.open[:most]:
            self.attempt(lambda call, one=item.action.id: deciding.act(call, one, "done", told="5512 Hughes"))

    @rule(agreed=st.booleans(), reason=reasons, grade=st.sampled_from(Grade))
    def make_ready(self, agreed: bool, reason: str, grade: Grade) -> None:
        self.attempt(lambda call: finishing.leave_open(call, reason))
        self.attempt(lambda call: finishing.read_back(call, agreed=agreed, reason=reason))
        self.attempt(lambda call: finishing.grade(call, grade, reason))

    @rule(prepared=st.sampled_from(["not", "all but one", "all"]))
    def finish(self, prepared: str) -> None:
        before = self.call.contact.revision
        if prepared != "not":
            self.make_ready(agreed=True, reason="her voice", grade=Grade.PRIORITY)
            self.act_on(-1 if prepared == "all but one" else None)
        open_actions = self.call.decision.open
        self.attempt(self.desk.finish)
        if self.call.contact.revision == before:
            return
        assert not open_actions
        (content,) = self.desk.journal.db.conn.execute(
            "SELECT payload FROM revision WHERE revision = ?", (before + 1,)
        ).fetchone()
        record = json.loads(content)
        rank = self.call.assessment.qset.rank
        assert rank[record["level"]] >= rank[record["assessment"]["shown"]]
        assert record["read_back"] is not None and record["actions"]
        for one in record["actions"]:
            assert one["state"] in ("done", "not_done", "not_possible")
            assert one["state"] == "done" or any(c.isalnum() for c in one["reason"])
        for field in ("no_crime", "harassment_only"):
            assert record["decision"].get(field, RATIONALE) == RATIONALE  # the only one with substance here
        assert set(record["left_open"]["questions"] if record["left_open"] else ()) == set(
            record["assessment"]["core"]["open"]
        )

    @precondition(lambda self: not self.going)
    @rule(why=st.sampled_from(["", "the officer rang back"]))
    def amend(self, why: str) -> None:
        with contextlib.suppress(NotTaken):
            self.call = self.desk.amend(self.call.contact.id, why)

    @rule()
    def drop(self) -> None:
        self.attempt(lambda call: drop_amendment(self.desk, call))

    @precondition(lambda self: self.going)
    @rule()
    def be_stopped(self) -> None:
        """The program dies and is started again by the same person."""
        self.stack.close()
        self.clock.wait(30)
        self.desk = self.stack.enter_context(desk_on(self.home, self.clock))
        self.call = self.desk.resume(self.call.contact.id)

    @invariant()
    def the_level_never_stands_under_the_rules(self) -> None:
        rank, assessment = self.call.assessment.qset.rank, self.call.assessment
        assert rank[finishing.level(self.call)] >= rank[assessment.shown]
        line = self.desk.line(self.call.contact.ref)
        assert (line.level, line.rank) == (finishing.level(self.call), rank[finishing.level(self.call)])

    @invariant()
    def a_lowering_has_no_second(self) -> None:
        lowering = self.call.contact.lowering
        assert lowering is None or not lowering.second

    def teardown(self) -> None:
        self.stack.close()
        self.folder.cleanup()


TestOnePerson = OnePerson.TestCase
TestOnePerson.settings = settings(
    max_examples=settings().max_examples // 4, stateful_step_count=40, phases=[Phase.generate]
)
