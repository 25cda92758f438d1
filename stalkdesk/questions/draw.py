"""A question set as a picture for those who own the policy: Mermaid or Graphviz text.

Sections hold their questions in the order asked; an arrow leads from a question to one whose asking
hangs on it; rules stand on the right under their level, with a line from each question they hang on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stalkdesk.questions.conditions import AllOf, Answered, AnyOf, AtLeast, Between, Condition, Includes, Is, Named, Not
from stalkdesk.questions.model import YES, Question, QuestionSet, Rule
from stalkdesk.text import one_line


def in_words(condition: Condition) -> str:
    """A condition as people read it: `fear is frightened or very_frightened, and not breached`."""
    match condition:
        case Named(name):
            return name
        case Not(part):
            return f"not {_inside(part)}"
        case AllOf(parts):
            return " and ".join(map(_inside, parts))
        case AnyOf(parts):
            return " or ".join(map(_inside, parts))
        case AtLeast(count, parts):
            return f"{count} or more of ({'; '.join(map(in_words, parts))})"
        case Is(question, values):
            return question if values == (YES,) else f"{question} is {_either(values)}"
        case Includes(question, values):
            return f"{question} includes {_either(values)}"
        case Between(question, low, high):
            bounds = [f"{word} {bound}" for word, bound in (("from", low), ("to", high)) if bound is not None]
            return f"{question} {' '.join(bounds)}"
        case Answered(question, wanted):
            return f"{question} is {'' if wanted else 'not '}answered"
        case _:
            return f"{condition.question} {_either(condition.spans)}"


def _inside(part: Condition) -> str:
    words = in_words(part)
    return f"({words})" if isinstance(part, AllOf | AnyOf) and len(part.parts) > 1 else words


def _either(values: tuple[object, ...]) -> str:
    return " or ".join(map(str, values))


def mermaid(qset: QuestionSet) -> str:
    """The set as a Mermaid flowchart."""
    lines = ["flowchart LR"]
    for section in qset.sections:
        lines.append(f'  subgraph s_{section.id}["{_mermaid(section.title)}"]')
        lines += [f'    q_{q.id}["{_mermaid(_label(q))}"]' for q in section.questions]
        lines.append("  end")
    for level, rules in _floors(qset):
        lines.append(f'  subgraph l_{level}["{_mermaid(level.upper())}"]')
        lines += [f'    r_{rule.id}(["{_mermaid(_floor(rule))}"])' for rule in rules]
        lines.append("  end")
    lines += [f'  q_{gate} -->|"{_mermaid(words)}"| q_{question}' for gate, question, words in _gates(qset)]
    lines += [f"  q_{question} -.-> r_{rule}" for question, rule in _bearings(qset)]
    return "\n".join(lines)


def graphviz(qset: QuestionSet) -> str:
    """The set in Graphviz's language."""
    lines = [
        f"digraph {_dot(qset.id)} {{",
        '  rankdir=LR; node [shape=box, style=rounded, fontname="sans-serif"]; edge [fontname="sans-serif"];',
        f"  label={_dot(f'{qset.title} {qset.version}')};",
    ]
    for section in qset.sections:
        lines.append(f"  subgraph {_dot('cluster_' + section.id)} {{ label={_dot(section.title)};")
        lines += [f"    {_dot('q_' + q.id)} [label={_dot(_label(q))}];" for q in section.questions]
        lines.append("  }")
    for level, rules in _floors(qset):
        lines.append(f"  subgraph {_dot('cluster_level_' + level)} {{ label={_dot(level.upper())};")
        lines += [f"    {_dot('r_' + rule.id)} [label={_dot(_floor(rule))}, shape=ellipse];" for rule in rules]
        lines.append("  }")
    lines += [
        f"  {_dot('q_' + gate)} -> {_dot('q_' + question)} [label={_dot(words)}];"
        for gate, question, words in _gates(qset)
    ]
    lines += [f"  {_dot('q_' + question)} -> {_dot('r_' + rule)} [style=dotted];" for question, rule in _bearings(qset)]
    return "\n".join([*lines, "}"])


def _floors(qset: QuestionSet) -> Iterator[tuple[str, list[Rule]]]:
    """The levels that have rules, highest first, each with its rules."""
    for level in reversed(qset.levels):
        rules = [rule for rule in qset.rules if rule.level == level]
        if rules:
            yield level, rules


def _label(question: Question) -> str:
    return f"{question.id}{' (core)' if question.core else ''}: {question.ask}"


def _floor(rule: Rule) -> str:
    return f"{rule.id}: {rule.because}"


def _gates(qset: QuestionSet) -> Iterator[tuple[str, str, str]]:
    """Gate, gated question, and the condition in words, once for each pair, in the order asked."""
    for question in qset.questions.values():
        if question.relevant is not None:
            words = in_words(question.relevant)
            for gate in sorted(qset.gates[question.id], key=qset.place.__getitem__):
                yield gate, question.id, words


def _bearings(qset: QuestionSet) -> Iterator[tuple[str, str]]:
    for rule in qset.rules:
        for question in sorted(qset.mentioned_by(rule.when), key=qset.place.__getitem__):
            yield question, rule.id


def _mermaid(text: str) -> str:
    # Mermaid reads entities by number: whatever could end the label or start markup goes in as one.
    return re.sub(r"""[#&"<>`{}\[\]|\\]""", lambda found: f"#{ord(found.group())};", one_line(text))


def _dot(text: str) -> str:
    # Graphviz reads &…; as a character even in quotes, and then writes SVG that is not XML.
    return '"' + one_line(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') + '"'
