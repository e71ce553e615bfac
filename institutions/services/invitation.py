from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from institutions.models import Invitation
from tte.accounts.adapter import operator_name
from tte.common.clock import now


@transaction.atomic
def send_invitation(*, invitation_id: int) -> bool:
    """Mail the invitation unless another worker has; a refusing mail server rolls the claim back."""
    if not Invitation.objects.filter(pk=invitation_id, sent_at=None, accepted_at=None).update(sent_at=now()):
        return False
    invitation = Invitation.objects.select_related("organisation").get(pk=invitation_id)
    with translation.override(invitation.language):
        zh = invitation.language.startswith("zh")
        organisation = invitation.organisation
        context = {
            "operator": operator_name(invitation.language),
            "organisation": organisation.name_zh if zh or not organisation.name_en else organisation.name_en,
            "role": invitation.get_role_display(),
            "email": invitation.email,
            "link": settings.TTE_BASE_URL.rstrip("/") + reverse("account_signup"),
        }
        subject = _("Invitation to act for %(organisation)s") % context
        text = render_to_string("institutions/membership/invitation.txt", context)
    send_mail(subject, text, None, [invitation.email])
    return True
