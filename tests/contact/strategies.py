"""A small question set with every kind of question, and everything that can happen in a contact under it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from sets import a_set, build, choice, rule, yes_no

from stalkdesk.contact import kinds
from stalkdesk.contact.contact import Contact
from stalkdesk.contact.event import Event
from stalkdesk.contact.fold import fold
from stalkdesk.contact.forms import FORMS
from stalkdesk.contact.kinds import Happening, Opened, kind_of, write
from stalkdesk.questions.dump import sha256

SMALL = build(
    a_set(
        yes_no("danger_now", core=True),
        yes_no("safe_to_talk", core=True),
        yes_no("threat", recency=True, verbatim=True),
        choice("who", "ex", "neighbour"),
        choice("ways", "calls", "gifts", "visits", kind="many", recency=True),
        {**yes_no("visits"), "kind": "number"},
        {**yes_no("since"), "kind": "date"},
        {**yes_no("fear", verbatim=True, relevant={"question": "who", "is": "ex"}), "kind": "text"},
        {**yes_no("place"), "kind": "text"},
        rules=(
            rule("danger", "danger_now"),
            rule("lately", {"question": "threat", "recency": "last_2_weeks"}),
            rule("threat", "threat", "medium"),
        ),
    )
)
OPENING = Opened(
    ref="PR-2345",
    channel="call",
    force="Practice force",
    set_id=SMALL.id,
    set_version=SMALL.version,
    set_sha256=sha256(SMALL),
    practice=True,
)
AT = "2026-11-21T22:44:00.000Z"

ids = st.sampled_from(list(SMALL.questions))
words = st.text(max_size=30)
numbers = st.integers(1, 3)
levels = st.sampled_from(SMALL.levels)
values = st.one_of(
    st.sampled_from(["yes", "no", "ex", "2026-11-21"]),
    words,
    st.lists(st.sampled_from(["calls", "gifts", "visits"]), unique=True).map(tuple),
    st.integers(-(10**15), 10**15),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**6), max_value=10**6),
)
forms = st.sampled_from([(form, field.id) for form, fields in FORMS.items() for field in fields])
drafted_in = st.sampled_from(
    ["words", "answer:place", "answer:visits", "note:threat", "person:1:name", "incident:2:when", "danger:0:location"]
)


def answered(question: st.SearchStrategy[str] = ids) -> st.SearchStrategy[kinds.Answered]:
    """An answer with a value or a state, as any question could hold it."""
    shared: dict[str, Any] = {
        "question": question,
        "to": ids,
        "known_by": st.sampled_from(["asked", "volunteered", "words", "earlier_report"]),
        "line": st.none() | numbers,
    }
    spans = st.sampled_from([None, "last_2_weeks", "last_3_months", "earlier"])
    return st.one_of(
        st.builds(kinds.Answered, value=values, recency=spans, **shared),
        st.builds(kinds.Answered, state=st.sampled_from(["unknown", "declined", "unsafe"]), **shared),
    )


def _filled(form: tuple[str, str], number: int, text: str) -> kinds.Filled:
    return kinds.Filled(form=form[0], number=number, field=form[1], text=text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | words, lambda inner: st.lists(inner, max_size=3)
)
EVERY: dict[type[Happening], st.SearchStrategy[Any]] = {
    kinds.Opened: st.builds(
        kinds.Opened,
        ref=words,
        channel=st.sampled_from(["call", "walk_in"]),
        force=words,
        set_id=words,
        set_version=words,
        set_sha256=words,
        practice=st.booleans(),
        caller_number=words,
        incident=words,
    ),
    kinds.Answered: answered(),
    kinds.Cleared: st.builds(kinds.Cleared, question=ids),
    kinds.Noted: st.builds(kinds.Noted, question=ids, text=words),
    kinds.Drafted: st.builds(kinds.Drafted, field=drafted_in, text=words),
    kinds.Moved: st.builds(kinds.Moved, to=ids, back=st.booleans()),
    kinds.Worded: st.builds(kinds.Worded, line=numbers, text=words),
    kinds.Marked: st.builds(kinds.Marked, line=numbers, verbatim=st.booleans()),
    kinds.Dismissed: st.builds(kinds.Dismissed, line=numbers, question=ids),
    kinds.Filled: st.builds(_filled, forms, numbers, words),
    kinds.Sourced: st.builds(
        kinds.Sourced, person=numbers, field=st.sampled_from(["name", "phone"]), by=st.sampled_from(["", "on paper"])
    ),
    kinds.Removed: st.builds(kinds.Removed, form=st.sampled_from(["person", "incident"]), number=numbers),
    kinds.Silenced: st.builds(kinds.Silenced, on=st.booleans()),
    kinds.Parked: st.just(kinds.Parked()),
    kinds.Resumed: st.builds(kinds.Resumed, cut_off=st.booleans()),
    kinds.CallerGone: st.builds(kinds.CallerGone, how=words, call_back=words),
    kinds.CalledBack: st.just(kinds.CalledBack()),
    kinds.Raised: st.builds(kinds.Raised, level=levels, reason=words),
    kinds.RaiseTakenBack: st.just(kinds.RaiseTakenBack()),
    kinds.Graded: st.builds(kinds.Graded, grade=st.sampled_from(["immediate", "scheduled"]), reason=words),
    kinds.ReadBack: st.builds(kinds.ReadBack, agreed=st.booleans(), reason=words),
    kinds.LeftOpen: st.builds(kinds.LeftOpen, questions=st.lists(ids, max_size=3).map(tuple), reason=words),
    kinds.Finished: st.builds(kinds.Finished, revision=numbers, sha256=words),
    kinds.Delivered: st.builds(
        kinds.Delivered, revision=numbers, force_ref=words, receipt=st.dictionaries(words, json_values, max_size=3)
    ),
    kinds.Lowered: st.builds(kinds.Lowered, level=levels, rationale=words, over=st.lists(words, max_size=2).map(tuple)),
    kinds.LoweringAgreed: st.builds(kinds.LoweringAgreed, second=words),
    kinds.LoweringTakenBack: st.just(kinds.LoweringTakenBack()),
    kinds.Acted: st.builds(
        kinds.Acted,
        action=st.sampled_from(["marker", "cctv"]),
        state=st.sampled_from(["done", "not_done", "not_possible", "open"]),
        reason=words,
        told=words,
    ),
    kinds.Advised: st.builds(
        kinds.Advised,
        what=st.sampled_from(["advice", "service"]),
        id=st.sampled_from(["paladin", "diary"]),
        how=st.sampled_from(["given", "declined", "not_safe", ""]),
    ),
    kinds.Amended: st.builds(kinds.Amended, why=words),
    kinds.AmendmentDropped: st.just(kinds.AmendmentDropped()),
    kinds.Viewed: st.builds(kinds.Viewed, what=words),
    kinds.Disclosed: st.builds(kinds.Disclosed, how=words, to=words),
    kinds.Linked: st.builds(
        kinds.Linked,
        person=st.integers(1, 4),
        contact=words,
        ref=words,
        other=st.integers(1, 4),
        verdict=st.sampled_from(["same", "different", "unsure", "undone"]),
        because=st.lists(words, max_size=2).map(tuple),
        ours=st.booleans(),
        earlier=st.booleans(),
    ),
    kinds.Searched: st.builds(kinds.Searched, text=words, shown=st.lists(words, max_size=3).map(tuple)),
}
inside = st.one_of(*[made for kind, made in EVERY.items() if kind not in (kinds.Opened, kinds.Searched)])
"""Anything that can happen in a contact after its opening."""
anything = st.one_of(*EVERY.values())


def events_of(happenings: Iterable[Happening], *, opening: Opened = OPENING, at: str = AT) -> list[Event]:
    """These happenings as the events of one contact, after its opening; a second apart by the running clock."""
    return [
        Event(contact="c1", seq=seq, kind=kind_of(said), body=write(said), at=at, elapsed=float(seq - 1), who="4471")
        for seq, said in enumerate([opening, *happenings], start=1)
    ]


def contact_of(*happenings: Happening, opening: Opened = OPENING) -> Contact:
    """The contact in which this happened."""
    return fold(events_of(happenings, opening=opening))


histories = st.lists(inside, max_size=40)
plain_number = st.one_of(st.integers(-99, 99), st.sampled_from([Decimal("2.50"), Decimal("0.1")]))
