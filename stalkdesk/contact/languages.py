"""Which languages somebody speaks, out of a line as a handler types it: "Polish, little English"."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = "en"
NAMES: Final[dict[str, tuple[str, ...]]] = {
    ENGLISH: ("english", "saesneg", "inglese"),
    "cy": ("welsh", "cymraeg"),
    "gd": ("gaelic", "gàidhlig"),
    "ga": ("irish", "gaeilge"),
    "bfi": ("bsl",),
    "pl": ("polish", "polski"),
    "ro": ("romanian", "moldovan", "română"),
    "pa": ("panjabi", "punjabi"),
    "ur": ("urdu",),
    "pt": ("portuguese", "português"),
    "es": ("spanish", "español"),
    "ar": ("arabic", "العربية"),
    "bn": ("bengali", "bangla", "sylheti"),
    "gu": ("gujarati",),
    "it": ("italian", "italiano"),
    "ta": ("tamil",),
    "fr": ("french", "français"),
    "lt": ("lithuanian",),
    "zh": ("chinese", "cantonese", "mandarin"),
    "tr": ("turkish", "türkçe"),
    "bg": ("bulgarian",),
    "ru": ("russian",),
    "fa": ("persian", "farsi", "dari"),
    "hu": ("hungarian", "magyar"),
    "el": ("greek",),
    "so": ("somali",),
    "ku": ("kurdish", "sorani", "kurmanji"),
    "de": ("german", "deutsch"),
    "uk": ("ukrainian",),
    "hi": ("hindi",),
    "ps": ("pashto", "pushto"),
    "sq": ("albanian", "shqip"),
    "ti": ("tigrinya",),
    "vi": ("vietnamese",),
    "sk": ("slovak",),
    "cs": ("czech",),
    "lv": ("latvian",),
}
"""Short names (ISO 639) → how they are called. The commonest main languages of the census of 2021, those of the
country, and British Sign Language."""
_HARDLY: Final = frozenset(
    {"no", "not", "non", "little", "without", "hardly", "poor", "bad", "broken", "limited", "basic", "some"}
    | {"doesnt", "dont", "cant", "cannot", "isnt"}
)
"""Before English: not enough of it to take a report in."""
_SPEAK: Final = frozenset({"speak", "speaks", "speaking", "understand", "understands", "good", "much", "of"})
"""What may stand between."""
_NOT_SAID: Final = frozenset({"unknown", "known", "not", "unsure", "sure", "asked", "yet", "none", "n", "a"})


def spoken(text: str) -> tuple[str, ...]:
    """The languages in this line, in its order; English only where it does not say that it is hardly spoken."""
    codes = {name: code for code, names in NAMES.items() for name in names}
    found: dict[str, None] = {}
    hardly = False
    for word in _words(text):
        code = codes.get(word)
        if code is not None and not (code == ENGLISH and hardly):
            found[code] = None
        hardly = word in _HARDLY or (hardly and word in _SPEAK)
    return tuple(found)


def no_english(text: str) -> bool:
    """Whether the line names a language, and it is not English: known to this table or not."""
    words = _words(text)
    return bool(words) and ENGLISH not in spoken(text) and not _NOT_SAID.issuperset(words)


def called(code: str) -> str:
    """What a language is called in English; its short name where it is none of the table."""
    names = NAMES.get(code)
    return code if names is None else names[0].upper() if code == "bfi" else names[0].capitalize()


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else "" if c in "'’" else " " for c in text.casefold()).split()
