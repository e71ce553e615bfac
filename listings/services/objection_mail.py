"""Mail to objectors, who may have no account: each states where the objection stands and the private link."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from listings.models import Objection
from listings.selectors.objection import objection_path
from tte.accounts.adapter import operator_name


@transaction.atomic
def mail_objection(*, objection_id: int) -> bool:
    """Send the mail this objection is owed, once; a refusing mail server rolls the claim back."""
    objection = Objection.objects.select_related("listing").get(pk=objection_id)
    what = objection.mail_owed
    if not what or not Objection.objects.filter(pk=objection_id, mail_owed=what).update(mail_owed=""):
        return False
    with translation.override(objection.language):
        subject = _("Objection %(code)s to listing %(listing)s") % {
            "code": objection.code,
            "listing": objection.listing.code,
        }
        context = {
            "what": what,
            "objection": objection,
            "operator": operator_name(objection.language),
            "link": settings.TTE_BASE_URL.rstrip("/") + objection_path(objection),
        }
        text = render_to_string("listings/objection/mail.txt", context)
    send_mail(subject, text, None, [objection.email])
    return True
