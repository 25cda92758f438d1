"""Suspects in two reports or more: found, put in order, told with their reasons, and kept as a consultation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from desk.hands import HandClock, no_room_left, ready

from stalkdesk.contact.event import Event
from stalkdesk.desk import pairing, repeats
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.earlier import catch_up, judge, remove, told
from stalkdesk.desk.lookup import Lookup
from stalkdesk.desk.repeats import SEARCHED, Repeat, Search
from stalkdesk.journal.home import Home
from stalkdesk.journal.journal import NotKept
from stalkdesk.journal.key import practice_key
from stalkdesk.people.repeats import CERTAIN
from stalkdesk.questions.answers import State

PHONE = "07700 900123"

DAYS = "Tue 17 Nov 2026 (told 21 Nov 2026)"


@pytest.fixture
def lookup(home: Home) -> Iterator[Lookup]:
    lookup = Lookup(home.people, practice_key(home))
    yield lookup
    lookup.close()


def a_report(desk: Desk, victim: str = "", **suspect: str) -> Call:
    """A call by a victim of this name about this suspect, who is person 2."""
    call = desk.open("call")
    if victim:
        call.fill("person", 1, "role", "caller")
        call.fill("person", 1, "name", victim)
    call.fill("person", 2, "role", "suspect")
    for field, text in suspect.items():
        call.fill("person", 2, field, text)
    assert isinstance(desk.clock, HandClock)
    desk.clock.wait(60)
    return call


def found(desk: Desk, lookup: Lookup, most: int = 20) -> tuple[Repeat, ...]:
    catch_up(desk.journal, lookup)
    return Search(desk, lookup, most).run()


def say_of(desk: Desk, lookup: Lookup, call: Call, other: Call, verdict: str) -> None:
    """The handler says it of the suspects of both, as on the screen of earlier reports."""
    catch_up(desk.journal, lookup)
    people = {2: call.contact.people[2]}
    matches = lookup.find(people, date(2026, 11, 22), call.contact.id)
    (one,) = [one for one in told(desk, call, matches) if one.ref == other.contact.ref and one.match.person == 2]
    judge(desk, call, one, verdict)


def refs(repeat: Repeat) -> list[str]:
    return [report.ref for report in repeat.reports]


def test_two_reports_with_the_same_phone_are_of_one_suspect(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    second = a_report(desk, "Joan Carr", name="Marc Elis", phone=PHONE)
    a_report(desk, "Rita Moss", name="Zephyr Quennell", phone="07700 900999")
    (repeat,) = found(desk, lookup)
    assert refs(repeat) == [first.contact.ref, second.contact.ref]
    assert repeat.names == ("Mark Ellis", "Marc Elis")
    assert (repeat.strength.victims, repeat.strength.reports, repeat.title) == (2, 2, "Mark Ellis, also Marc Elis")
    assert [report.victims for report in repeat.reports] == [("Anna Bell",), ("Joan Carr",)]
    assert (repeat.reports[0].to, repeat.reports[0].why) == ("", ())
    assert repeat.reports[1].to == first.contact.ref
    assert repeat.reports[1].reasons[:2] == ("same phone", "surname nearly the same, Elis and Ellis")
    assert (repeat.reports[1].said, repeat.beside, repeat.twice) == (False, (), ())


def test_what_speaks_against_is_said_too(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, name="Mark Ellis", phone=PHONE, address="3 Elm Street, Hove BN3 1AA")
    a_report(desk, name="Mark Ellis", phone=PHONE, address="41 Oak Road, Derby DE1 1AA")
    (repeat,) = found(desk, lookup)
    assert repeat.reports[1].against == ("another street", "another postcode")
    assert repeat.reports[1].why[1] == "but another street · another postcode"
    assert repeat.reports[1].why[0].startswith(f"as in {first.contact.ref}: same phone · ")


def test_two_with_a_common_name_alone_are_two(desk: Desk, lookup: Lookup) -> None:
    a_report(desk, "Anna Bell", name="John Smith")
    a_report(desk, "Joan Carr", name="John Smith")
    assert found(desk, lookup) == ()


def test_one_report_is_none_whoever_is_in_it(desk: Desk, lookup: Lookup) -> None:
    call = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    call.fill("person", 3, "role", "suspect")
    call.fill("person", 3, "phone", PHONE)
    assert found(desk, lookup) == ()


def test_only_suspects_count(desk: Desk, lookup: Lookup) -> None:
    a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    call = desk.open("call")
    call.fill("person", 1, "role", "victim")
    call.fill("person", 1, "phone", PHONE)
    assert found(desk, lookup) == ()
    call.fill("person", 1, "role", "suspect")
    assert len(found(desk, lookup)) == 1


def test_a_rejected_pair_stays_apart(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    second = a_report(desk, "Joan Carr", name="Marc Elis", phone=PHONE)
    assert len(found(desk, lookup)) == 1
    say_of(desk, lookup, second, first, "different")
    assert found(desk, lookup) == ()
    say_of(desk, lookup, second, first, "undone")
    assert len(found(desk, lookup)) == 1


def test_a_third_report_does_not_join_two_that_were_rejected(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    second = a_report(desk, "Joan Carr", name="Marc Elis", phone=PHONE)
    say_of(desk, lookup, second, first, "different")
    third = a_report(desk, "Rita Moss", name="Mark Ellis", phone=PHONE)
    (repeat,) = found(desk, lookup)
    assert set(refs(repeat)) == {first.contact.ref, third.contact.ref}
    (beside,) = repeat.beside
    ours, other, rejected = third.contact.ref, second.contact.ref, {first.contact.ref, second.contact.ref}
    assert (beside.other, beside.ref, beside.linked, beside.said) == (other, ours, False, True)
    assert set(beside.between) == rejected
    assert repeat.doubts[0].startswith(f"{other} may be the same as {ours}, and is left out: a handler said that ")
    events = [event for event in desk.events("desk") if event.kind == "searched"]
    assert other in events[-1].body["shown"]  # its reference was on the screen


def test_a_chain_with_two_days_of_birth_is_two_people(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE, born="14/3/1991")
    second = a_report(desk, "Joan Carr", name="Mark Ellis", phone=PHONE)
    third = a_report(desk, "Rita Moss", name="Mark Ellis", phone="07700 900555", born="2/9/1975", vehicle="AB12 CDE")
    second.fill("person", 2, "vehicle", "AB12 CDE")
    (repeat,) = found(desk, lookup)
    assert first.contact.ref in refs(repeat) and third.contact.ref not in refs(repeat)
    assert repeat.doubts[0].endswith("have different dates of birth.")
    say_of(desk, lookup, third, second, "same")
    (repeat,) = found(desk, lookup)
    assert set(refs(repeat)) == {second.contact.ref, third.contact.ref}
    third.fill("person", 2, "born", "15/3/1991")
    (repeat,) = found(desk, lookup)
    assert len(refs(repeat)) == 3 and not repeat.beside


def test_a_link_joins_two_whatever_the_odds(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", vehicle="AB12 CDE")
    second = a_report(desk, "Joan Carr", name="Mark Elliss")
    say_of(desk, lookup, second, first, "same")
    second.fill("person", 2, "name", "Xanthe Quennell")  # nothing is the same any more
    (repeat,) = found(desk, lookup)
    assert refs(repeat) == [first.contact.ref, second.contact.ref]
    assert (repeat.reports[1].said, repeat.strength.odds) == (True, CERTAIN)
    assert repeat.reports[1].why[0] == f"as in {first.contact.ref}: linked by a handler"
    say_of(desk, lookup, second, first, "undone")
    assert found(desk, lookup) == ()


def test_more_victims_come_before_more_reports_than_that_before_fewer(desk: Desk, lookup: Lookup) -> None:
    one_victim = [a_report(desk, "Rita Moss", name="Zephyr Quennell", phone="07700 900999") for _ in range(3)]
    two_reports = [a_report(desk, "Rita Moss", name="Ignatius Farthingale", phone="07700 900888") for _ in range(2)]
    two_victims = [a_report(desk, victim, name="Mark Ellis", phone=PHONE) for victim in ("Anna Bell", "Joan Carr")]
    order = [refs(repeat) for repeat in found(desk, lookup)]
    assert order == [[call.contact.ref for call in calls] for calls in (two_victims, one_victim, two_reports)]
    assert [repeat.counted for repeat in found(desk, lookup)] == [
        "2 victims, 2 reports",
        "1 victim, 3 reports",
        "1 victim, 2 reports",
    ]


def test_three_reports_of_two_victims_come_before_two_of_one(desk: Desk, lookup: Lookup) -> None:
    for _ in range(2):
        a_report(desk, "Rita Moss", name="Zephyr Quennell", phone="07700 900999")
    for victim in ("Anna Bell", "Joan Carr", "Anna Bell"):
        a_report(desk, victim, name="Mark Ellis", phone=PHONE)
    assert [repeat.counted for repeat in found(desk, lookup)] == ["2 victims, 3 reports", "1 victim, 2 reports"]


def test_the_victim_counts_not_who_rings_for_them(desk: Desk, lookup: Lookup) -> None:
    for caller in ("Mother Bell", "Sister Bell"):
        call = a_report(desk, caller, name="Mark Ellis", phone=PHONE)
        call.fill("person", 3, "role", "victim")
        call.fill("person", 3, "name", "Anna Bell")
    (repeat,) = found(desk, lookup)
    assert repeat.strength.victims == 1
    assert [report.victims for report in repeat.reports] == [("Anna Bell",), ("Anna Bell",)]


def test_victims_who_are_likely_one_count_once(desk: Desk, lookup: Lookup) -> None:
    for name in ("Catherine Bell", "Kate Bell"):
        call = a_report(desk, name, name="Mark Ellis", phone=PHONE)
        call.fill("person", 1, "phone", "07700 900777")
    (repeat,) = found(desk, lookup)
    assert repeat.strength.victims == 1


@pytest.mark.parametrize("names", [("Zephyr", "Mark"), ("Mark", "Zephyr")])
def test_a_higher_level_comes_first_where_all_else_is_alike(desk: Desk, lookup: Lookup, names: tuple[str, str]) -> None:
    for name in names:
        for number in range(2):
            call = a_report(desk, "Anna Bell", name=f"{name} Quennell{name}", phone=f"07700 9{len(name)}0123")
            if (name, number) == ("Mark", 1):  # the second of his reports alone
                call.go("threat_kill")
                call.answer("threat_kill", value="yes")
    levels = [(repeat.level, repeat.names[0].split()[0]) for repeat in found(desk, lookup)]
    assert levels == [("high", "Mark"), ("medium", "Zephyr")]


def test_who_is_removed_leaves(desk: Desk, lookup: Lookup) -> None:
    a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    second = a_report(desk, "Joan Carr", name="Mark Ellis", phone=PHONE)
    third = a_report(desk, "Rita Moss", name="Mark Ellis", phone=PHONE)
    assert found(desk, lookup)[0].strength.reports == 3
    remove(desk, second, 2)
    assert found(desk, lookup)[0].strength.reports == 2
    remove(desk, third, 2)
    assert found(desk, lookup) == ()


def test_only_the_strongest_are_told_and_how_many_there_are(desk: Desk, lookup: Lookup) -> None:
    for number in range(3):
        for _ in range(2):
            a_report(desk, name=f"Zephyr{number} Quennell", phone=f"07700 9{number}{number}{number}{number}9")
    catch_up(desk.journal, lookup)
    search = Search(desk, lookup, 2)
    assert (len(search.run()), search.of) == (2, 3)


def test_what_is_shown_is_one_consultation_and_no_look_at_a_record(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    second = a_report(desk, "Joan Carr", name="Mark Ellis", phone=PHONE)
    before = desk.journal.position
    (repeat,) = found(desk, lookup)
    assert desk.journal.position == before + 1
    last = list(desk.events("desk"))[-1]
    assert (last.kind, last.body) == ("searched", {"text": SEARCHED, "shown": refs(repeat)})
    assert set(refs(repeat)) == {first.contact.ref, second.contact.ref}


def test_where_nobody_is_shown_nothing_is_kept(desk: Desk, lookup: Lookup) -> None:
    a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    before = desk.journal.position
    assert found(desk, lookup) == ()
    assert desk.journal.position == before


def test_nothing_is_shown_that_can_not_be_kept(desk: Desk, lookup: Lookup, home: Home) -> None:
    a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    a_report(desk, "Joan Carr", name="Mark Ellis", phone=PHONE)
    catch_up(desk.journal, lookup)
    desk.journal.settle()
    search = Search(desk, lookup)
    with no_room_left(home, 8192), pytest.raises(NotKept):
        search.run()
    assert search.found == ()


def test_a_final_record_is_found_like_any_other(desk: Desk, lookup: Lookup) -> None:
    desk.finish(ready(a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)))
    a_report(desk, "Joan Carr", name="Mark Ellis", phone=PHONE)
    assert found(desk, lookup)[0].strength.victims == 2


def test_many_who_share_a_first_name_and_a_trade_do_not_hang_together(desk: Desk, lookup: Lookup) -> None:
    surnames = "Carver Sugden Lomax Haworth Midgley Atkinson Kershaw Pickering Fairclough Dalgleish Nuttall Boothroyd"
    for surname in surnames.split():
        a_report(desk, name=f"Barnaby {surname}", work="a bank")
    assert found(desk, lookup) == ()


def test_two_in_one_report_are_joined_by_others_alone_and_it_is_told(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    second = a_report(desk, "Joan Carr", name="Mark Ellis", phone=PHONE, born="14/3/1991")
    second.fill("person", 3, "role", "suspect")
    second.fill("person", 3, "born", "14/3/1991")  # more like one another than like the first
    second.fill("person", 3, "name", "Mark Ellis")
    second.fill("person", 3, "phone", PHONE)
    (repeat,) = found(desk, lookup)
    assert [(report.ref, report.to) for report in repeat.reports] == [
        (first.contact.ref, ""),
        (second.contact.ref, first.contact.ref),
        (second.contact.ref, first.contact.ref),
    ]
    assert (repeat.strength.reports, repeat.twice) == (2, (second.contact.ref,))
    assert "may be two people" in repeat.doubts[0]


@pytest.mark.parametrize(("keys", "compared", "links"), [(1, 1, 1), (2, 3, 7), (7, 2, 3)])
def test_the_pieces_are_the_whole_however_small(
    desk: Desk, lookup: Lookup, monkeypatch: pytest.MonkeyPatch, keys: int, compared: int, links: int
) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    second = a_report(desk, "Joan Carr", name="Marc Elis", phone=PHONE)
    a_report(desk, "Rita Moss", name="Marcus Ellis", phone=PHONE, born="14/3/1991")
    a_report(desk, "Rita Moss", name="Zephyr Quennell", phone="07700 900999")
    a_report(desk, "Rita Moss", name="Zephyr Quennell", phone="07700 900999")
    say_of(desk, lookup, second, first, "different")
    before = found(desk, lookup)
    assert len(before) == 2
    monkeypatch.setattr(pairing, "_KEYS", keys)
    monkeypatch.setattr(pairing, "_COMPARED", compared)
    monkeypatch.setattr(repeats, "_LINKS", links)
    monkeypatch.setattr(repeats, "_CONTACTS", 1)
    assert found(desk, lookup) == before


@pytest.mark.parametrize("role", ["", "other"])
def test_a_search_goes_on_while_others_write(desk: Desk, lookup: Lookup, role: str) -> None:
    calls = [a_report(desk, victim, name="Mark Ellis", phone=PHONE) for victim in ("Anna Bell", "Joan Carr")]
    third = a_report(desk, "Rita Moss", name="Mark Ellis", phone=PHONE)
    catch_up(desk.journal, lookup)
    search = Search(desk, lookup)
    for number, (_, piece) in enumerate(search.pieces()):
        piece()
        if number == 2:  # the keys are read, nobody is compared yet
            if role:
                third.fill("person", 2, "role", role)
            else:
                third.remove("person", 2)
            catch_up(desk.journal, lookup)
    (repeat,) = search.found
    assert refs(repeat) == [call.contact.ref for call in calls]


def test_a_record_of_a_later_version_is_named_and_no_more(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    second = a_report(desk, "Joan Carr", name="Marc Elis", phone=PHONE)
    contact = second.contact
    later = Event(
        contact=contact.id, seq=contact.seq + 1, kind="foretold", body={}, at=contact.last_at, elapsed=0.0, who="4471"
    )
    desk.journal.append(later)
    (repeat,) = found(desk, lookup)
    assert refs(repeat) == [first.contact.ref, contact.ref]
    assert repeat.names == ("Mark Ellis",)
    assert (repeat.reports[1].name, repeat.reports[1].victims) == ("", ())
    assert repeat.reports[1].told == "not named; victim: not written down"


# The order


def test_the_order_says_what_is_recorded_and_what_is_not(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    second = a_report(desk, "Joan Carr", name="Mark Ellis", phone=PHONE, address="3 Elm Street, Hove")
    for question, value in (("home_visits", "yes"), ("tech", ("tracker",)), ("weapon", "no"), ("how_many", "one")):
        first.go(question)
        first.answer(question, value=value)
    first.fill("incident", 1, "when", "last Tuesday")
    first.fill("incident", 1, "what", "stood outside")
    first.fill("incident", 1, "evidence", "doorbell video, she has it")
    second.go("fear_of_what")
    second.answer("fear_of_what", value="He will kill me")
    (repeat,) = found(desk, lookup)
    needs = {need.id: need for need in repeat.needs}
    one, two = first.contact.ref, second.contact.ref
    states = {id: need.state for id, need in needs.items()}
    assert states == {
        "name": "recorded",
        "born": "not_recorded",
        "address": "recorded",
        "acts": "recorded",
        "often": "recorded",
        "risk": "recorded",
        "harm": "recorded",
        "unwelcome": "not_recorded",
        "necessary": "not_recorded",
        "evidence": "recorded",
        "conditions": "to_decide",
        "views": "to_decide",
    }
    facts = {id: [(fact.words, fact.refs) for fact in need.recorded] for id, need in needs.items()}
    assert facts["name"] == [("Mark Ellis", (one, two))]
    assert facts["address"] == [("3 Elm Street, Hove", (two,))]
    ((acts, where),) = facts["acts"]
    assert acts.startswith("at home or work; tracking, devices: ") and "weapon" not in acts
    assert where == (one,)
    assert facts["often"] == [
        ("how many times: Once", (one,)),
        ("last Tuesday = Tue 17 Nov 2026 (told 21 Nov 2026): stood outside", (one,)),
    ]
    assert facts["evidence"] == [("doorbell video, she has it", (one,))]
    assert facts["harm"] == [("what they fear: written down", (two,))]  # their own words are in no list, cut or not
    assert facts["born"] == []
    assert needs["born"].said == "Date of birth, or age: not yet recorded"


def test_an_unknown_is_no_fact_and_neither_is_what_was_set_aside(desk: Desk, lookup: Lookup) -> None:
    first = a_report(desk, "Anna Bell", name="Mark Ellis", phone=PHONE)
    a_report(desk, "Joan Carr", name="Mark Ellis", phone=PHONE)
    first.go("followed")
    first.answer("followed", state=State.UNKNOWN)
    first.go("order_in_force")
    first.answer("order_in_force", value="restraining")
    first.go("breached")
    first.answer("breached", value="yes")
    first.fill("order", 1, "kind", "Restraining order")
    first.fill("order", 1, "until", "May 2027")
    first.fill("incident", 1, "breach", "the restraining order")
    needs = {need.id: need for need in found(desk, lookup)[0].needs}
    assert needs["acts"].state == "not_recorded"
    assert [fact.words for fact in needs["necessary"].recorded] == [
        "order or bail: Restraining order; order broken",
        "Restraining order, until May 2027",
        "order broken: the restraining order",
    ]
    first.remove("order", 1)
    first.remove("incident", 1)
    first.go("order_in_force")
    first.answer("order_in_force", value="none", sure=True)
    needs = {need.id: need for need in found(desk, lookup)[0].needs}
    assert needs["necessary"].state == "not_recorded"
