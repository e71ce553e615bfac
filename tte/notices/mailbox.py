"""The e-mail backend where no mail server is configured: messages become rows, one for each receiver."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from tte.notices.models import Mail


class MailboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [
            Mail(to=receiver[:254], subject=message.subject[:300], text=message.body)
            for message in email_messages
            for receiver in message.recipients()
        ]
        Mail.objects.bulk_create(rows)
        return len(email_messages)
