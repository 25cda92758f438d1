"""Documents to try the papers with: one as it may be on a night shift, and any that can be thought of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from stalkdesk.handover.document import Block, Document, Picture
from stalkdesk.text import clean_text

THREAT = "He said if I ever leave him he'll \"burn the house down with me in it\" & I don't want to kill you but I will"
HASH = "9f2c" * 16

BLOCKS = (
    Block(
        id="because",
        title="Because",
        rows=(
            "HIGH: a threat to kill, in the caller's own words",
            "HIGH: an order or bail was broken",
            "MEDIUM: three or more incidents within four weeks, and more often lately",
        ),
    ),
    Block(
        id="danger",
        title="In danger now",
        rows=("where he is: outside, in a grey van", "children there: two, 4 and 7", "weapon: said he has a knife"),
    ),
    Block(
        id="people",
        title="People",
        rows=(
            "suspect: Daniel Marsh; born 14 Mar 1987; phone 07700 900123; vehicle grey Ford Transit KX19 ABC; "
            "former partner, lived together until June",
            "victim: Amira Khan; born 2 Feb 1990; 12 Orchard Way, Consett; safe to ring before six",
        ),
        brief=("suspect: Daniel Marsh, 14 Mar 1987, grey van KX19 ABC", "victim: Amira Khan, 2 Feb 1990"),
    ),
    Block(
        id="course",
        title="What has happened",
        note="the days as they were read",
        rows=(
            "At least 23 times in 9 entries, since 4 May, 28 weeks.",
            "More often lately: 9 days in the last 4 weeks, 4 in the 4 before.",
            "2 of them broke an order or bail.",
        ),
    ),
    Block(id="plan", title="What was agreed", rows=("a marked car at once", "she goes to her sister's, tonight")),
    Block(id="orders", title="Orders and bail", rows=("stalking protection order; Durham; until 1 Mar 2027; seen",)),
    Block(id="open", title="Not known, and could raise the level", rows=("a tracker on the car", "weapons at home")),
    Block(
        id="answers",
        title="Answers",
        rows=tuple(f"question {number}: an answer in words; a note to it" for number in range(40)),
    ),
)
BRIEF = ("because", "danger", "people", "course", "plan", "orders", "open")

PICTURE = Picture(
    bars="·············░·░·▂▂·█▄▂▃▅",
    breaches="                      B B",
    reports="                        R",
    months="Jun  Jul Aug  Sep Oct Nov",
    scale="a column is a week, the highest 4; ░ a number spread evenly",
)


def document(**changes: Any) -> Document:
    """A record as it may be on a night shift."""
    given = Document(
        ref="SD-26-004217",
        revision=2,
        practice=False,
        head=("Call, opened Sat 21 Nov 22:05, finished 22:19, handler 4117, Durham", "Incident DHM-21112026-0412"),
        delivery="NOT YET IN FORCE SYSTEM · queued on this desk",
        words=(THREAT, "he is outside now"),
        level="high",
        level_notes=("could still be VERY HIGH", "OPEN LOG: an order or bail was broken. Crime review due."),
        grade="immediate",
        grade_notes=("a threat to life, and he is there now",),
        blocks=BLOCKS,
        brief=BRIEF,
        picture=PICTURE,
        foot=("A prioritisation aid, not a prediction. SST, DASH or DARA are still due.",),
        sha256=HASH,
    )
    return replace(given, **changes)


def empty(**changes: object) -> Document:
    """The least there can be."""
    least = {
        "head": (),
        "delivery": "draft: not final yet",
        "words": (),
        "level": "not enough",
        "level_notes": (),
        "grade": "none",
        "grade_notes": (),
        "blocks": (),
        "brief": (),
        "picture": None,
        "foot": (),
        "sha256": "",
    }
    return document(**{**least, **changes})


SCRIPTS = (
    "abc XYZ .,;“’–£€",
    "éüñĵșŵŷ a\u0301e\u0308 q\u0323\u0307",
    "Привет Ελλάδα Հայ ქარ",
    "مرحبا پگاه ۱۲۳ می\u200cخواهم",
    "שלום עולם בְּרֵאשִׁית",
    "नमस्ते বাংলা ਪੰਜਾਬੀ தமிழ் ක්\u200dෂ",
    "你好，世界 ひらカタ 한국어",
    "ไทย ລາວ မြန်မာ አማርኛ ᏣᎳᎩ",
    "😀👩\u200d👧🏽🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f❤\ufe0f🇬🇧",
    "𐍈𝔘𒀀𠀀\U0002ebf0 ‹U+202E› ␛ \uf8ff",
    " \n\t   \u00a0\u2003",
)
"""What callers' words may be written in, and what is awkward in them."""

any_text = st.text(st.characters(codec="utf-8"), max_size=300).map(clean_text)
spoken = st.lists(st.sampled_from(SCRIPTS).flatmap(lambda s: st.text(s, max_size=60)), max_size=8).map(" ".join)
long = st.tuples(st.text(st.sampled_from("ab \n\t\u0301😀"), min_size=1, max_size=30), st.integers(1, 400)).map(
    lambda both: (both[0] * both[1])[:10_000]
)
words = st.one_of(any_text, spoken, long).map(clean_text)
name = st.text(st.sampled_from("abc DEF é字"), max_size=40)
rows = st.lists(words, max_size=3).map(tuple)
few = st.lists(name, max_size=3).map(tuple)


@st.composite
def documents(draw: st.DrawFn, texts: st.SearchStrategy[tuple[str, ...]] = rows) -> Document:
    """Any document."""
    ids = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6))
    blocks = tuple(
        Block(
            id=id,
            title=draw(name),
            rows=draw(texts),
            note=draw(name),
            brief=draw(st.none() | texts),
        )
        for id in ids
    )
    return document(
        practice=draw(st.booleans()),
        head=draw(few),
        delivery=draw(name),
        words=draw(texts),
        level=draw(name),
        level_notes=draw(texts),
        grade=draw(name),
        grade_notes=draw(texts),
        blocks=blocks,
        brief=tuple(draw(st.permutations("abcdef")))[: draw(st.integers(0, 6))],
        picture=draw(st.none() | st.just(PICTURE)),
        foot=draw(texts),
        sha256=draw(st.sampled_from(("", HASH))),
    )
