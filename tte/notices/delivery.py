"""A notice on its way out: claimed by one worker, mailed in the person's language."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from tte.common.clock import now
from tte.notices.models import Notice
from tte.notices.wording import wording


@transaction.atomic
def deliver(*, notice_id: int) -> bool:
    """Mail the notice unless another worker has. If the mail server refuses, the claim is rolled back and swept."""
    if not Notice.objects.filter(pk=notice_id, delivered_at=None).update(delivered_at=now()):
        return False
    notice = Notice.objects.select_related("person").get(pk=notice_id)
    if notice.person.is_active:
        mail_of(notice).send()
    return True


def mail_of(notice: Notice) -> EmailMultiAlternatives:
    """The message, text and HTML, in the language the person chose."""
    language = notice.person.language
    words = wording(notice, language)
    with translation.override(language):
        context = {"words": words, "person": notice.person, "link": settings.TTE_BASE_URL.rstrip("/") + notice.url}
        context["operator"] = (
            settings.TTE_OPERATOR_NAME_ZH if language.startswith("zh") else settings.TTE_OPERATOR_NAME_EN
        )
        text = render_to_string("notices/mail.txt", context)
        html = render_to_string("notices/mail.html", context)
    message = EmailMultiAlternatives(words.title, text, to=[notice.person.email])
    message.attach_alternative(html, "text/html")
    return message
