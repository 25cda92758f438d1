"""Each contact's clock: it runs on over parking, restarts and a wall clock that somebody turned."""

from __future__ import annotations

from desk.hands import HandClock, answer_core, desk_on, planned, ready

from stalkdesk.contact.contact import Stage
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.journal.home import Home

HOUR = 3600.0


def elapsed(desk: Desk, call: Call) -> list[float]:
    return [event.elapsed for event in desk.events(call.contact.id)]


def test_the_clock_of_a_call_begins_at_nought_and_runs(desk: Desk, call: Call, clock: HandClock) -> None:
    assert desk.elapsed(call.contact) == 0.0
    clock.wait(62.5)
    assert desk.elapsed(call.contact) == 62.5
    call.choose("value:no")
    assert call.contact.elapsed == 62.5
    assert call.contact.given["danger_now"].elapsed == 62.5


def test_a_clock_set_back_an_hour_in_the_middle_bends_nothing(desk: Desk, call: Call, clock: HandClock) -> None:
    clock.wait(60)
    call.choose("value:no")
    clock.set_by(-HOUR)
    clock.wait(60)
    call.choose("value:yes")
    clock.set_by(3 * HOUR)
    clock.wait(60)
    call.type("14 Mill Lane")
    assert elapsed(desk, call) == [0.0, 0.0, 60.0, 120.0, 180.0]
    assert [event.seq for event in desk.events(call.contact.id)] == [1, 2, 3, 4, 5]
    assert call.contact.given["safe_to_talk"].at < call.contact.given["danger_now"].at  # as the wall clock said
    assert desk.journal.verify().broken_at is None


def test_two_calls_each_have_their_own_clock(desk: Desk, clock: HandClock) -> None:
    first = desk.open("call")
    clock.wait(100)
    desk.park(first)
    second = desk.open("walk_in")
    clock.wait(30)
    assert (desk.elapsed(first.contact), desk.elapsed(second.contact)) == (130.0, 30.0)
    desk.park(second)
    first = desk.resume(first.contact.id)
    clock.wait(5)
    first.choose("value:no")
    assert first.contact.elapsed == 135.0
    second = desk.resume(second.contact.id)
    assert second.contact.elapsed == 35.0


def test_while_it_is_parked_a_turned_wall_clock_changes_nothing(desk: Desk, call: Call, clock: HandClock) -> None:
    clock.wait(100)
    desk.park(call)
    clock.wait(200)
    for turned in (-HOUR, 5 * HOUR):
        clock.set_by(turned)
        again = desk.resume(call.contact.id)
        assert desk.elapsed(again.contact) == 300.0
        desk.park(again)


def test_over_a_restart_the_wall_clock_says_how_long_it_was(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        id = desk.open("call").contact.id
        clock.wait(100)
        desk.park(desk.resume(id))
    clock.wait(500)
    clock.restart()
    with desk_on(home, clock) as desk:
        assert desk.elapsed(desk.read(id, log=False)[0]) == 600.0
        call = desk.resume(id)
        assert call.contact.elapsed == 600.0
        clock.wait(1)
        assert desk.elapsed(call.contact) == 601.0


def test_over_a_restart_with_the_wall_clock_set_back_it_never_runs_backward(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = desk.open("call")
        clock.wait(100)
        call.choose("value:no")
        id = call.contact.id
    clock.set_by(-HOUR)
    clock.restart()
    with desk_on(home, clock) as desk:
        call = desk.resume(id)
        assert desk.elapsed(call.contact) == 100.0
        clock.wait(10)
        call.choose("value:yes")
        assert elapsed(desk, call) == [0.0, 0.0, 100.0, 100.0, 110.0]
        assert desk.journal.verify().broken_at is None


def test_a_look_at_a_contact_that_waits_does_not_stop_its_clock(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = desk.open("call")
        clock.wait(300)
        call.choose("value:no")
        id = call.contact.id
    clock.wait(1500)
    clock.restart()
    with desk_on(home, clock) as desk:
        desk.read(id)
        clock.wait(60)
        assert desk.resume(id).contact.elapsed == 1860.0


def test_a_final_record_that_is_read_goes_on_in_order(desk: Desk, call: Call, clock: HandClock) -> None:
    answer_core(call)
    clock.wait(100)
    desk.finish(ready_to_end(call))
    clock.set_by(-HOUR)
    contact, _ = desk.read(call.contact.id)
    assert contact.stage is Stage.FINISHED
    times = elapsed(desk, call)
    assert times == sorted(times)


def ready_to_end(call: Call) -> Call:
    from stalkdesk.desk import finishing

    finishing.read_back(call, agreed=True)
    return planned(call)


def test_the_wall_clock_is_only_ever_told_in_utc_and_to_the_millisecond(desk: Desk, clock: HandClock) -> None:
    call = ready(desk.open("call"))
    clock.wait(0.1234567)
    call.draft("words", "x")
    assert {len(event.at) for event in desk.events(call.contact.id)} == {24}
    assert call.contact.elapsed == 0.123
