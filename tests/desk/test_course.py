"""The course of conduct in a contact: offered to the questions it answers, joined with reports that were linked, and an
open log where an order was broken."""

from __future__ import annotations

from datetime import date

import pytest
from desk.hands import HandClock, handover_text, no_room_left, ready
from desk.test_earlier import a_call, found, lookup

from stalkdesk.conduct.course import Trend
from stalkdesk.contact.record import record
from stalkdesk.desk import showing
from stalkdesk.desk.call import Call
from stalkdesk.desk.course import course_of, understood
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.earlier import judge
from stalkdesk.desk.ending import ending
from stalkdesk.desk.lookup import Lookup
from stalkdesk.desk.proposed import BY_COURSE, BY_EARLIER
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal.home import Home
from stalkdesk.questions.answers import KnownBy

__all__ = ["lookup"]
DAY = 86_400.0


def incident(call: Call, number: int, when: str, **more: str) -> None:
    for field, text in {"when": when, **more}.items():
        call.fill("incident", number, field, text)


def offered(call: Call) -> dict[str, object]:
    return {one.question: one.value for one in call.view.proposed}


def linked(desk: Desk, lookup: Lookup, first: Call, second: Call) -> None:
    one = next(one for one in found(desk, lookup, second) if one.ref == first.contact.ref)
    judge(desk, second, one, "same")


def test_what_was_written_down_is_offered_to_the_questions_it_answers(call: Call) -> None:
    assert not call.view.proposed
    incident(call, 1, "every night since Monday")
    incident(call, 2, "20 September")
    assert offered(call) == {"how_many": "five_to_twenty", "how_long": "months", "escalating": "yes"}
    labels = {one.question: (one.answer, one.phrase) for one in call.view.proposed}
    assert labels["how_many"] == ("5 to 20 times", "6 times in 2 incidents")
    assert labels["how_long"] == ("Months", "since 20 Sep 2026")
    assert labels["escalating"] == ("yes", "5 days in the last 4 weeks, 0 in the 4 before")
    call.take(BY_COURSE, "how_many")
    answer = call.contact.answers["how_many"]
    assert (answer.value, answer.known_by) == ("five_to_twenty", KnownBy.VOLUNTEERED)
    assert call.assessment.concern.tests["four_repeated"] is not None
    assert call.view.concern.four[-1] == ("Repeated", "yes")
    call.dismiss(BY_COURSE, "how_long")
    assert offered(call) == {"escalating": "yes"}


def test_more_than_was_said_is_offered_and_less_is_not(call: Call) -> None:
    call.answer("how_many", value="two_to_four")
    incident(call, 1, "yesterday")
    assert "how_many" not in offered(call)
    incident(call, 1, "30 times since Monday")
    assert offered(call)["how_many"] == "twenty_one_to_hundred"
    call.answer("how_many", value="lost_count")
    assert "how_many" not in offered(call)


def test_what_is_not_offered_any_more_is_not_taken(call: Call) -> None:
    incident(call, 1, "yesterday")
    call.remove("incident", 1)
    with pytest.raises(NotTaken, match="not proposed any more"):
        call.take(BY_COURSE, "how_many")


@pytest.mark.parametrize("when", ["", "yesterday", "all day every day", "in the rain"])
def test_that_it_was_only_once_is_never_offered(call: Call, when: str) -> None:
    incident(call, 1, when, what="he was in the garden")
    assert "how_many" not in offered(call)


def test_a_day_counts_from_when_it_was_typed(desk: Desk, call: Call, clock: HandClock) -> None:
    incident(call, 1, "last night")
    desk.park(call)
    clock.wait(3 * DAY)
    again = desk.resume(call.contact.id)
    incident(again, 2, "last night")
    again.fill("incident", 1, "what", "sat outside")
    days = [one.when.last for one in course_of(again.contact, again.view.joined).happened if one.when is not None]
    assert days == [date(2026, 11, 20), date(2026, 11, 23)]
    words = handover_text(desk, call.contact.id, log=False)
    assert "last night = Fri 20 Nov 2026 (told 21 Nov 2026): what sat outside" in words
    assert "last night = Mon 23 Nov 2026 (told 24 Nov 2026)" in words


def test_what_was_taken_from_incidents_that_are_gone_is_said_at_the_end(desk: Desk, call: Call) -> None:
    incident(call, 1, "30 times since Monday")
    call.take(BY_COURSE, "how_many")
    assert not call.view.no_longer
    incident(call, 1, "3 times since Monday")
    assert call.view.no_longer == ("how many times",)
    assert offered(call)["how_many"] == "two_to_four"  # it was taken from them, so less is offered too
    call.remove("incident", 1)
    assert ending(call, desk.labels).untaken == ("how many times: what it was taken from does not show it any more",)
    call.answer("how_many", value="five_to_twenty")
    assert not call.view.no_longer


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "None",
        "n/a",
        "-",
        "Not sure",
        "don't know",
        "?",
        "No order.",
        "none that I know of",
        "no he didn't",
        "nope",
        "caller unsure",
        "possibly",
        "not asked",
        "unknown to caller",
        "no idea",
    ],
)
def test_a_line_that_says_that_none_was_broken_is_no_breach(call: Call, said: str) -> None:
    incident(call, 1, "yesterday", breach=said)
    assert not call.contact.open_log
    assert "breached" not in offered(call)


@pytest.mark.parametrize(
    "said", ["no contact order", "non-mol", "bail", "not to approach her", "restraining order, he said no"]
)
def test_a_line_that_names_an_order_is_a_breach(call: Call, said: str) -> None:
    incident(call, 1, "yesterday", breach=said)
    assert call.contact.open_log


def test_a_record_is_not_final_while_an_incident_says_what_the_answer_denies(desk: Desk, call: Call) -> None:
    incident(call, 1, "yesterday", breach="bail")
    call.answer("breached", value="no")
    with pytest.raises(NotTaken, match="An incident says that an order was broken"):
        desk.finish(ready(call))
    call.take(BY_COURSE, "breached")
    assert call.contact.answers["breached"].recency == "last_2_weeks"
    assert "broken" in " ".join(showing.read_back_lines(call.contact, call.assessment)).lower()
    desk.finish(ready(call))


def test_an_order_that_has_run_out_is_not_offered(call: Call) -> None:
    call.fill("order", 1, "kind", "Restraining order")
    call.fill("order", 1, "until", "1/1/2020")
    assert "order_in_force" not in offered(call)
    for until in (
        "further order",
        "1 February",
        "Friday",
        "14/3",
        "made March, until 2027",
        "1/1/2020 or further order",
    ):
        call.fill("order", 1, "until", until)
        assert offered(call)["order_in_force"] == "restraining", until
    for until in ("until 1 March 2025", "2025-03-01", "1.3.25"):
        call.fill("order", 1, "until", until)
        assert "order_in_force" not in offered(call), until


def test_words_do_not_hide_what_an_incident_says_of_an_order(desk: Desk, call: Call) -> None:
    incident(call, 1, "yesterday", breach="restraining order")
    call.word("he broke the order again")
    call.answer("order_in_force", value="none")
    with pytest.raises(NotTaken, match="An incident says"):
        desk.finish(ready(call))
    assert any("one was broken" in words for words in ending(call, desk.labels).untaken)
    call.dismiss(BY_COURSE, "breached")
    desk.finish(ready(call))


def test_a_linked_report_joins_its_incidents_and_each_look_at_it_is_kept_once(
    desk: Desk, lookup: Lookup, clock: HandClock
) -> None:
    first = a_call(desk, name="Anna Price", role="victim", phone="07700 900123")
    incident(first, 1, "yesterday", what="sat outside")
    clock.wait(100 * DAY)
    second = a_call(desk, role="caller", phone="07700 900123")
    incident(second, 1, "today", what="at the door")
    linked(desk, lookup, first, second)
    course = course_of(second.contact, second.view.joined)
    assert [(one.ref, one.what, one.ours) for one in course.happened] == [
        (first.contact.ref, "sat outside", False),
        (second.contact.ref, "at the door", True),
    ]
    assert course.happened[0].when is not None
    assert course.happened[0].when.first == date(2026, 11, 20)
    assert [(one.ref, one.ours) for one in course.reports] == [(first.contact.ref, False), (second.contact.ref, True)]
    assert [(pause.last, pause.still) for pause in course.pauses] == [(date(2026, 11, 20), False)]
    assert course.trend is Trend.UNKNOWN or course.trend is Trend.STEADY
    assert offered(second)["how_many"] == "two_to_four"
    for _ in range(3):
        second.go("fear")
        assert second.view.joined.happened
    kinds = [event.kind for event in desk.events(first.contact.id)]
    assert kinds.count("viewed") == 1


def test_reports_linked_to_one_that_is_linked_are_joined_too(desk: Desk, lookup: Lookup, clock: HandClock) -> None:
    first = a_call(desk, name="Anna Price", role="victim", phone="07700 900123")
    clock.wait(DAY)
    second = a_call(desk, role="caller", phone="07700 900123", vehicle="AB12 CDE")
    linked(desk, lookup, first, second)
    clock.wait(DAY)
    third = a_call(desk, role="caller", vehicle="AB12 CDE")
    linked(desk, lookup, second, third)
    told = course_of(third.contact, third.view.joined).reports
    assert [one.ref for one in told] == [call.contact.ref for call in (first, second, third)]


def test_an_earlier_answer_is_offered_at_its_question_only_and_never_a_no(desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, name="Anna Price", role="victim", phone="07700 900123")
    first.answer("strangulation", value="yes")
    first.answer("weapon", value="no")
    first.answer("danger_now", value="yes")
    first.answer("home_visits", value="yes")
    second = a_call(desk, role="caller", phone="07700 900123")
    linked(desk, lookup, first, second)
    assert not any(one.line == BY_EARLIER for one in second.view.proposed)
    for id, value in (("strangulation", "yes"), ("weapon", None), ("danger_now", None), ("home_visits", "yes")):
        second.go(id)
        now = {one.question: one for one in second.view.proposed if one.line == BY_EARLIER}
        assert set(now) == ({id} if value else set())
    second.go("strangulation")
    (one, *_) = second.view.proposed
    assert (one.phrase, one.source) == (f"{first.contact.ref}, 21 Nov 2026: yes", first.contact.ref)
    second.take(one.line, one.question)
    answer = second.contact.answers["strangulation"]
    assert (answer.value, answer.known_by) == ("yes", KnownBy.EARLIER_REPORT)
    assert second.view.question.id != "strangulation"
    second.go("home_visits")
    second.take(BY_EARLIER, "home_visits")
    assert (second.view.question.id, second.view.question.asking) == ("home_visits", "recency")
    assert second.contact.answers["home_visits"].recency is None


@pytest.mark.parametrize("role", ["suspect", "", "other"])
def test_a_link_of_the_suspect_or_of_nobody_knows_whom_offers_nothing_of_another_victim(
    desk: Desk, lookup: Lookup, role: str
) -> None:
    first = a_call(desk, name="Mark Ellis", role=role, phone="07700 900123")
    first.fill("person", 2, "name", "Jane Smith")
    first.fill("person", 2, "role", "victim")
    first.answer("strangulation", value="yes")
    incident(first, 1, "30 times since Monday", breach="bail")
    second = a_call(desk, role=role, phone="07700 900123")
    linked(desk, lookup, first, second)
    second.go("strangulation")
    assert set(offered(second)) == {"reported_before"}
    (one,) = course_of(second.contact, second.view.joined).happened
    assert (one.whose, one.ref) == ("Jane Smith", first.contact.ref)
    assert course_of(second.contact, second.view.joined).least == 0


def test_what_was_taken_from_a_report_goes_with_the_link_and_says_so(desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, name="Anna Price", role="victim", phone="07700 900123")
    first.answer("strangulation", value="yes")
    first.answer("got_inside", value="yes", recency="last_2_weeks")
    first.answer("contact", value=("calls", "messages"))
    incident(first, 1, "30 times since Monday")
    second = a_call(desk, role="caller", phone="07700 900123")
    linked(desk, lookup, first, second)
    second.go("strangulation")
    for one in second.view.proposed:
        second.take(one.line, one.question)
    second.go("got_inside")
    second.take(BY_EARLIER, "got_inside")
    second.when("last_3_months")
    second.go("contact")
    second.take(BY_EARLIER, "contact")
    second.go("contact")
    second.choose("value:gifts")
    taken = {"strangulation", "reported_before", "how_many", "got_inside", "contact"}
    assert taken <= set(second.contact.answers)
    words = handover_text(desk, second.contact.id, log=False)
    assert f"[from an earlier report, {first.contact.ref}]" in words
    assert f"[taken from {first.contact.ref}]" in words
    second.answer("weapon", value="no")
    for verdict in ("different", "undone"):
        judge(desk, second, found(desk, lookup, second)[0], verdict)
        assert set(second.contact.answers) == {"weapon"}
    assert not second.contact.sources


def test_an_earlier_answer_that_is_not_so_is_not_offered_again(desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, name="Anna Price", role="victim", phone="07700 900123")
    first.answer("strangulation", value="yes")
    second = a_call(desk, role="caller", phone="07700 900123")
    linked(desk, lookup, first, second)
    second.go("strangulation")
    second.dismiss(BY_EARLIER, "strangulation")
    assert not any(one.line == BY_EARLIER for one in second.view.proposed)
    judge(desk, second, found(desk, lookup, second)[0], "undone")
    assert not second.view.joined.reports


def test_what_a_look_can_t_be_kept_of_is_not_shown(home: Home, desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, name="Anna Price", role="victim", phone="07700 900123")
    incident(first, 1, "yesterday")
    second = a_call(desk, role="caller", phone="07700 900123")
    linked(desk, lookup, first, second)
    with no_room_left(home):
        assert not second.view.joined.happened
    assert second.view.joined.happened


def test_a_broken_order_is_an_open_log_that_stays_on_the_desk(desk: Desk, call: Call) -> None:
    call.fill("order", 1, "kind", "Non-molestation order")
    call.fill("order", 1, "court", "Derby")
    assert offered(call)["order_in_force"] == "non_molestation"
    assert not call.contact.open_log
    incident(call, 1, "yesterday", breach="non-molestation")
    assert call.contact.open_log
    call.take(BY_COURSE, "order_in_force")
    assert offered(call)["breached"] == "yes"
    call.take(BY_COURSE, "breached")
    desk.finish(ready(call))
    (log,) = desk.overview().open_logs
    assert (log.ref, desk.overview().logs_open) == (call.contact.ref, 1)
    contact, assessment = desk.read(call.contact.id)
    document = record(contact, assessment)
    assert document["open_log"]
    assert document["orders"] == [{"number": 1, "kind": "Non-molestation order", "court": "Derby"}]
    words = handover_text(desk, contact.id)
    assert "OPEN LOG: an order or bail was broken." in words
    assert "Non-molestation order: court Derby" in words


def test_an_order_entered_by_mistake_goes_and_is_in_the_history(desk: Desk, call: Call) -> None:
    call.fill("order", 1, "kind", "Bail")
    call.remove("order", 1)
    assert not call.contact.orders
    assert "order_in_force" not in offered(call)
    told = [row[2] for row in showing.history(desk, call.contact.id, log=False)]
    assert told[-1] == "Order 1 taken out, entered by mistake: kind Bail"


def test_no_order_is_a_log_that_is_not_open(desk: Desk, call: Call) -> None:
    desk.finish(ready(call))
    assert not desk.overview().open_logs
    assert "OPEN LOG" not in handover_text(desk, call.contact.id)


def test_what_was_understood_of_a_day_is_said_or_that_nothing_was() -> None:
    assert understood("last Tuesday", date(2026, 11, 21)) == "Tue 17 Nov 2026"
    assert understood("when the moon was out", date(2026, 11, 21)) == "no day read in this; it is kept as typed"
    assert understood("  ", date(2026, 11, 21)) == ""


def test_only_what_was_taken_from_the_report_that_goes_is_withdrawn(
    desk: Desk, lookup: Lookup, clock: HandClock
) -> None:
    first = a_call(desk, name="Anna Price", role="victim", phone="07700 900123")
    first.answer("strangulation", value="yes")
    clock.wait(DAY)
    second = a_call(desk, name="Anna Price", role="victim", vehicle="AB12 CDE")
    second.answer("weapon", value="yes", recency="earlier")
    clock.wait(DAY)
    third = a_call(desk, role="caller", phone="07700 900123", vehicle="AB12 CDE")
    linked(desk, lookup, first, third)
    linked(desk, lookup, second, third)
    for id in ("strangulation", "weapon"):
        third.go(id)
        third.take(BY_EARLIER, id)
    one = next(one for one in found(desk, lookup, third) if one.ref == first.contact.ref)
    judge(desk, third, one, "undone")
    assert set(third.contact.answers) == {"weapon"}
    assert third.view.notice == "Taken back with it, ask again: throat or neck."


def test_options_chosen_beside_an_earlier_answer_leave_it_an_earlier_one(desk: Desk, lookup: Lookup) -> None:
    first = a_call(desk, name="Anna Price", role="victim", phone="07700 900123")
    first.answer("contact", value=("calls", "messages"))
    second = a_call(desk, role="caller", phone="07700 900123")
    linked(desk, lookup, first, second)
    second.go("contact")
    second.take(BY_EARLIER, "contact")
    second.go("contact")
    second.choose("value:gifts")
    assert second.contact.answers["contact"].known_by is KnownBy.EARLIER_REPORT
    assert second.contact.sources["contact"] == first.contact.ref


def test_an_order_that_is_taken_out_is_named_where_its_answer_stays(desk: Desk, call: Call) -> None:
    call.fill("order", 1, "kind", "Bail")
    call.take(BY_COURSE, "order_in_force")
    assert not call.view.no_longer
    call.remove("order", 1)
    assert call.view.no_longer == ("order or bail",)


def test_an_answer_is_offered_before_a_way_to_one(call: Call) -> None:
    call.word("he rings every day, over and over")
    assert offered(call)["how_many"] == ""
    incident(call, 1, "30 times since Monday")
    assert offered(call)["how_many"] == "twenty_one_to_hundred"
