"""Lists that the numbers are read with: postcode areas, platforms, and words that are no names."""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


AREAS: Final = words(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK
    FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN
    NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW
    UB W WA WC WD WF WN WR WS WV YO ZE
    """
)
"""Every postcode area of the United Kingdom, the Channel Islands and the Isle of Man."""

PLATFORMS: Final = {
    "instagram": ("insta", "ig"),
    "facebook": ("fb", "messenger"),
    "snapchat": ("snap", "sc"),
    "tiktok": ("tik tok", "tt"),
    "x": ("twitter",),
    "whatsapp": ("wa", "whats app"),
    "telegram": (),
    "signal": (),
    "discord": (),
    "linkedin": (),
    "youtube": (),
    "reddit": (),
    "threads": (),
    "bluesky": ("bsky",),
    "tinder": (),
    "hinge": (),
    "bumble": (),
    "grindr": (),
    "onlyfans": (),
    "steam": (),
    "twitch": (),
}
"""Each with what else it is called."""

FILLERS: Final = words(
    """
    is on as called name names user username account profile handle and the his her their my or with he she they goes by
    uses it's its under has have had got him her them someone none no not nil nothing known unknown sure unsure
    """
)
"""Words around an online name that are none."""

MODELS: Final = words("TDI GTI GTE SRI VXR CDI HDI TSI DCI AMG VAN CAR")
"""Letters behind a model's name that look like the end of a plate."""

OF_CARS: Final = words(
    """
    BMW KIA SUV MPV RED TAN CAB BUS NEW OLD BIG UTE LGV HGV JAG FOX KUB MGB MGF MGS SLK CLK CLA GLA GLC TTS ONE TWO THE
    AND NOT HIS HER ITS HAS HAD OWN WAS ANY YES NIL TBC ALL BUT FOR OUT BMX JOG RAV UPP
    """
)
"""Three letters said of a car that are no end of a plate."""

TITLES: Final = words("mr mrs ms miss mx dr doctor prof professor sir dame lady lord rev reverend pc ps dc ds sgt insp")
"""Before a name, and no part of it."""

NO_NAMES: Final = words(
    """
    unknown not known no name given male female man woman boy girl caller victim suspect possibly maybe perhaps
    called the his her is goes by surname forename first last nickname
    """
)
"""What is written where a name is not known, and words around one."""

HALF: Final = TITLES | words("no not is by the his her or and ne nee ex was man boy")
"""Words that are no name, but behind a first name are what is typed so far of Norton, Isaacs, Byrne, Andrews, Neal and
others; and Lord is a name."""

DESCRIBED: Final = (
    NO_NAMES | TITLES | words("a an this that some one white black asian old young tall short other same")
)
"""Words before `man` that make it no name."""

EARLIER: Final = words("nee ne born was formerly previously maiden previous former ex")
"""Said before an earlier surname."""

PARTICLES: Final = words(
    "de da do dos del della di du des van von der den ter la le al el bin ibn bint abu ben ap ab st"
)
"""With these a surname begins."""

NOTHING: Final = frozenset(
    line.strip()
    for line in [
        "\n    none",
        " no",
        " nil",
        " nothing",
        " na",
        " n a",
        " not known",
        " unknown",
        " not sure",
        " unsure",
        " dont know",
        " refused",
        " declined",
        " not given",
        "\n    not disclosed",
        " tbc",
        " as above",
        " same",
        " no fixed abode",
        " of no fixed abode",
        " no fixed address",
        " nfa",
        " homeless",
        " unemployed",
        "\n    not working",
        " doesnt work",
        " out of work",
        " retired",
        " student",
        " self employed",
        " housewife",
        " carer",
        " school",
        " work",
        " works",
        "\n    home",
        " local",
        " address unknown\n    ",
    ]
)
"""Written, folded, where there is nothing to say, or nothing that tells one from another."""

VAGUE: Final = frozenset(
    f"{some}{rest}".strip() for some in ("", "something ") for rest in ("like it", "like that", "similar", "")
)
"""What follows a name that was half heard: "Aled Griffiths, or like it"."""
ABOUT_IT: Final = words(
    """
    phone tel telephone mobile mob number no plate reg vrm car van vehicle postcode address born dob
    """
)
"""Words that say what follows, in a line to find somebody by."""
