from django.utils.translation import gettext_lazy as _

from tte.notices.kinds import notice_kind

ORGANISATION_REGISTERED = notice_kind(
    "institutions.organisation_registered",
    title=_("%(organisation)s asks to be admitted"),
    sentences=(_("%(person)s registered the organisation. Look at its number and admit or refuse it."),),
)
ORGANISATION_ADMITTED = notice_kind(
    "institutions.organisation_admitted",
    title=_("%(organisation)s is admitted"),
    sentences=(_("You can now act for it in your role."),),
)
ORGANISATION_REFUSED = notice_kind(
    "institutions.organisation_refused",
    title=_("%(organisation)s is not admitted"),
    sentences=(_("Reason: %(reason)s"),),
)
ROLE_GRANTED = notice_kind(
    "institutions.role_granted",
    title=_("You now act for %(organisation)s"),
    sentences=(_("Your role there: %(role)s."),),
)
