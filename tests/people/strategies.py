"""People as they are written down, true and hostile."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from stalkdesk.people.known import Known, understood

TODAY = date(2026, 11, 22)
GIVEN = ("Mark", "Marc", "Mick", "Siobhan", "Mohammed", "Łukasz", "Mary-Jane", "A", "Beth", "O", "محمد", "Zoë")
SURNAMES = ("Ellis", "Elis", "O'Brien", "Smith-Jones", "Wiśniewski", "van der Berg", "Ng", "Menzies", "St John", "Khan")
HOSTILE = (
    "'; DROP TABLE person; --", '" OR 1=1 --', "NEAR(a b)", "a* AND b", "\x1b[2J\x1b]52;c;aGk=\x07", "\u202esiht daeR",
    "%s%n", "x" * 10_000, "\x00", "[bold red]Mark[/]", "😀", "−−", "ﬁ", "İ", "ß",
)  # fmt: skip

given_names = st.sampled_from(GIVEN)
surnames = st.sampled_from(SURNAMES)
names = st.one_of(
    st.builds(lambda a, b: f"{a} {b}", given_names, surnames),
    st.builds(lambda a, b: f"{b}, {a}", given_names, surnames),
    given_names,
    surnames,
    st.sampled_from(HOSTILE),
    st.text(max_size=30),
)
entries = st.fixed_dictionaries(
    {},
    optional={
        "name": names,
        "known_as": st.one_of(names, st.builds(lambda name: f"was {name}", surnames)),
        "born": st.sampled_from(("14/3/1991", "3/14/1991", "1991", "about 35", "mid 30s", "31/2/2000", "")),
        "phone": st.sampled_from(("07700 900123", "+44 7700 900132", "900123", "087 123 4567", "x")),
        "safe_contact": st.sampled_from(("mark.ellis@gmail.com", "marc.ellis@gmail.com", "ask her sister")),
        "address": st.sampled_from(("12 Mill Lane, Hove BN3 2AB", "14 Mill Ln BN3 2AB", "Hove", "BN3", "")),
        "vehicle": st.sampled_from(("AB12 CDE", "A812 CDE", "AB12", "red Golf", "")),
        "online": st.sampled_from(("instagram mark_ellis", "@mark.ellis", "snap markellis9", "")),
        "work": st.sampled_from(("Tesco Hove", "tesco, hove", "St Mary's School", "")),
    },
)
people = entries.map(lambda entry: understood(entry, TODAY))


class Flat:
    """Every name as common as every other."""

    def given(self, name: str) -> float:
        return 0.001

    surname = given


def of(**entry: str) -> Known:
    """What is understood of such a form."""
    return understood(entry, TODAY)
