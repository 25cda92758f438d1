"""The forms beside the questions: what can be written down of people, incidents, danger now, and a front desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One line of a form. `hint` is shown while it is empty."""

    id: str
    label: str
    hint: str = ""


ROLES: Final = ("caller", "victim", "suspect", "child", "other")

PERSON: Final = (
    Field(id="name", label="Name", hint="as they say it; nothing here is a must"),
    Field(id="role", label="Role", hint="c caller, v victim, s suspect, k child, o other"),
    Field(id="known_as", label="Also known as", hint="other names, nicknames, earlier surnames"),
    Field(id="born", label="Born or age", hint="14/3/1991, or about 35"),
    Field(id="phone", label="Phone", hint="any number, however it was said"),
    Field(id="safe_contact", label="Safe contact", hint="how and when to reach them; may a message be left?"),
    Field(id="address", label="Address", hint="or the part of it that is known"),
    Field(id="vehicle", label="Vehicle", hint="plate, make, colour"),
    Field(id="online", label="Online names", hint="which platform, which name"),
    Field(id="work", label="Work or school"),
    Field(id="looks", label="Description"),
    Field(id="sex", label="Sex", hint="as they say it"),
    Field(id="language", label="Language", hint="what they speak: Urdu, little English; sign language"),
    Field(id="source", label="How known", hint="who says so, or where it was seen: caller, papers"),
)
SAID_BY: Final = {
    "they say": "said",
    "seen or heard by us": "seen",
    "on paper": "paper",
    "police system": "police",
    "somebody else says": "other",
    "not sure": "unsure",
}
"""How one fact of a person is known, and the same in one word, in the order in which a key goes round."""
FACTS: Final = frozenset(one.id for one in PERSON) - {"role", "source"}
"""The lines of a person of which that can be said."""
INCIDENT: Final = (
    Field(id="when", label="When", hint="last Tuesday; every night since Friday; 40 since May"),
    Field(id="where", label="Where"),
    Field(id="what", label="What happened"),
    Field(id="evidence", label="Evidence", hint="what there is, and who holds it"),
    Field(id="breach", label="Order broken", hint="which order or bail, if this breaks one"),
)
_DENIES: Final = frozenset(
    {"no", "none", "nope", "nil", "na", "n", "x", "not", "nothing", "dont", "doesnt", "didnt", "refused"}
    | {"maybe", "possibly"}
)
"""First words of a line that says that no order was broken, or that nobody knows."""
_DOUBTS: Final = frozenset({"unknown", "unsure", "unclear", "idea", "perhaps"})
_TERMS: Final = ("no contact", "no approach", "no go", "not to ", "no communication")
"""What an order forbids begins like a denial."""
ORDER: Final = (
    Field(id="kind", label="Order", hint="a letter from the list below, or type it"),
    Field(id="against", label="Against", hint="whom it keeps away, and from whom"),
    Field(id="court", label="Court or force", hint="which court or police force made it, and its number"),
    Field(id="made", label="Made", hint="when; 14/3/2026, or as far as it is known"),
    Field(id="until", label="Until", hint="a date, or further order"),
    Field(id="terms", label="Terms", hint="what it forbids: contact, places, distance"),
    Field(id="proof", label="Proof seen", hint="papers, a photo, a police system; or their word only"),
)
ORDER_KINDS: Final = {
    "r": ("restraining", "Restraining order"),
    "n": ("non_molestation", "Non-molestation order"),
    "s": ("stalking_protection", "Stalking protection order"),
    "d": ("dapo_dapn", "Domestic abuse protection order or notice"),
    "v": ("dvpo_dvpn", "Domestic violence protection order or notice"),
    "b": ("bail", "Bail"),
    "c": ("occupation", "Occupation order"),
    "o": ("other", "Another order"),
}
"""Letter → the option of `order_in_force` it stands for, and its name."""
DANGER: Final = (
    Field(id="location", label="Where are you now?", hint="address, place, road, what3words, what they can see"),
    Field(id="suspect", label="Where is the suspect?", hint="here, outside, on the way, in a car; description"),
    Field(id="weapon", label="Any weapon?", hint="seen, said or known of"),
    Field(id="at_risk", label="Who is in danger?", hint="the caller, children, others there"),
    Field(id="told", label="Dispatch told", hint="who was told, when, log number"),
)
SETTING: Final = (
    Field(
        id="overheard",
        label="Can anyone overhear us here?",
        hint="If yes, go to a room before you go on, or turn away from the queue. F6 covers the screen.",
    ),
    Field(
        id="other_here",
        label="Is the person you fear here, or waiting outside?",
        hint="If yes, take them somewhere safe first and tell your sergeant. F8 is danger now.",
    ),
)
DECISION: Final = (
    Field(id="interim", label="Interim risk", hint="what could happen before officers arrive"),
    Field(id="harassment_only", label="Harassment only", hint="why this is harassment and not stalking"),
    Field(id="no_crime", label="No crime", hint="why no crime is recorded"),
    Field(id="message_safe", label="Safe to leave a message", hint="yes, no, or not known"),
)
FORMS: Final = {
    "person": PERSON,
    "incident": INCIDENT,
    "order": ORDER,
    "danger": DANGER,
    "setting": SETTING,
    "decision": DECISION,
}


def field(form: str, id: str) -> Field | None:
    """A field of a form."""
    return next((one for one in FORMS.get(form, ()) if one.id == id), None)


def next_said_by(now: str) -> str:
    """What comes after this one on the way round; nothing after the last, and after what is none of them."""
    every = ("", *SAID_BY)
    return every[(every.index(now) + 1) % len(every)] if now in every else ""


def broken(incident: Mapping[str, str]) -> str:
    """Which order or bail an incident broke, as typed; empty where the line says none, or that nobody knows. Where
    it is tied to an order that was written down, those words stand, whatever they are."""
    text = incident.get("breach", "").strip()
    if incident.get("order"):
        return text or "an order"
    spaced = "".join(c if c.isalnum() else "" if c in "'’/" else " " for c in text.casefold())
    words = spaced.split()
    if not words or _DOUBTS.intersection(words):
        return ""
    denied = words[0] in _DENIES and not f"{' '.join(words)} ".startswith(_TERMS)
    return "" if denied else text
