"""Answers that are proposed: by the caller's words, the danger form, the incidents, an earlier report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.forms import ORDER_KINDS
from stalkdesk.desk import wording
from stalkdesk.desk.joined import INCIDENTS, NOTHING, ORDERS, Joined
from stalkdesk.desk.wording import Labels
from stalkdesk.questions.answers import KnownBy, Value
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.cues import Cue
from stalkdesk.questions.model import Kind
from stalkdesk.text import clip, one_line

if TYPE_CHECKING:
    from stalkdesk.desk.course import Shown

Find = Callable[[str], tuple[Cue, ...]]
"""The cues in a line of words."""
DANGER: Final = "danger_now"
REPORTED: Final = "reported_before"
IN_FORCE: Final = "order_in_force"
SAFE_CONTACT: Final = "safe_contact"
"""The question, and the line of a person, that say how to reach them safely."""
BY_DANGER, BY_LINK, BY_COURSE, BY_EARLIER = 0, -1, -2, -3
"""In the place of a line of words: the danger form, a link, the incidents and orders, or an earlier answer."""
_COUNTED: Final = ("how_many", "how_long", "escalating")
"""Questions that the course answers, whosever incidents it is of."""
KNOWN_BY: Final = {
    BY_DANGER: KnownBy.ASKED,
    BY_LINK: KnownBy.EARLIER_REPORT,
    BY_COURSE: KnownBy.VOLUNTEERED,
    BY_EARLIER: KnownBy.EARLIER_REPORT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """An answer that something already gives: one key takes it, another dismisses it. `value` is empty where a line of
    words only says which question it belongs to; `answer` is the value in words, `label` the question's short name."""

    line: int
    question: str
    label: str = ""
    phrase: str
    value: Value = "yes"
    answer: str = ""
    recency: str | None = None
    source: str = ""


def proposals(
    contact: Contact, assessment: Assessment, find: Find, labels: Labels, joined: Joined = NOTHING
) -> tuple[Proposed, ...]:
    """What is already said: danger first, then what an earlier report says to the question on the screen, then the
    caller's words, the latest line first and threats before the rest, then what the incidents show."""
    asked = frozenset(assessment.relevance.asked) | frozenset(assessment.relevance.waiting)
    found: dict[str, Proposed] = {}
    for one in (
        *_danger(contact),
        *_reached(contact),
        *_earlier(contact, joined),
        *_linked(contact),
        *_words(contact, assessment, find),
        *_orders(contact, joined),
        *_course(contact, assessment, joined),
    ):
        before = found.get(one.question)
        if one.question in asked and (before is None or not before.value):  # an answer is more than a way to one
            label, answer = wording.label(one.question, labels), one.answer or str(one.value)
            found[one.question] = replace(one, label=label, answer=answer)
    questions = assessment.qset.questions
    order = {DANGER: -2, contact.position: -1}
    return tuple(
        sorted(found.values(), key=lambda one: (order.get(one.question, 0), not questions[one.question].verbatim))
    )


def _danger(contact: Contact) -> Iterator[Proposed]:
    danger = contact.answers.get(DANGER)
    if contact.danger and (danger is None or danger.value != "yes"):
        yield Proposed(line=BY_DANGER, question=DANGER, phrase="the danger form")


def safe_line(contact: Contact) -> tuple[str, str]:
    """How to reach the victim safely, as it stands among the people, and on whose page; empty where nothing does."""
    for role in ("victim", "caller"):
        for entry in contact.people.values():
            if entry.get("role") == role and entry.get(SAFE_CONTACT):
                return entry[SAFE_CONTACT], role
    return "", ""


def _reached(contact: Contact) -> Iterator[Proposed]:
    text, role = safe_line(contact)
    answer = contact.answers.get(SAFE_CONTACT)
    if text and SAFE_CONTACT not in contact.not_so and (answer is None or answer.value is None):
        yield Proposed(
            line=BY_COURSE,
            question=SAFE_CONTACT,
            phrase=f"on the {role}'s page",
            value=text,
            answer=clip(one_line(text), 60),
        )


def _linked(contact: Contact) -> Iterator[Proposed]:
    linked = contact.reported_before
    if linked and REPORTED not in contact.not_so and REPORTED not in contact.answers:
        refs = ", ".join(linked)
        said = [link.said for link in contact.linked.values() if link.said.verdict == "same" and link.said.earlier]
        roles = {contact.people.get(one.person, {}).get("role", "") for one in said}
        by = ", by the suspect: ask whether they reported it" if roles == {"suspect"} else ""
        yield Proposed(line=BY_LINK, question=REPORTED, phrase=f"linked to {refs}{by}", source=refs)


def _earlier(contact: Contact, joined: Joined) -> Iterator[Proposed]:
    """Only for the question that is on the screen: each is asked, and none is copied unseen."""
    id = contact.position or ""
    before = joined.answers.get(id)
    if before is not None and id not in contact.answers and id not in contact.not_so:
        value, words = before.value, f"{before.words} (still so?)"
        yield Proposed(line=BY_EARLIER, question=id, phrase=before.said, value=value, answer=words, source=before.ref)


def _words(contact: Contact, assessment: Assessment, find: Find) -> Iterator[Proposed]:
    """Questions not reached that the words already answer."""
    for line in reversed(contact.words):
        for cue in find(line.text):
            if cue.question not in contact.answers and cue.question not in line.dismissed:
                plain = assessment.qset.questions[cue.question].kind is Kind.YES_NO
                phrase = line.text[cue.start : cue.end]
                value = "yes" if plain else ""
                yield Proposed(line=line.number, question=cue.question, phrase=phrase, value=value)


def _orders(contact: Contact, joined: Joined) -> Iterator[Proposed]:
    """An order that was written down says which one is in force: one that an incident broke before the others."""
    answer = contact.answers.get(IN_FORCE)
    if IN_FORCE in contact.not_so or (answer is not None and answer.value not in (None, "none")):
        return
    kinds = _kinds(contact, joined)
    if not kinds:
        return
    from stalkdesk.desk.course import run_out, today_of  # not on the way to the first screen

    for kind, (order, ref) in kinds.items():
        if not run_out(order, today_of(contact)):
            answer = order["kind"]
            phrase = f"{answer} in {ref}, which an incident broke" if ref else f"{answer} written down"
            source = ref or ORDERS
            yield Proposed(line=BY_COURSE, question=IN_FORCE, phrase=phrase, value=kind, answer=answer, source=source)


def _kinds(contact: Contact, joined: Joined) -> dict[str, tuple[Mapping[str, str], str]]:
    """The option of each order that was written down, and of those of linked reports that an incident here broke: with
    the order, and the report it is of. Those that were broken stand first."""
    options = {name: option for option, name in ORDER_KINDS.values()}
    keys = {incident.get("order") for incident in contact.incidents.values()}
    own = sorted(contact.orders.items())
    every = [(order, "") for number, order in own if str(number) in keys]
    every += [(held.order, held.ref) for held in joined.orders if held.key in keys]
    every += [(order, "") for number, order in own if str(number) not in keys]
    found: dict[str, tuple[Mapping[str, str], str]] = {}
    for order, ref in every:
        if (kind := order.get("kind")) in options:
            found.setdefault(options[kind], (order, ref))
    return found


def _course(contact: Contact, assessment: Assessment, joined: Joined) -> Iterator[Proposed]:
    """What the incidents show: where nothing is answered, or less."""
    for id, shown in unanswered(contact, assessment, joined):
        question = assessment.qset.questions[id]
        if id not in contact.not_so:
            words = next((option.label for option in question.options if option.id == shown.value), shown.value)
            yield Proposed(
                line=BY_COURSE,
                question=id,
                phrase=shown.why,
                value=shown.value,
                answer=words,
                recency=shown.recency if question.recency else None,
                source=shown.source,
            )


def unanswered(contact: Contact, assessment: Assessment, joined: Joined) -> Iterator[tuple[str, Shown]]:
    """What the incidents show and the answers do not say: nothing, or less; or more, where that was taken from them."""
    if not contact.incidents and not joined.happened:
        return
    from stalkdesk.desk.course import counted, course_of  # not on the way to the first screen

    for id, shown in counted(course_of(contact, joined)).items():
        question, answer = assessment.qset.questions.get(id), contact.answers.get(id)
        options = [] if question is None else [option.id for option in question.options] or ["no", "yes"]
        if shown.value not in options:  # another set of questions, or with options of its own
            continue
        given = answer.value if answer is not None else None
        taken = bool(contact.sources.get(id))
        more = given is None or (given in options and options.index(str(given)) < options.index(shown.value))
        if more or (taken and given != shown.value):
            yield id, shown


def refs_in(source: str) -> set[str]:
    """The earlier reports among what an answer was taken from."""
    return set(source.split(", ")) - {INCIDENTS, ORDERS}


def no_longer(contact: Contact, joined: Joined) -> tuple[str, ...]:
    """Questions whose answer was taken from incidents that do not show it now, or from a report no longer linked."""
    if not contact.sources:
        return ()
    from stalkdesk.desk.course import counted, course_of  # not on the way to the first screen

    shown = counted(course_of(contact, joined))
    linked = {report.ref for report in joined.reports}
    found: list[str] = []
    for id, source in contact.sources.items():
        answer = contact.answers.get(id)
        value = None if answer is None else answer.value
        if source == ORDERS or id == IN_FORCE:
            gone = value not in _kinds(contact, joined)
        elif INCIDENTS in source or id in _COUNTED:
            gone = id not in shown or shown[id].value != value
        else:
            gone = False
        if gone or not refs_in(source) <= linked:
            found.append(id)
    return tuple(found)
