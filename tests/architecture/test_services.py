"""Services are verbs that own their transaction: keyword-only, and told who acts."""

import ast

from tests.architecture.source import services

# The house's word for notices stands in a sentence: kind and people first.
POSITIONAL = {"tte.notices.services.notify", "tte.notices.services.owe_letter"}

# Acts of the clock, of a worker or of the first hour, and parts of an act that has its actor.
NO_ACTOR = {
    "tte.casework.services.correction.renew_answers",
    "contracts.services.certificate.issue_certificate",
    "institutions.services.beginning.begin_exchange",
    "listings.services.auction.close_auction",
    "listings.services.auction.open_auction",
    "listings.services.audit.lapse_correction",
    "listings.services.disclosure.publish_disclosure",
    "listings.services.disclosure.recount_disclosure",
    "listings.services.extension.extend_if_announced",
    "listings.services.filing.remind_of_filing",
    "listings.services.listing.end_notice",
    "listings.services.listing.recount_notice",
    "listings.services.question_due.recount_answer",
    "listings.services.question_due.remind_of_answer",
    "listings.services.data_room_end.tell_of_room_end",
    "listings.services.suspension.remind_of_suspension",
    "tte.accounts.services.person.create_person",
    "tte.notices.services.owe_letter",
    "tte.casework.services.case.ask_checks",
    "tte.casework.services.clock.recount_due",
    "tte.casework.services.reminder.remind_of_case",
    "tte.casework.services.withholding.give_back_cases",
    "tte.casework.services.withholding.withhold_cases",
    "tte.notices.services.notify",
}


def test_services_are_keyword_only():
    assert {name for name, node in services().items() if node.args.args or node.args.posonlyargs} == POSITIONAL


def test_services_are_told_who_acts():
    told = {name for name, node in services().items() if "by" in {each.arg for each in node.args.kwonlyargs}}
    assert set(services()) - told == NO_ACTOR
    assert len(told) > 20


def test_the_actor_is_an_actor():
    wrong = [
        name
        for name, node in services().items()
        for each in node.args.kwonlyargs
        if each.arg == "by" and "Actor" not in ast.unparse(each.annotation)
    ]
    assert wrong == []


def test_services_are_typed():
    untyped = [
        name
        for name, node in services().items()
        if node.returns is None or any(each.annotation is None for each in node.args.kwonlyargs)
    ]
    assert untyped == []
