"""The e-mail backend where no mail server is configured: messages become rows, one for each receiver."""

from collections.abc import Sequence
from email.header import decode_header, make_header

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from tte.notices.models import Mail


class MailboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        Mail.objects.bulk_create(row for message in email_messages for row in _rows(message))
        return len(email_messages)


def _rows(message: EmailMessage) -> list[Mail]:
    """What arrives, as a mail server would get it."""
    headers = {name: str(make_header(decode_header(value))).strip() for name, value in message.message().items()}
    html = next((each.content for each in getattr(message, "alternatives", []) if each.mimetype == "text/html"), "")
    return [
        Mail(
            to=receiver[:254],
            subject=message.subject[:300],
            text=message.body,
            html=html,
            headers=headers,
            message_id=headers.get("Message-ID", "")[:300],
        )
        for receiver in message.recipients()
    ]
