from datetime import timedelta

import pytest

from listings.enums import QuestionState
from listings.models import ContactBlock, Listing, Message, Question, QuestionReading
from listings.selectors.people import auditors_of, officers_of_holder
from listings.selectors.question import PER_LISTING, Shown, public_questions, to_be_reminded_of
from listings.services.public_words import Unfit
from listings.services.question import (
    Blocked,
    NotOpen,
    TakesNoQuestions,
    TooManyMessages,
    WrittenMeanwhile,
    ask_question,
    decline_question,
    mark_seen,
    withdraw_question,
    write_message,
)
from listings.services.question_due import answer_due, recount_answer, remind_of_answer
from listings.services.question_oversight import (
    AlreadyReported,
    NothingReported,
    block_asker,
    lift_block,
    report_question,
    restore_question,
    settle_report,
    stop_question,
)
from listings.services.suspension import suspend_listing
from listings.tasks.question import remind, sweep_questions
from tests.factories.accounts import make_actor
from tests.factories.bidding import auditor_of, make_agent
from tests.factories.listings import ListingFactory, make_officer
from tests.factories.question import (
    ANSWER,
    WORDS,
    ContactBlockFactory,
    MessageFactory,
    QuestionFactory,
    answer,
    answered_question,
    asked_question,
    fresh,
    last_of,
)
from tte.accounts.enums import Role
from tte.casework.services.reasons import ReasonMissing
from tte.codelists.calendar import period_end
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.errors import TransitionRefused
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=f"listings.{kind}").values_list("person", flat=True))


def people(rows) -> set[int]:
    return {person.pk for person in rows}


def test_a_question_waits_for_the_holder_and_nobody_else_reads_it():
    listing, agent = ListingFactory(), make_agent()
    officer, colleague = make_officer(listing.holder), make_actor(role=Role.AGENT, organisation=agent.organisation)
    question = asked_question(listing, by=agent)
    assert (question.state, question.audience, question.organisation) == ("asked", "public", agent.organisation)
    assert [message.text for message in question.messages.all()] == [WORDS]
    assert public_questions(listing) == Shown([], 1)
    assert told("question_asked") == people(officers_of_holder(listing))
    assert (officer.user.pk in told("question_asked"), colleague.user.pk in told("question_asked")) == (True, False)
    assert Event.objects.filter(kind="question.ask", subject_key=question.pk).count() == 1


@pytest.mark.rule("S3")
def test_an_answer_is_due_in_the_working_days_of_the_rule():
    question = asked_question()
    assert question.due_at == period_end(question.asked_at, rule("question.answer")).at
    assert rule("question.answer", rule_set="R2026").words("en") == "3 working days"


def test_a_due_date_over_an_unknown_year_is_counted_again_once():
    question = QuestionFactory(due_provisional=True, due_at=now() + timedelta(days=900))
    counted = recount_answer(question=question)
    assert (counted.due_provisional, counted.due_at) == (
        False,
        period_end(question.due_from, rule("question.answer")).at,
    )
    assert recount_answer(question=counted).due_at == counted.due_at
    assert Event.objects.filter(kind="question.recount").count() == 1


@pytest.mark.rule("S2")
def test_the_holder_is_reminded_once_ahead_and_once_afterwards_and_of_a_later_end_anew(settings):
    settings.TTE_RULE_SET = "R2026"  # reminds a working day ahead
    question = asked_question()
    Question.objects.filter(pk=question.pk).update(due_at=now() + timedelta(days=20))
    officers = people(officers_of_holder(question.listing))
    assert (remind_of_answer(question=question), told("answer_due_soon")) == (False, set())

    for ahead, kind in ((timedelta(minutes=5), "answer_due_soon"), (timedelta(minutes=-5), "answer_overdue")):
        Question.objects.filter(pk=question.pk).update(due_at=now() + ahead)
        assert list(to_be_reminded_of()) == [question]
        assert [remind_of_answer(question=question) for _ in range(2)] == [True, False]
        assert list(to_be_reminded_of()) == []
        assert told(kind) == officers
    Question.objects.filter(pk=question.pk).update(due_at=now() + timedelta(minutes=9))
    assert remind_of_answer(question=question)
    kinds = Notice.objects.filter(kind__startswith="listings.answer_", person=min(officers)).order_by("pk")
    assert [each.kind.partition(".")[2] for each in kinds] == ["answer_due_soon", "answer_overdue", "answer_due_soon"]


def test_nobody_is_reminded_of_what_is_answered():
    question = answered_question()
    Question.objects.filter(pk=question.pk).update(due_at=now() - timedelta(minutes=5))
    assert list(to_be_reminded_of()) == []
    assert (remind_of_answer(question=question), told("answer_overdue")) == (False, set())


def test_the_sweep_reminds_of_what_is_overdue(django_capture_on_commit_callbacks):
    question = asked_question()
    Question.objects.filter(pk=question.pk).update(due_at=now() - timedelta(minutes=5))
    with django_capture_on_commit_callbacks() as bells:
        sweep_questions()
    assert len(bells) == 1
    remind(question_id=question.pk)
    assert told("answer_overdue") == people(officers_of_holder(question.listing))


def test_the_answer_shows_both_to_everybody_without_a_name():
    question = answered_question()
    [row] = public_questions(question.listing).rows
    assert (row.question, [each.text for each in row.answers], row.stopped) == (WORDS, [ANSWER], "")
    assert not hasattr(row, "organisation")
    assert told("question_answered") == {question.asked_by_id}


def test_the_holder_may_answer_the_asker_alone():
    question = asked_question()
    answer(question, audience="private")
    question = fresh(question)
    assert (question.state, question.audience) == ("answered", "private")
    assert public_questions(question.listing).rows == []


def test_a_private_question_is_never_made_public_by_its_answer():
    question = asked_question(audience="private")
    answer(question, audience="public")
    assert fresh(question).audience == "private"
    assert public_questions(question.listing).rows == []


def test_a_private_conversation_goes_on_and_each_new_question_has_its_time():
    agent = make_agent()
    question = answered_question(by=agent, audience="private")
    write_message(question=question, text="And on aluminium?", upon=last_of(question), by=agent)
    again = fresh(question)
    assert (again.state, again.due_from > question.due_from) == ("asked", True)
    write_message(question=question, text="Or on copper?", upon=last_of(question), by=agent)
    assert fresh(question).due_from == again.due_from
    answer(question, "On both.")
    assert fresh(question).state == "answered"
    assert question.messages.count() == 5


def test_before_everybody_the_asker_asks_anew_and_the_holder_may_add():
    agent = make_agent()
    question = answered_question(by=agent)
    with pytest.raises(NotOpen):
        write_message(question=question, text="And then?", upon=last_of(question), by=agent)
    answer(question, "Tested since.")
    [row] = public_questions(question.listing).rows
    assert [each.text for each in row.answers] == [ANSWER, "Tested since."]
    assert fresh(question).state == "answered"


def test_of_two_answers_the_second_is_told_and_nothing_is_written():
    question = asked_question()
    read = last_of(question)
    answer(question)
    late = make_officer(question.listing.holder)
    with pytest.raises(WrittenMeanwhile):
        write_message(question=question, text="Another answer", upon=read, by=late)
    assert question.messages.count() == 2


@pytest.mark.rule("R8-20")
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Call 138 0013 8000", "电话号码"),
        ("Write to li@example.org", "电子邮箱"),
        ("11010519491231002X", "身份证号"),
    ],
)
def test_contact_data_is_in_no_message(text, what):
    listing, agent = ListingFactory(), make_agent()
    for audience in ("public", "private"):
        with pytest.raises(Unfit, match=what):
            ask_question(listing=listing, audience=audience, text=text, by=agent)
    question = asked_question(listing, by=agent)
    with pytest.raises(Unfit, match=what):
        answer(question, text)
    assert (Message.objects.count(), Question.objects.count()) == (1, 1)


@pytest.mark.rule("R8-01")
def test_words_of_secrecy_are_in_no_message():
    with pytest.raises(Unfit, match="机密"):
        asked_question(text="这份机密报告里怎么说？")
    assert Question.objects.count() == 0


def test_words_that_became_unfit_are_not_shown_to_everybody():
    question = QuestionFactory()
    MessageFactory(question=question, text="mail me: li@example.org")
    with pytest.raises(Unfit):
        answer(question)
    answer(question, audience="private")
    assert public_questions(question.listing).rows == []


def test_the_same_question_sent_again_is_one():
    listing, agent = ListingFactory(), make_agent()
    first = asked_question(listing, by=agent)
    assert asked_question(listing, by=agent) == first
    assert asked_question(listing, by=agent, audience="private") != first
    assert Notice.objects.filter(kind="listings.question_asked").count() == 2 * officers_of_holder(listing).count()


def test_a_listing_that_has_ended_takes_no_questions_and_may_still_answer():
    question = asked_question()
    Listing.objects.filter(pk=question.listing_id).update(state="expired")
    with pytest.raises(TakesNoQuestions):
        asked_question(question.listing, text="Too late?")
    answer(question)
    assert fresh(question).state == QuestionState.ANSWERED


def test_a_suspended_listing_takes_questions():
    listing = ListingFactory()
    suspend_listing(listing=listing, reason_code="G2", text="", by=auditor_of(listing))
    assert asked_question(listing).state == "asked"


def test_so_many_messages_in_a_day_and_no_more():
    listing, agent = ListingFactory(), make_agent()
    question = asked_question(listing, by=agent, audience="private")
    for _one in range(PER_LISTING - 1):
        MessageFactory(question=question)
    with pytest.raises(TooManyMessages):
        asked_question(listing, by=agent, text="One more")
    assert asked_question(listing, text="Another enterprise asks").state == "asked"


def test_the_asker_withdraws_what_nobody_has_answered():
    question = asked_question()
    officer = make_officer(question.listing.holder)
    withdraw_question(question=question, by=make_agent())
    assert fresh(question).state == "withdrawn"
    assert told("question_withdrawn") == people(officers_of_holder(question.listing)) >= {officer.user.pk}
    with pytest.raises(NotOpen):
        answer(question, by=officer)
    answered = answered_question()
    with pytest.raises(NotOpen):
        withdraw_question(question=answered, by=make_agent())
    assert fresh(answered).state == "answered"


def test_the_holder_declines_with_a_reason_of_the_list():
    question = asked_question()
    officer = make_officer(question.listing.holder)
    with pytest.raises(ReasonMissing):
        decline_question(question=question, reason_code="Z1", text="", by=officer)
    decline_question(question=question, reason_code="Q1", text="See the room", by=officer)
    question = fresh(question)
    assert (question.state, question.reason_code, question.decided_by) == ("declined", "Q1", officer.user)
    assert told("question_declined") == {question.asked_by_id}
    assert public_questions(question.listing).rows == []
    with pytest.raises(TransitionRefused):
        decline_question(question=question, reason_code="Q1", text="", by=officer)


def test_a_blocked_organisation_writes_nothing_until_the_block_is_lifted():
    agent = make_agent()
    question = asked_question(by=agent, audience="private")
    officer = make_officer(question.listing.holder)
    block = block_asker(question=question, by=officer)
    assert block_asker(question=question, by=officer) == block
    with pytest.raises(Blocked):
        asked_question(question.listing, by=agent, text="Again")
    with pytest.raises(Blocked):
        write_message(question=question, text="Why?", upon=last_of(question), by=agent)
    assert asked_question(question.listing, text="Another enterprise").state == "asked"
    assert lift_block(question=question, by=officer)
    assert not lift_block(question=question, by=officer)
    assert asked_question(question.listing, by=agent, text="Again").state == "asked"
    assert ContactBlock.objects.count() == 1


def test_a_block_of_one_holder_is_not_anothers():
    agent, listing = make_agent(), ListingFactory()
    ContactBlockFactory(organisation=agent.organisation)
    assert asked_question(listing, by=agent).state == "asked"


def test_each_side_reports_once_and_the_exchange_settles():
    question = answered_question(audience="private")
    auditor, officer = auditor_of(question.listing), make_officer(question.listing.holder)
    asker = make_actor(role=Role.AGENT, organisation=question.organisation)
    report_question(question=question, reason_code="M3", text="Rude", by=officer)
    with pytest.raises(AlreadyReported):
        report_question(question=question, reason_code="M4", text="", by=officer)
    report_question(question=question, reason_code="M2", text="", by=asker)
    assert told("question_reported") == people(auditors_of(question.listing)) >= {auditor.user.pk}
    assert settle_report(question=question, text="Looked at", by=auditor) == 2
    assert told("report_settled") == {officer.user.pk, asker.user.pk}
    with pytest.raises(NothingReported):
        settle_report(question=question, text="Again", by=auditor)


def test_what_the_exchange_stops_leaves_the_page_and_comes_back():
    question = answered_question()
    auditor = auditor_of(question.listing)
    stop_question(question=question, reason_code="M1", text="A number in words", by=auditor)
    [row] = public_questions(question.listing).rows
    assert (row.question, row.answers, row.stopped != "") == ("", [], True)
    with pytest.raises(NotOpen):
        answer(question)
    restore_question(question=question, by=auditor)
    [row] = public_questions(question.listing).rows
    assert row.question == WORDS
    assert list(
        Event.objects.filter(subject_type="listings.question", subject_key=question.pk)
        .order_by("pk")
        .values_list("kind", flat=True)
    ) == ["question.ask", "question.answer", "question.stop", "question.restore"]


def test_a_question_stopped_before_its_answer_is_nowhere_and_waits_again_when_restored():
    question = asked_question()
    auditor = auditor_of(question.listing)
    stop_question(question=question, reason_code="M4", text="", by=auditor)
    assert public_questions(question.listing).rows == []
    restore_question(question=question, by=auditor)
    assert fresh(question).state == "asked"


def test_a_restored_question_is_owed_its_answer_within_a_whole_period_again():
    question = asked_question()
    auditor = auditor_of(question.listing)
    stop_question(question=question, reason_code="M4", text="", by=auditor)
    late = now() - timedelta(days=1)
    Question.objects.filter(pk=question.pk).update(due_at=late, late_told=late)

    restore_question(question=question, by=auditor)

    question = fresh(question)
    assert question.due_at == answer_due(question.listing, question.due_from).at
    assert question.due_at > now()
    assert remind_of_answer(question=question) is False


def test_reading_goes_only_forward():
    question, agent = answered_question(), make_agent()
    for upto in (3, 7, 5):
        mark_seen(question=question, upto=upto, by=agent)
    assert list(QuestionReading.objects.values_list("upto", flat=True)) == [7]
