"""An incident tied to the order it broke: by its number, from this contact or a linked report, and told truthfully."""

from __future__ import annotations

from desk.test_course import incident, linked, offered
from desk.test_earlier import a_call, lookup

from stalkdesk.conduct.picture import in_words
from stalkdesk.desk import showing
from stalkdesk.desk.breaches import breakable, tied_in_words
from stalkdesk.desk.call import Call
from stalkdesk.desk.course import course_of
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.earlier import judge, told
from stalkdesk.desk.lookup import Lookup
from stalkdesk.desk.proposed import BY_COURSE
from stalkdesk.journal.projections import by_ref

__all__ = ["lookup"]
PHONE = "07700 900123"
WORDS = "Restraining order, made 12 Mar 2026, Lewes Crown Court"


def an_order(call: Call, number: int = 1, **lines: str) -> None:
    given = {"kind": "Restraining order", "made": "12/3/2026", "court": "Lewes Crown Court", **lines}
    for field, text in given.items():
        call.fill("order", number, field, text)


def joined(desk: Desk, lookup: Lookup, role: str = "victim") -> tuple[Call, Call]:
    """Two calls of one victim, the first with an order."""
    first, second = (a_call(desk, name="Anna Price", role=role, phone=PHONE) for _ in range(2))
    an_order(first)
    linked(desk, lookup, first, second)
    return first, second


def test_the_number_of_an_order_stands_for_it_everywhere(desk: Desk, call: Call) -> None:
    an_order(call)
    an_order(call, 2, kind="Bail", made="last spring", court="")
    assert [(one.number, one.words) for one in call.orders_to_break()] == [(1, WORDS), (2, "Bail, made last spring")]
    incident(call, 1, "yesterday", breach="1")
    assert call.contact.incidents[1] == {"when": "yesterday", "breach": WORDS, "order": "1"}
    assert call.contact.open_log
    assert offered(call)["breached"] == "yes"
    document = showing.record_of(desk, call.contact, call.assessment)
    assert document["open_log"]
    assert (document["incidents"][0]["breach"], document["incidents"][0]["order"]) == (WORDS, "1")
    paper = " ".join(showing.handover_of(desk, call.contact, call.assessment).split())
    assert f"breach {WORDS} [order 1 below]" in paper
    assert "- 1. Restraining order: made 12/3/2026" in paper and "- 2. Bail: made last spring" in paper
    course = course_of(call.contact, call.view.joined)
    assert [one.breach for one in course.breaches] == [WORDS]
    assert f"1 of them broke {WORDS}." in in_words(course)
    incident(call, 2, "last Tuesday", breach="bail")
    words = in_words(course_of(call.contact, call.view.joined))
    assert f"2 of them broke {WORDS}; another order or bail." in words


def test_it_offers_its_kind_before_any_other_order(call: Call) -> None:
    an_order(call)
    an_order(call, 2, kind="Bail")
    assert offered(call)["order_in_force"] == "restraining"
    incident(call, 1, "yesterday", breach="2")
    assert offered(call)["order_in_force"] == "bail"
    call.take(BY_COURSE, "order_in_force")
    assert call.contact.sources["order_in_force"] == "the orders"
    assert "order_in_force" not in offered(call)


def test_one_that_has_run_out_is_broken_and_not_offered_as_in_force(call: Call) -> None:
    an_order(call, until="1/6/2026")
    incident(call, 1, "yesterday", breach="1")
    assert call.contact.open_log
    assert "order_in_force" not in offered(call)


def test_free_words_stay_words_and_other_words_untie(call: Call) -> None:
    an_order(call)
    for said in ("2", "01", "non-mol", "１"):
        incident(call, 1, "yesterday", breach=said)
        assert call.contact.incidents[1] == {"when": "yesterday", "breach": said}
    incident(call, 1, "yesterday", breach="1")
    incident(call, 1, "yesterday", breach=WORDS)
    assert call.contact.incidents[1]["order"] == "1"
    incident(call, 1, "yesterday", breach="the bail of May")
    assert "order" not in call.contact.incidents[1]
    incident(call, 1, "yesterday", breach="1")
    incident(call, 1, "yesterday", breach="")
    assert call.contact.incidents[1] == {"when": "yesterday"}
    assert not call.contact.open_log


def test_an_order_that_is_taken_out_leaves_its_words_and_nobody_is_tied_to_the_next(desk: Desk, call: Call) -> None:
    an_order(call)
    incident(call, 1, "yesterday", breach="1")
    incident(call, 2, "last Tuesday", breach="bail")
    call.remove("order", 1)
    assert call.view.notice == "Incident 1 said that it was broken. The words stay there; put them right."
    assert call.contact.incidents[1] == {"when": "yesterday", "breach": WORDS}
    assert call.contact.open_log
    an_order(call, 1, kind="Occupation order")
    assert "order" not in call.contact.incidents[1]
    paper = showing.handover_of(desk, call.contact, call.assessment)
    assert "below]" not in paper
    said = [what for _, _, what in showing.history(desk, call.contact.id)]
    assert "Incident 1, tied to order 1 as what it broke" in said
    (gone,) = (what for what in said if what.startswith("Order 1 taken out"))
    assert gone.endswith("; no longer tied to it: incident 1")


def test_what_an_order_is_called_never_makes_a_breach_of_it_none(call: Call) -> None:
    an_order(call, kind="none that they know")
    incident(call, 1, "yesterday", breach="1")
    assert call.contact.open_log
    assert offered(call)["breached"] == "yes"


def test_an_order_of_a_linked_report(desk: Desk, lookup: Lookup) -> None:
    first, second = joined(desk, lookup)
    an_order(second, 4, kind="Bail", made="", court="")
    ref = first.contact.ref
    assert [(one.number, one.key, one.words) for one in second.orders_to_break()] == [
        (4, "4", "Bail"),
        (5, f"{ref}/1", f"{WORDS} ({ref})"),
    ]
    second.remove("order", 4)
    assert "order_in_force" not in offered(second)
    incident(second, 1, "yesterday", breach="1")
    assert second.contact.incidents[1]["order"] == f"{ref}/1"
    assert offered(second)["order_in_force"] == "restraining"
    second.take(BY_COURSE, "order_in_force")
    assert second.contact.sources["order_in_force"] == ref
    paper = " ".join(showing.handover_of(desk, second.contact, second.assessment).split())
    assert f"breach {WORDS} ({ref})" in paper and "below]" not in paper
    assert f"order or bail: Restraining order [taken from {ref}]" in paper


def test_it_goes_with_the_link_and_the_words_stay(desk: Desk, lookup: Lookup) -> None:
    first, second = joined(desk, lookup)
    ref = first.contact.ref
    incident(second, 1, "yesterday", breach="1")
    second.take(BY_COURSE, "order_in_force")
    (one,) = told(desk, second, ())
    judge(desk, second, one, "undone")
    assert "order_in_force" not in second.contact.answers
    assert second.contact.incidents[1] == {"when": "yesterday", "breach": f"{WORDS} ({ref})"}
    assert second.view.notice.endswith("No longer tied to its order: incident 1.")
    assert second.contact.open_log
    said = [what for _, _, what in showing.history(desk, second.contact.id)]
    assert f"Incident 1, no longer tied to order 1 of {ref}" in said


def test_the_order_of_somebody_else_s_report_says_whose(desk: Desk, lookup: Lookup) -> None:
    first, second = joined(desk, lookup, role="suspect")
    first.fill("person", 2, "name", "Beth Rao")
    first.fill("person", 2, "role", "victim")
    third = desk.resume(second.contact.id)
    (one,) = third.orders_to_break()
    assert one.words == f"{WORDS} ({first.contact.ref}, Beth Rao)"
    assert "order_in_force" not in offered(third)


def test_an_answer_taken_from_it_is_named_when_the_tie_is_gone(desk: Desk, lookup: Lookup) -> None:
    _, second = joined(desk, lookup)
    incident(second, 1, "yesterday", breach="1")
    second.take(BY_COURSE, "order_in_force")
    assert not second.view.no_longer
    incident(second, 1, "yesterday", breach="bail of another force")
    assert [name for name in second.view.no_longer if "order" in name]


def test_what_it_is_tied_to_is_said_even_when_it_is_gone(desk: Desk, call: Call) -> None:
    an_order(call)
    every = breakable(call.contact, call.view.joined)
    assert tied_in_words("1", every) == ("order 1", "order 1")
    assert tied_in_words("PR-7F3K/1", every) == ("not linked any more", "gone")
    assert by_ref(desk.journal.db, call.contact.ref)


def test_a_number_half_typed_when_it_is_made_final_is_the_order(call: Call) -> None:
    from stalkdesk.desk.finishing import keep_typed

    an_order(call)
    incident(call, 1, "yesterday")
    call.draft("incident:1:breach", "1")
    keep_typed(call)
    assert call.contact.incidents[1]["order"] == "1"
