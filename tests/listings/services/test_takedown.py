"""A takedown hides, freezes, tells and can be undone (R8-03)."""

import hashlib
import json
import zipfile
from datetime import timedelta

import pytest
import redis
from django.conf import settings
from django.db import DatabaseError, transaction

from listings.enums import ListingState, RoomAccessState
from listings.models import Achievement, Auction, Deal, Intent, Listing, Question, RoomAccess, Takedown
from listings.selectors.correction import unanswered
from listings.selectors.takedown import withheld_cases, words_of
from listings.services.audit import ask_correction
from listings.services.bid import NotAdmitted, place_bid, receive_bid
from listings.services.objection import uphold_objection
from listings.services.objection_lodging import TooLate
from listings.services.question_due import answer_due
from listings.services.takedown import reinstate
from listings.services.takedown_word import answer_about_takedown, write_about_takedown
from tests.factories.accounts import make_actor
from tests.factories.bidding import auditor_of, make_agent, make_close_due, registered_intent, running_auction
from tests.factories.checklist import OBJECTION_YES
from tests.factories.data_room import granted_access, offered_room
from tests.factories.listings import (
    AchievementFactory,
    AttachmentFactory,
    ListingFactory,
    audited_achievement,
    catalogue_record,
    claimed_achievement,
    imported,
    make_auditor,
)
from tests.factories.longwork import WorkFactory
from tests.factories.notice import examined_objection, lodged_objection
from tests.factories.question import QuestionFactory
from tests.factories.takedown import make_head, taken_down
from tte.accounts.enums import Role
from tte.casework.models import Case
from tte.casework.selectors.reminder import answer_until, owed_duties
from tte.casework.services.reasons import ReasonMissing, WordsMissing
from tte.codelists.calendar import period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.errors import DomainError, PermissionRefused, TransitionRefused
from tte.drafts.models import Draft
from tte.drafts.services import keep_typing
from tte.feed.models import Outbox
from tte.files.models import StoredFile
from tte.imports.presenting import fault_rows
from tte.imports.selectors import sample_lines
from tte.imports.sheets import write_bad_rows
from tte.longwork.recalling import Recalled, refuse_recalled
from tte.longwork.running import take
from tte.notices.delivery import unsendable
from tte.notices.letters import letter_of
from tte.notices.models import Delivery, Notice
from tte.trail.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-03")]
FOUND = {"reason_code": "B1", "text": "nothing to it"}


def test_it_is_gone_with_all_that_hangs_on_it_and_comes_back_as_it_was():
    listing, agent = ListingFactory(), make_agent()
    intent = registered_intent(listing, agent)
    access = granted_access(offered_room(listing), agent)
    before = Listing.objects.values().get(pk=listing.pk)
    takedown = taken_down(listing.achievement, make_head())
    gone = [Achievement, Listing, Intent, RoomAccess, Case, Deal]
    assert [model.objects.count() for model in gone] == [0] * len(gone)

    reinstate(takedown=takedown, by=make_head(), **FOUND)
    after = Listing.objects.values().get(pk=listing.pk)
    moved = {name for name in before if before[name] != after[name]}
    assert moved <= {"counted_from", "counted_length", "notice_ends_at", "run_before", "notice_provisional"}
    assert Intent.objects.get() == intent
    assert RoomAccess.objects.get(pk=access.pk).state == RoomAccessState.GRANTED
    assert listing.achievement.case in Case.objects.all()


def test_the_evidence_holds_everything_with_its_hash_and_cannot_be_rewritten():
    listing, agent = ListingFactory(title_zh="独一无二的名称"), make_agent()
    file = AttachmentFactory(achievement=listing.achievement, audience="public").file
    offered_room(listing)
    takedown = taken_down(listing.achievement, make_head())
    evidence = takedown.evidence
    content = json.loads(evidence.text)
    assert hashlib.sha256(evidence.text.encode()).hexdigest() == evidence.sha256
    assert content["rows"]["listings.achievement"][0]["title_zh"] == "独一无二的名称"
    assert {each["sha256"] for each in content["files"]} >= {file.sha256}
    assert content["trail"] and content["notices"] and content["mails"]
    assert takedown.files.filter(file=file).count() == 1
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        type(evidence)._base_manager.filter(pk=evidence.pk).update(text="{}")
    assert agent is not None


@pytest.mark.parametrize("act", ["update", "delete"])
def test_what_is_evidence_cannot_be_changed_or_deleted_while_it_stands(act):
    listing = ListingFactory()
    attachment = AttachmentFactory(achievement=listing.achievement)
    takedown = taken_down(listing.achievement, make_head())
    for thing in (listing.achievement, listing, attachment, attachment.file):
        rows = type(thing)._base_manager.filter(pk=thing.pk)
        with pytest.raises(DatabaseError, match="evidence of a takedown"), transaction.atomic():
            rows.update(id=thing.pk) if act == "update" else rows._raw_delete(rows.db)
    reinstate(takedown=takedown, by=make_head(), **FOUND)
    assert Achievement.objects.filter(pk=listing.achievement_id).update(title_zh="改") == 1


def test_a_running_notice_rests_unannounced_and_goes_on_with_what_was_left():
    listing = ListingFactory()
    takedown = taken_down(listing.achievement, make_head())
    row = Listing._base_manager.get(pk=listing.pk)
    assert (row.state, row.announcements.count()) == (ListingState.SUSPENDED, 0)
    reinstate(takedown=takedown, by=make_head(), **FOUND)
    row.refresh_from_db()
    assert row.state == ListingState.IN_NOTICE
    assert row.suspensions.get().ended_at is not None


def test_a_bidding_takes_no_bid_and_goes_on_with_the_time_it_had():
    agent = make_agent()
    auction = running_auction([agent, make_agent()])
    left = auction.closes_at - now()
    takedown = taken_down(auction.listing.achievement, make_head())
    with pytest.raises(NotAdmitted):
        receive_bid(auction_id=auction.pk, amount=auction.start_price, request_key="a", by=agent)
    reinstate(takedown=takedown, by=make_head(), **FOUND)
    again = Auction.objects.get(pk=auction.pk)
    assert again.state == auction.state
    assert abs(again.closes_at - now() - left) < timedelta(minutes=1)


@pytest.mark.parametrize("has_bid", [True, False])
def test_a_bidding_whose_end_has_come_has_its_result_before_it_is_hidden(has_bid):
    agent = make_agent()
    auction = running_auction([agent, make_agent()])
    if has_bid:
        place_bid(auction_id=auction.pk, amount=auction.start_price, request_key="a", by=agent)
    make_close_due(auction)
    takedown = taken_down(auction.listing.achievement, make_head())
    assert (Listing.objects.count(), Deal.objects.count()) == (0, 0)
    assert not Notice.objects.filter(kind__in=["listings.deal_struck", "listings.bidding_passed_in"]).exists()
    reinstate(takedown=takedown, by=make_head(), **FOUND)
    listing = Listing.objects.get()
    assert listing.state == (ListingState.SOLD if has_bid else ListingState.EXPIRED)
    assert [deal.price for deal in Deal.objects.all()] == ([auction.start_price] if has_bid else [])


def test_the_case_leaves_the_queue_and_its_clock_stands():
    achievement = audited_achievement()
    case, due = achievement.case, achievement.case.due_at
    takedown = taken_down(achievement, make_head())
    assert not Case.objects.filter(pk=case.pk).exists()
    assert Case._base_manager.get(pk=case.pk).due_at is None
    reinstate(takedown=takedown, by=make_head(), **FOUND)
    assert Case.objects.get(pk=case.pk).due_at - due < timedelta(minutes=1)


def test_a_correction_that_was_asked_may_be_answered_within_a_whole_time_again(settings):
    settings.TTE_RULE_SET = "R2026"
    auditor = make_auditor()
    achievement = ask_correction(achievement=claimed_achievement(auditor), reason_code="E8", text="请补充", by=auditor)
    achievement.case.stops.update(stopped_at=now() - timedelta(days=30))
    takedown = taken_down(achievement, make_head())
    assert unanswered() == []
    takedown = reinstate(takedown=takedown, by=make_head(), **FOUND)
    assert unanswered() == []
    case = Case.objects.get(pk=achievement.case_id)
    assert answer_until(case) == period_end(takedown.reinstated_at, rule(RuleKey.CASE_ANSWER)).at
    assert case.stops.count() == 2


def test_notices_about_it_leave_the_inbox_and_are_mailed_no_more():
    listing = ListingFactory()
    told = Notice.objects.filter(person=listing.achievement.posted_by)
    assert told.exists()
    deliveries = list(Delivery.objects.filter(notice__in=told))
    takedown = taken_down(listing.achievement, make_head())
    assert set(told.values_list("kind", flat=True)) == {"listings.taken_down"}
    for delivery in deliveries:
        delivery.notice.refresh_from_db()
    assert {unsendable(each) for each in deliveries} == {"taken_down"}
    reinstate(takedown=takedown, by=make_head(), **FOUND)
    assert "listings.listing_published" in set(told.values_list("kind", flat=True))


def test_it_tells_holder_exchange_and_authority_without_a_word_of_the_content(settings):
    settings.TTE_AUTHORITY_EMAILS = ["duty@authority.example"]
    listing, head = ListingFactory(title_zh="绝不能说", title_en="Never to be told"), make_head()
    takedown = taken_down(listing.achievement, head)
    told = Notice.objects.filter(kind="listings.taken_down")
    assert {listing.achievement.posted_by_id, head.user.pk} <= set(told.values_list("person", flat=True))
    assert "绝不能说" not in json.dumps(list(told.values_list("context", flat=True)), ensure_ascii=False)
    letter = letter_of(takedown.reports.get().delivery)
    assert takedown.code in letter.subject
    assert "绝不能说" not in letter.body
    assert "Never" not in letter.body


def test_results_kept_are_called_back_and_one_begun_before_is_refused():
    listing = ListingFactory()
    running = take(WorkFactory().pk, "00000000-0000-0000-0000-000000000001")
    taken_down(listing.achievement, make_head())
    with pytest.raises(Recalled):
        refuse_recalled(running)
    later = take(WorkFactory().pk, "00000000-0000-0000-0000-000000000002")
    refuse_recalled(later)


def test_the_feed_carries_a_tombstone_and_every_topic_that_showed_it():
    listing = ListingFactory()
    Outbox.objects.all().delete()
    takedown = taken_down(listing.achievement, make_head())
    found = list(Outbox.objects.exclude(topic="trail").order_by("pk").values_list("topic", "key", "payload"))
    assert ("takedown", takedown.pk, {"code": takedown.code, "state": "standing"}) in found
    assert ("listing", listing.pk, {}) in found[-3:]


def test_only_the_head_of_the_exchange_that_has_it_may():
    listing, draft = ListingFactory(), AchievementFactory()
    elsewhere = make_actor(role=Role.HEAD)
    for by, thing in (
        (auditor_of(listing), listing.achievement),
        (elsewhere, listing.achievement),
        (make_head(), draft),
    ):
        with pytest.raises(PermissionRefused):
            taken_down(thing, by)
    with pytest.raises(ReasonMissing):
        taken_down(listing.achievement, make_head(), reason_code="X")
    with pytest.raises(WordsMissing):
        taken_down(listing.achievement, make_head(), basis=" ")
    assert (Takedown.objects.count(), Listing.objects.count()) == (0, 1)


def test_a_second_takedown_of_the_same_is_refused():
    listing = ListingFactory()
    taken_down(listing.achievement, make_head())
    with pytest.raises(TransitionRefused):
        taken_down(listing.achievement, make_head())
    assert Event.objects.filter(kind="achievement.take_down").count() == 1


def test_anybody_reports_at_any_time_and_nothing_of_the_report_is_published():
    listing = ListingFactory()
    Listing.objects.filter(pk=listing.pk).update(state=ListingState.EXPIRED)
    listing.refresh_from_db()
    with pytest.raises(TooLate):
        lodged_objection(listing, by=make_agent())
    auditor = auditor_of(listing)
    report = examined_objection(listing, auditor, ground="O8")
    uphold_objection(objection=report, text="真的不应公开。", answers=OBJECTION_YES, by=auditor)
    listing.refresh_from_db()
    assert (report.against, listing.state, listing.announcements.count()) == ("publicity", ListingState.EXPIRED, 0)


def test_whoever_works_a_case_about_it_is_told_that_it_rests_and_that_it_goes_on():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = examined_objection(listing, auditor)
    due = objection.case.due_at
    takedown = taken_down(listing.achievement, make_head())
    resting = Case._base_manager.get(pk=objection.case_id)
    assert (resting.due_at, list(withheld_cases(takedown).filter(kind=resting.kind))) == (None, [resting])
    assert list(owed_duties(resting, due + timedelta(days=90))) == []
    rests = Notice.objects.get(kind="casework.rests", key__startswith=f"casework.case:{resting.pk}:")
    assert rests.person == auditor.user
    assert objection.case.title_zh not in json.dumps(rests.context, ensure_ascii=False)

    reinstate(takedown=takedown, by=make_head(), **FOUND)
    goes_on = Notice.objects.get(kind="casework.goes_on", key__startswith=f"casework.case:{resting.pk}:")
    assert goes_on.person == auditor.user
    assert Case.objects.get(pk=objection.case_id).due_at is not None
    assert list(withheld_cases(takedown)) == []


def test_a_case_nobody_has_is_told_to_all_who_work_such_cases():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    lodged_objection(listing, by=make_agent())
    taken_down(listing.achievement, make_head())
    assert auditor.user.pk in told_of("casework.rests")


def told_of(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind).values_list("person", flat=True))


def test_a_question_that_waits_is_owed_its_answer_within_a_whole_period_again():
    question = QuestionFactory()
    Question.objects.filter(pk=question.pk).update(due_at=now() + timedelta(minutes=1))
    takedown = taken_down(question.listing.achievement, make_head())
    reinstate(takedown=takedown, by=make_head(), **FOUND)
    question.refresh_from_db()
    assert question.due_at == answer_due(question.listing, question.due_from).at


def test_what_was_typed_comes_back_as_it_stood_and_newer_typing_stands():
    achievement = ListingFactory().achievement
    author = make_actor(role=Role.RESEARCHER, organisation=achievement.holder)
    typed = {"by": author, "page": "/", "tab": "t", "base": 0, "about": achievement.code}
    keep_typing(form="achievement.right", values={"name": ["前"]}, **typed)
    keep_typing(form="question.write", values={"text": ["前"]}, **typed)
    before = {each.form: (each.values, each.version, each.has_text) for each in Draft.objects.all()}
    takedown = taken_down(achievement, make_head())
    assert Draft.objects.count() == 0
    keep_typing(form="question.write", values={"text": ["后"]}, **typed)

    reinstate(takedown=takedown, by=make_head(), **FOUND)
    after = {each.form: (each.values, each.version, each.has_text) for each in Draft.objects.all()}
    assert after == before | {"question.write": ({"text": ["后"]}, 1, True)}


@pytest.mark.rule("R8-03")
def test_what_was_typed_about_a_part_is_frozen_and_comes_back_with_what_it_was_made_with():
    achievement = ListingFactory().achievement
    author = make_actor(role=Role.RESEARCHER, organisation=achievement.holder)
    about = f"{achievement.code}/17"
    typed = {"by": author, "page": "/", "tab": "t", "base": 0, "about": about}
    keep_typing(form="achievement.right", values={"name": ["改过的权利"]}, **typed)
    Draft.objects.update(seen={"name": "fingerprint"})
    other = {"by": author, "page": "/", "tab": "t", "base": 0, "about": f"{achievement.code}7"}
    keep_typing(form="achievement.right", values={"name": ["别的"]}, **other)

    takedown = taken_down(achievement, make_head())
    assert [each.about for each in Draft.objects.all()] == [f"{achievement.code}7"]
    (kept,) = json.loads(takedown.evidence.text)["typed"]
    assert (kept["about"], kept["values"]) == (about, {"name": ["改过的权利"]})

    reinstate(takedown=takedown, by=make_head(), **FOUND)
    back = Draft.objects.get(about=about)
    assert (back.values, back.seen) == ({"name": ["改过的权利"]}, {"name": "fingerprint"})


def test_the_file_of_an_import_is_kept_and_gives_the_row_out_no_more():
    content = "标题,成熟度,摘要\n朱鹮涂层,4,一\n朱鹮涂层,4,二\n好标题,99,三\n"
    record = catalogue_record(content=content)
    batch = record.catalogue_entry.batch.source_batch
    other = imported(content, by=make_actor(role=Role.OFFICER, organisation=batch.organisation))
    assert "朱鹮" in sheet(batch) and "朱鹮" in sheet(other)
    takedown = taken_down(record, make_head())
    for each in (batch, other):
        shown = sheet(each) + json.dumps([vars(row) for row in fault_rows(each, None, "")[0]], ensure_ascii=False)
        assert "朱鹮" not in shown
        assert "好标题" in shown
        assert "taken down" in shown
        assert "朱鹮" not in str(sample_lines(each))
    assert takedown.files.filter(file=batch.source, role="import.source").exists()
    with pytest.raises(DatabaseError, match="evidence of a takedown"), transaction.atomic():
        StoredFile.objects.filter(pk=batch.source_id).update(name="x")
    reinstate(takedown=takedown, by=make_head(), **FOUND)
    assert "朱鹮" in sheet(batch)


def sheet(batch) -> str:
    path = write_bad_rows(batch, "en")
    with zipfile.ZipFile(path) as pack:
        found = "".join(pack.read(name).decode() for name in pack.namelist() if name.endswith(".xml"))
    path.unlink()
    return found


def test_the_watchers_of_every_lot_of_it_are_told_to_look_at_once(django_capture_on_commit_callbacks):
    auction = running_auction([make_agent(), make_agent()])
    head = make_head()
    listener = redis.Redis.from_url(settings.REDIS_URL).pubsub()
    listener.psubscribe("lot:*")
    with django_capture_on_commit_callbacks(execute=True):
        taken_down(auction.listing.achievement, head)
    words = [listener.get_message(timeout=1) for _ in range(4)]
    listener.close()
    heard = [(word["channel"], word["data"]) for word in words if word and word["type"] == "pmessage"]
    assert set(heard) == {(f"lot:{auction.pk}".encode(), b"null")}


def test_the_holder_writes_and_the_exchange_answers():
    listing = ListingFactory()
    holder = make_actor(role=Role.OFFICER, organisation=listing.holder)
    head = make_head()
    takedown = taken_down(listing.achievement, head)
    with pytest.raises(DomainError):
        answer_about_takedown(takedown=takedown, text="no", by=head)
    word = write_about_takedown(takedown=takedown, kind="mend", text=" 我们改。 ", by=holder)
    answer_about_takedown(takedown=takedown, text="请改第三段。", by=head)
    assert list(words_of(takedown).values_list("kind", "text")) == [("mend", "我们改。"), ("answer", "请改第三段。")]
    assert told_of("listings.takedown_written") == {head.user.pk}
    assert holder.user.pk in told_of("listings.takedown_answered")
    for by, service, given in (
        (head, write_about_takedown, {"kind": "ask", "text": "x"}),
        (holder, answer_about_takedown, {"text": "x"}),
        (make_actor(role=Role.OFFICER), write_about_takedown, {"kind": "ask", "text": "x"}),
    ):
        with pytest.raises(PermissionRefused):
            service(takedown=takedown, by=by, **given)
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        type(word).objects.filter(pk=word.pk).update(text="x")
    reinstate(takedown=takedown, by=head, **FOUND)
    with pytest.raises(DomainError):
        write_about_takedown(takedown=takedown, kind="ask", text="x", by=holder)
