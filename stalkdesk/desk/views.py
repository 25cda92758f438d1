"""What screens are given: frozen values made from a contact, with every word and mark already chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.forms import SETTING, Field
from stalkdesk.contact.outcome import standing_level
from stalkdesk.desk import wording
from stalkdesk.desk.joined import NOTHING, Joined
from stalkdesk.desk.proposed import Find, Proposed, no_longer, proposals
from stalkdesk.desk.wording import Labels
from stalkdesk.questions.answers import Answer
from stalkdesk.questions.assess import Assessment
from stalkdesk.questions.model import Kind, Question, QuestionSet, Recency, Say
from stalkdesk.questions.relevance import Standing

ANSWER, RECENCY, SETTING_ASKED = "answer", "recency", "setting"
CHOICE_KEYS: Final = "1234567890abcefhijklo"
"""Keys of a choice's options in order. Letters with a meaning of their own on the call are left out."""
FOUR: Final = ("four_fixated", "four_obsessive", "four_unwanted", "four_repeated")
RECENCY_KEYS: Final = dict(zip("123", Recency, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One key that answers. `does`: `value:yes`, `state:unknown`, `recency:earlier`."""

    key: str
    label: str
    does: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """The question on the screen. `typed` is what stands in its field, for text, number and date."""

    id: str
    section: str
    place: int
    of: int
    ask: str
    as_written: bool
    core: bool
    kind: str
    asking: str
    choices: tuple[Choice, ...]
    states: tuple[Choice, ...]
    answered: str
    typed: str
    why: str
    help: str
    note: str
    verbatim: bool
    standing: str
    silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """One question in the map: its mark, its state in words, and whether it is on the screen."""

    id: str
    label: str
    mark: str
    words: str
    state: str
    core: bool
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSection:
    """A section in the map."""

    title: str
    reached: int
    of: int
    rows: tuple[MapRow, ...]
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule that holds the level, or a question that could raise it."""

    level: str
    mark: str
    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernView:
    """The level that stands, why, and what could still raise it. Ranks count from 0, the lowest, to `top`."""

    level: str
    mark: str
    rank: int
    top: int
    possible: str
    possible_rank: int
    sufficient: bool
    raised: bool
    because: tuple[Reason, ...]
    could_raise: tuple[Reason, ...]
    four: tuple[tuple[str, str], ...]
    covered: int
    core: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """A contact as the screens show it. `notice` says in words what the last key did beside the plain answer."""

    contact: Contact
    assessment: Assessment
    question: QuestionView
    map: tuple[MapSection, ...]
    concern: ConcernView
    proposed: tuple[Proposed, ...]
    joined: Joined
    no_longer: tuple[str, ...]
    """Questions, by their short names, whose answer was taken from something that does not show it any more."""
    notice: str
    first_open: str | None
    alarm: bool
    """Somebody is in danger now, and nobody has written down yet that dispatch was told."""


def call_view(  # noqa: PLR0913  the parts a view is made from
    contact: Contact,
    assessment: Assessment,
    find: Find,
    labels: Labels,
    *,
    asking: str,
    notice: str,
    setting: Field | None = None,
    joined: Joined = NOTHING,
) -> CallView:
    """The whole view of a contact in hand. `setting`: a question of the front desk's own that comes first; `joined`:
    what the reports hold that its people were linked to."""
    qset = assessment.qset
    position = contact.position or next(iter(qset.questions))
    if setting is None:
        question = question_view(contact, assessment, position, asking)
    else:
        question = setting_view(setting, SETTING.index(setting) + 1, contact)
    return CallView(
        contact=contact,
        assessment=assessment,
        question=question,
        map=map_view(contact, assessment, labels, position),
        concern=concern_view(contact, assessment, labels),
        proposed=proposals(contact, assessment, find, labels, joined),
        joined=joined,
        no_longer=tuple(wording.label(id, labels) for id in no_longer(contact, joined)),
        notice=notice,
        first_open=assessment.next,
        alarm=_alarm(contact),
    )


def _alarm(contact: Contact) -> bool:
    danger = contact.answers.get("danger_now")
    return (bool(contact.danger) or (danger is not None and danger.value == "yes")) and "told" not in contact.danger


def setting_view(field: Field, number: int, contact: Contact) -> QuestionView:
    """A question of the front desk's own, asked before the screening; it bears on no level."""
    said = contact.setting.get(field.id, "")
    return QuestionView(
        id=field.id,
        section="At the front desk",
        place=number,
        of=len(SETTING),
        ask=field.label,
        as_written=False,
        core=False,
        kind=Kind.YES_NO.value,
        asking=SETTING_ASKED,
        choices=tuple(
            Choice(key=key, label=word, does=f"setting:{word}", chosen=said == word)
            for key, word in (("y", "yes"), ("n", "no"))
        ),
        states=(Choice(key="u", label="can't tell", does="setting:can't tell", chosen=said == "can't tell"),),
        answered=said,
        typed="",
        why=field.hint,
        help="",
        note=contact.drafts.get(f"note:{field.id}", contact.notes.get(field.id, "")),
        verbatim=False,
        standing=Standing.ASKED.value,
        silent=False,
    )


def question_view(contact: Contact, assessment: Assessment, id: str, asking: str) -> QuestionView:
    """One question with everything that answers it."""
    qset = assessment.qset
    question = qset.questions[id]
    section = next(section for section in qset.sections if question in section.questions)
    answer = contact.answers.get(id)
    recency = asking == RECENCY
    typed = question.kind in (Kind.TEXT, Kind.NUMBER, Kind.DATE)
    value = "" if answer is None or answer.value is None or not typed else str(answer.value)
    return QuestionView(
        id=id,
        section=section.title,
        place=section.questions.index(question) + 1,
        of=len(section.questions),
        ask=question.ask,
        as_written=question.say is Say.AS_WRITTEN,
        core=question.core,
        kind=question.kind.value,
        asking=asking,
        choices=_recency_choices(answer) if recency else _choices(question, answer),
        states=((Choice(key="u", label="caller doesn't know when", does="recency:"),) if recency else _states(answer)),
        answered="" if answer is None else wording.full(question, answer),
        typed=contact.drafts.get(f"answer:{id}", value),
        why=question.why or "",
        help=question.help or "",
        note=contact.drafts.get(f"note:{id}", contact.notes.get(id, "")),
        verbatim=question.verbatim,
        standing=_standing(assessment, id).value,
        silent=contact.silent,
    )


def _choices(question: Question, answer: Answer | None) -> tuple[Choice, ...]:
    value = None if answer is None else answer.value
    if question.kind is Kind.YES_NO:
        return tuple(
            Choice(key=key, label=word, does=f"value:{word}", chosen=value == word)
            for key, word in (("y", "yes"), ("n", "no"))
        )
    chosen = value if isinstance(value, tuple) else (value,)
    found = tuple(
        Choice(key=key, label=option.label, does=f"value:{option.id}", chosen=option.id in chosen)
        for key, option in zip(CHOICE_KEYS, question.options, strict=False)
    )
    if question.kind is Kind.MANY:
        none = Choice(key="n", label="none of these", does="value:", chosen=value == ())
        return (*found, none)
    return found


def _states(answer: Answer | None) -> tuple[Choice, ...]:
    state = None if answer is None else answer.state
    return tuple(
        Choice(key=key, label=wording.STATE_LABELS[one], does=f"state:{one.value}", chosen=one is state)
        for key, one in wording.STATE_KEYS.items()
    )


def _recency_choices(answer: Answer | None) -> tuple[Choice, ...]:
    chosen = None if answer is None else answer.recency
    return tuple(
        Choice(key=key, label=wording.RECENCY_LABELS[span], does=f"recency:{span.value}", chosen=span == chosen)
        for key, span in RECENCY_KEYS.items()
    )


def _standing(assessment: Assessment, id: str) -> Standing:
    relevance = assessment.relevance
    if id in relevance.asked:
        return Standing.ASKED
    return Standing.WAITING if id in relevance.waiting else Standing.NOT_RELEVANT


def map_view(contact: Contact, assessment: Assessment, labels: Labels, position: str) -> tuple[MapSection, ...]:
    """Every section and question with where it stands."""
    asked, waiting = frozenset(assessment.relevance.asked), frozenset(assessment.relevance.waiting)
    sections: list[MapSection] = []
    for section in assessment.qset.sections:
        rows: list[MapRow] = []
        reached = of = 0
        for question in section.questions:
            id = question.id
            answer = contact.answers.get(id)
            standing = Standing.ASKED if id in asked else Standing.WAITING if id in waiting else Standing.NOT_RELEVANT
            of += standing is Standing.ASKED
            reached += standing is Standing.ASKED and answer is not None
            mark, words, state = _row_state(question, answer, standing)
            rows.append(_row(id, wording.label(id, labels), mark, words, state, question.core, id == position))
        here = any(row.here for row in rows)
        sections.append(MapSection(title=section.title, reached=reached, of=of, rows=tuple(rows), here=here))
    return tuple(sections)


@lru_cache(maxsize=1024)  # nearly every row is the same as before the last answer
def _row(id: str, label: str, mark: str, words: str, state: str, core: bool, here: bool) -> MapRow:  # noqa: PLR0913, FBT001  positional, and each a part of what is remembered
    return MapRow(id=id, label=label, mark=mark, words=words, state=state, core=core, here=here)


def _row_state(question: Question, answer: Answer | None, standing: Standing) -> tuple[str, str, str]:
    """Mark, words, and what kind of state it is."""
    if standing is Standing.NOT_RELEVANT:
        return ("◌", "set aside", "aside") if answer is not None else ("·", "not asked", "out")
    if answer is not None:
        words = wording.short(question, answer)
        if answer.state is not None:
            return (wording.STATE_MARKS[answer.state], words, "unknown")
        undated = question.recency and answer.value not in ("no", ()) and answer.recency is None
        return ("✓", f"{words} · when?" if undated else words, "answered")
    return ("…", "waits", "waiting") if standing is Standing.WAITING else ("○", "", "open")


def concern_view(contact: Contact, assessment: Assessment, labels: Labels) -> ConcernView:
    """The level that stands, with its reasons."""
    qset, found = assessment.qset, assessment.concern
    level = standing_level(contact, assessment)
    return ConcernView(
        level=level.upper(),
        mark=wording.level_mark(qset, level),
        rank=qset.rank[level],
        top=len(qset.levels) - 1,
        possible=found.possible.upper(),
        possible_rank=qset.rank[found.possible],
        sufficient=assessment.sufficient,
        raised=contact.raised is not None and qset.rank[level] > qset.rank[assessment.shown],
        because=tuple(
            Reason(
                level=because.rule.level.upper(),
                mark=wording.level_mark(qset, because.rule.level),
                text=because.rule.because,
                questions=because.answers,
            )
            for because in found.because
        ),
        could_raise=tuple(
            Reason(
                level=one.to.upper(),
                mark=wording.level_mark(qset, one.to),
                text=wording.label(one.question, labels),
                questions=(one.question,),
            )
            # The minimum safe set first among those that could raise it as high: that is what is asked next.
            for one in sorted(
                found.could_raise, key=lambda one: (-qset.rank[one.to], not qset.questions[one.question].core)
            )
        ),
        four=_four(qset, assessment),
        covered=len(assessment.core.of) - len(assessment.core.open),
        core=len(assessment.core.of),
    )


def _four(qset: QuestionSet, assessment: Assessment) -> tuple[tuple[str, str], ...]:
    tests: Mapping[str, object] = qset.tests
    return tuple(
        (test.removeprefix("four_").capitalize(), wording.truth(assessment.concern.tests[test]))
        for test in FOUR
        if test in tests
    )
