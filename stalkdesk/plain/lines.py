"""Everything a view holds, as plain lines: every state in words, the shortest that a listener can act on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.forms import FORMS
from stalkdesk.desk import wording
from stalkdesk.desk.views import RECENCY, SETTING_ASKED, CallView, Choice, ConcernView, MapRow, QuestionView
from stalkdesk.desk.wording import Labels
from stalkdesk.questions.model import Kind
from stalkdesk.questions.relevance import Standing
from stalkdesk.text import clip, one_line

ANSWER: Final = "Answer:"
MOST_NAMED: Final = 6
"""Questions named in one breath; more of them are counted."""
TYPED: Final = {
    Kind.TEXT.value: "Type it on one line",
    Kind.NUMBER.value: "Type a number",
    Kind.DATE.value: "Type a date, as 21/11/2026",
}
_SCREEN_WORDS: Final = {
    " F6 covers the screen.": "",
    "F8 is danger now": ":danger is danger now",
    "g goes": ":open goes",
    "F10 finishes": ":finish ends the call",
    "a letter from the list below": "r restraining, n non-molestation, s stalking protection, d domestic abuse, "
    "v domestic violence, b bail, c occupation, o another",
}
_STANDING: Final = {
    Standing.WAITING.value: "Not asked yet: it hangs on an earlier question. An answer given now counts.",
    Standing.NOT_RELEVANT.value: "Not asked in this call. An answer given now is kept and does not count.",
}


def is_typed(question: QuestionView) -> bool:
    """Whether a whole line is the answer, so that letters are no keys."""
    return question.kind in TYPED and question.asking != RECENCY


def question_lines(view: CallView, labels: Labels) -> list[str]:
    """The question that is put now: where it stands, the words to say, why, what it holds, its keys."""
    question = view.question
    if question.asking == RECENCY:
        label = wording.label(question.id, labels)
        verbatim = ["Note their exact words: t and the words."] if question.verbatim else []
        return [f"{label[:1].upper()}{label[1:]}: when did it last happen?", *verbatim, *key_lines(question)]
    lines = [f"{question.section}, question {question.place} of {question.of}{', core' if question.core else ''}."]
    lines += [f"{'As written' if question.as_written else 'Own words'}: “{question.ask}”"]
    lines += [f"Why: {in_plain(question.why)}"] if question.why else []
    if question.verbatim and not view.assessment.qset.questions[question.id].recency:
        lines += ["Note their exact words: t and the words."]
    if question.silent:
        lines += ["Silent caller: one tap is yes, two taps are no."]
    lines += [_STANDING[question.standing]] if question.standing in _STANDING else []
    lines += [f"Answered: {one_line(question.answered)}."] if question.answered else []
    lines += (
        [f"Typed, not answered yet: {one_line(question.typed)}"] if question.typed and not question.answered else []
    )
    lines += [f"Note: {one_line(question.note)}"] if question.note else []
    return [*lines, *key_lines(question)]


def key_lines(question: QuestionView) -> list[str]:
    """The keys and what they mean; options each on a line of their own."""
    if question.asking == RECENCY:
        return [_sentence(f"{one.key} {one.label}" for one in (*question.choices, *question.states))]
    if is_typed(question):
        states = ", ".join(f":{one.key} {_state(one)}" for one in question.states)
        return [f"{TYPED[question.kind]}, or {states}. Enter moves on."]
    states = [f"{one.key} {_state(one)}" for one in question.states]
    if question.kind == Kind.YES_NO.value:
        return [_sentence([*(f"{one.key} {one.label}" for one in question.choices), *states])]
    options = [f"{one.key}: {one.label}{', chosen' if one.chosen else ''}" for one in question.choices]
    if question.kind == Kind.MANY.value:
        return ["One or more keys, as 1 3. Enter moves on.", *options, _sentence(states)]
    return [*options, _sentence(states)]


def keys_alone(question: QuestionView) -> str:
    """The keys without what they mean."""
    return " ".join(one.key for one in (*question.choices, *question.states))


def key_of(question: QuestionView, typed: str) -> Choice | None:
    """The answer that this key, or its whole word, gives here."""
    said = typed.casefold()
    every = (*question.choices, *question.states)
    return next((one for one in every if said in (one.key, one.label.casefold())), None)


def keys_of_many(question: QuestionView, typed: str) -> tuple[Choice, ...]:
    """The options that `1 3 4` turns on or off; empty where any of it is no key of an option."""
    keys = dict.fromkeys(re.sub(r"[\s,]", "", typed.casefold()))
    options = {one.key: one for one in question.choices if one.does != "value:"}
    return tuple(options[key] for key in keys) if keys.keys() <= options.keys() else ()


def kept_line(asked: QuestionView, view: CallView, labels: Labels) -> str:
    """That the answer to what was asked is on the disk, and what it is."""
    if asked.asking == SETTING_ASKED:
        return f"Kept: {wording.label(asked.id, labels)}, {view.contact.setting.get(asked.id, '')}."
    answer, label = view.contact.answers.get(asked.id), wording.label(asked.id, labels)
    if answer is None:
        return f"Taken back: {label}."
    words = clip(wording.full(view.assessment.qset.questions[asked.id], answer), 120)
    when = ", not known when" if asked.asking == RECENCY and answer.recency is None else ""
    return f"Kept: {label}, {words}{when}."


def change_lines(before: CallView, after: CallView) -> list[str]:
    """What an answer did beside being kept: to the level, and to other answers."""
    lines: list[str] = []
    was, now = before.concern, after.concern
    if now.level != was.level:
        known = {reason.text for reason in was.because}
        new = [one.text for one in now.because if one.level == now.level and one.text not in known]
        why = f": {'; '.join(new)}." if new else ": enough has been asked." if now.sufficient else "."
        lines.append(f"Level now {now.level}, was {was.level}{why}")
    if now.sufficient and not was.sufficient:
        lines.append(f"Minimum safe set complete, {now.core} of {now.core}.")
    elif was.sufficient and not now.sufficient:
        lines.append(f"Minimum safe set open again, {now.covered} of {now.core}.")
    done = after.first_open is None and after.question.asking != RECENCY
    if done and (before.first_open is not None or before.question.asking == RECENCY):
        lines.append("Every question has been reached. :finish ends the call.")
    return [*lines, f"{in_plain(after.notice).rstrip('.')}."] if after.notice else lines


def in_plain(text: str) -> str:
    """Words of the desk that name a key of the screens, with what does the same here."""
    for key, words in _SCREEN_WORDS.items():
        text = text.replace(key, words)
    return text


def level_line(concern: ConcernView) -> str:
    """The level in one sentence, with what it could still become."""
    could = f", could be {concern.possible}" if concern.possible != concern.level else ""
    raised = ", raised by the handler" if concern.raised else ""
    enough = "" if concern.sufficient else " Not enough asked yet."
    return f"Level {concern.level}{raised}{could}. Minimum safe set {concern.covered} of {concern.core}.{enough}"


def why_lines(view: CallView, *, everything: bool) -> list[str]:
    """The level, why it stands, what could still raise it, and the four signs."""
    concern = view.concern
    lines = [level_line(concern)]
    lines += [f"{reason.level} because: {reason.text}." for reason in concern.because] or ["No reason to raise it yet."]
    for level in [level.upper() for level in view.assessment.qset.levels[: concern.rank : -1]]:
        names = [reason.text for reason in concern.could_raise if reason.level == level]
        more = 0 if everything else len(names) - MOST_NAMED
        rest = f"; and {more} more, :why all says them" if more > 0 else ""
        if names:
            lines.append(f"Could raise it to {level}: {'; '.join(names[:-more] if more > 0 else names)}{rest}.")
    if concern.four:
        lines.append("FOUR: " + _sentence(f"{name.lower()} {truth}" for name, truth in concern.four))
    return lines


def map_lines(view: CallView, *, everything: bool) -> list[str]:
    """Where the call stands: each section, and the questions of this one or of all."""
    lines: list[str] = []
    for section in view.map:
        here = ", you are here" if section.here else ""
        lines.append(f"{section.title}: {section.reached} of {section.of} reached{here}.")
        if everything or section.here:
            lines += [f"{row.label}: {_row_words(view, row)}{', core' if row.core else ''}." for row in section.rows]
    return lines if everything else [*lines, ":map all says every question."]


def proposal_line(view: CallView) -> str:
    """The first answer that the caller's words propose; empty where there is none."""
    if not view.proposed:
        return ""
    one = view.proposed[0]
    what = f"{one.label}, {one.answer}" if one.value else one.label
    take = "keeps that" if one.value else "goes there"
    return f"“{one.phrase}” may answer: {what}. :take {take}, :dismiss does not."


def entry_line(form: str, entry: Mapping[str, str], known: Mapping[str, str]) -> str:
    """One person or incident in a sentence, with how each thing is known."""
    parts: list[str] = []
    for field in FORMS[form]:
        if entry.get(field.id):
            by = f" ({known[field.id]})" if field.id in known else ""
            parts.append(f"{field.label.lower()} {one_line(entry[field.id])}{by}")
    return "; ".join(parts) or "nothing yet"


def words_lines(contact: Contact) -> list[str]:
    """The caller's account, line by line."""
    lines = [
        f"{line.number}{', exact words' if line.verbatim else ''}: {one_line(line.text)}"
        for line in contact.words
        if line.text
    ]
    return lines or ["No words yet. :words and a line of their account."]


def _row_words(view: CallView, row: MapRow) -> str:
    answer = view.contact.answers.get(row.id)
    words = "" if answer is None else clip(wording.full(view.assessment.qset.questions[row.id], answer), 60)
    return f"{row.words}, {words}" if row.state == "aside" else words or row.words or "open"


def _state(choice: Choice) -> str:
    state = {key: wording.STATE_SHORT[state] for key, state in wording.STATE_KEYS.items()}
    return state.get(choice.key, choice.label)


def _sentence(parts: Iterable[str]) -> str:
    return ", ".join(parts) + "."
