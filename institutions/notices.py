from django.utils.translation import gettext_lazy as _

from tte.notices.kinds import notice_area, notice_kind

MEMBERSHIP = notice_area("membership", _("Organisations and roles"), place=4)

ORGANISATION_REGISTERED = notice_kind(
    "institutions.organisation_registered",
    area=MEMBERSHIP,
    name=_("Organisation asks to be admitted"),
    title=_("%(organisation)s asks to be admitted"),
    sentences=(_("%(person)s registered the organisation. Look at its number and admit or refuse it."),),
    duty=True,
)
ORGANISATION_ADMITTED = notice_kind(
    "institutions.organisation_admitted",
    area=MEMBERSHIP,
    name=_("Organisation admitted"),
    title=_("%(organisation)s is admitted"),
    sentences=(_("You can now act for it in your role."),),
)
ORGANISATION_REFUSED = notice_kind(
    "institutions.organisation_refused",
    area=MEMBERSHIP,
    name=_("Organisation not admitted"),
    title=_("%(organisation)s is not admitted"),
    sentences=(_("Reason: %(reason)s"),),
)
ROLE_GRANTED = notice_kind(
    "institutions.role_granted",
    area=MEMBERSHIP,
    name=_("Role granted"),
    title=_("You now act for %(organisation)s"),
    sentences=(_("Your role there: %(role)s."),),
)
INVITATION_RETURNED = notice_kind(
    "institutions.invitation_returned",
    area=MEMBERSHIP,
    name=_("Invitation did not arrive"),
    title=_("The invitation to %(email)s did not arrive"),
    sentences=(_("It was to act for %(organisation)s. Look at the address; send it again, or invite another one."),),
    duty=True,
)
