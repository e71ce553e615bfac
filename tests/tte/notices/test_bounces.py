import io
import mailbox
import sys
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories.notices import DeliveryFactory
from tte.notices.bounces import Outcome, take_bounce
from tte.notices.delivery import ATTEMPTS, deliver
from tte.notices.models import Delivery, Undeliverable
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db


def sent_delivery(**fields) -> Delivery:
    delivery = DeliveryFactory(**fields)
    deliver(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    return delivery


def report(
    delivery: Delivery,
    *,
    status: str = "5.1.1",
    action: str = "failed",
    to: str = "exchange@exchange.example",
    returned: str = "message/rfc822",
) -> bytes:
    """What a mail server sends back (RFC 3464), with the returned message, its headers alone, or nothing of it."""
    parts = [
        "Content-Type: text/plain\n\nThe mail could not be delivered.\n",
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {delivery.address}\nAction: {action}\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; 550 {status} unknown\n",
    ]
    if returned:
        parts.append(f"Content-Type: {returned}\n\nMessage-ID: {delivery.message_id}\nSubject: x\n\n")
    body = "".join(f"--part\n{each}" for each in parts)
    head = (
        f"From: MAILER-DAEMON@mx.example.org\nTo: {to}\nSubject: Returned to Sender\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="part"\n\n'
    )
    return f"{head}{body}--part--\n".encode()


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_mail_that_came_back_for_good_marks_its_address(returned):
    delivery = sent_delivery()
    assert take_bounce(report(delivery, returned=returned)) == Outcome.BOUNCED
    delivery.refresh_from_db()
    assert (delivery.state, delivery.fault) == ("bounced", "returned 5.1.1")
    assert Undeliverable.objects.get().address.email == delivery.person.email
    assert [event.kind for event in events_of(delivery)] == ["delivery.send", "delivery.bounce"]


def test_it_is_matched_by_the_address_it_came_back_to():
    delivery = sent_delivery()
    raw = report(delivery, to=f"bounces+{delivery.token}@exchange.example", returned="")
    assert take_bounce(raw) == Outcome.BOUNCED


def test_the_same_report_again_changes_nothing():
    delivery = sent_delivery()
    assert [take_bounce(report(delivery)) for _twice in range(2)] == [Outcome.BOUNCED] * 2
    assert len(events_of(delivery)) == 2
    assert Undeliverable.objects.count() == 1


def test_a_report_that_comes_before_we_know_that_it_was_sent():
    delivery = DeliveryFactory(address="a@example.org")
    take_bounce(report(delivery))
    delivery.refresh_from_db()
    assert delivery.state == "bounced"


def test_a_full_mailbox_is_no_dead_address():
    delivery = sent_delivery()
    assert take_bounce(report(delivery, status="5.2.2")) == Outcome.BOUNCED
    assert Undeliverable.objects.count() == 0


def test_a_temporary_failure_is_tried_again_while_attempts_are_left():
    delivery = sent_delivery()
    assert take_bounce(report(delivery, status="4.4.7")) == Outcome.TO_BE_TRIED_AGAIN
    delivery.refresh_from_db()
    assert (delivery.state, delivery.fault) == ("queued", "returned 4.4.7")
    assert deliver(delivery_id=delivery.pk) is False, "not at once"
    Delivery.objects.filter(pk=delivery.pk).update(attempts=ATTEMPTS, state="sent")
    take_bounce(report(delivery, status="4.4.7"))
    delivery.refresh_from_db()
    assert delivery.state == "bounced"


def test_a_delayed_mail_is_left_to_the_mail_server():
    delivery = sent_delivery()
    assert take_bounce(report(delivery, action="delayed", status="4.4.1")) == Outcome.ON_ITS_WAY
    delivery.refresh_from_db()
    assert delivery.state == "sent"


def test_a_report_about_somebody_elses_mail_changes_nothing():
    delivery = sent_delivery()
    other = SimpleNamespace(address="b@example.org", message_id="<0123456789abcdef0123456789abcdef@other.example>")
    assert take_bounce(report(other)) == Outcome.UNKNOWN
    delivery.refresh_from_db()
    assert delivery.state == "sent"


def test_an_answer_of_a_person_is_no_report():
    delivery, answer = sent_delivery(), EmailMessage()
    answer["In-Reply-To"] = delivery.message_id
    answer.set_content("5.1.1 is my favourite number")
    assert take_bounce(answer.as_bytes()) == Outcome.NO_REPORT
    assert take_bounce(b"\xff\xfe not a mail at all") == Outcome.NO_REPORT


def test_the_command_reads_one_message_from_standard_input(monkeypatch, capsys):
    delivery = sent_delivery()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(report(delivery))))
    call_command("take_bounces")
    assert capsys.readouterr().out == "1 bounced\n"


def test_the_command_empties_a_maildir_and_leaves_what_is_for_people(tmp_path, capsys):
    box, delivery = mailbox.Maildir(tmp_path / "bounces"), sent_delivery()
    box.add(report(delivery))
    box.add(b"Subject: hello\n\nIs anybody there?\n")
    call_command("take_bounces", str(tmp_path / "bounces"))
    assert capsys.readouterr().out == "1 bounced\n1 no report of a delivery\n"
    (left,) = box
    assert (left["Subject"], left.get_flags(), left.get_subdir()) == ("hello", "S", "cur")
    call_command("take_bounces", str(tmp_path / "bounces"))
    assert capsys.readouterr().out == ""


def test_the_command_reads_a_folder_of_messages(tmp_path, capsys):
    (tmp_path / "1.eml").write_bytes(report(sent_delivery()))
    (tmp_path / "2.eml").write_bytes(b"Subject: hello\n\n")
    call_command("take_bounces", str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2.seen"]
    with pytest.raises(CommandError):
        call_command("take_bounces", str(tmp_path / "nowhere"))
