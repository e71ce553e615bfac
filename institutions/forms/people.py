from django import forms
from django.utils.translation import gettext_lazy as _

from tte.accounts.enums import IdentifierScheme, OrganisationKind, Role
from tte.accounts.models import Organisation
from tte.accounts.roles import ROLES_BY_KIND
from tte.codelists.enums import CodeList
from tte.codelists.selectors import lazy_choices
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm

KINDS = [(kind.value, kind.label) for kind in (OrganisationKind.HOLDER, OrganisationKind.ENTERPRISE)]


class RegisterForm(KeptForm):
    kept_as = "organisation.register"
    kind = forms.ChoiceField(label=_("What it is in the market"), choices=KINDS, widget=forms.RadioSelect)
    name_zh = forms.CharField(label=_("Name in Chinese, as registered"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    party_type = forms.ChoiceField(
        label=_("Type of party"), choices=lazy_choices(CodeList.PARTY_TYPE, grouped=True, blank=_("Choose"))
    )
    region_code = forms.ChoiceField(label=_("Region"), choices=lazy_choices(CodeList.REGION, blank=_("Choose")))
    scheme = forms.ChoiceField(
        label=_("Identified by"),
        choices=IdentifierScheme.choices,
        initial=IdentifierScheme.CREDIT_CODE,
        widget=forms.RadioSelect,
    )
    value = forms.CharField(label=_("Number"), max_length=60)


class InviteForm(ActionForm):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        roles = ROLES_BY_KIND[OrganisationKind(organisation.kind)]
        self.fields["role"].choices = [(role.value, Role(role).label) for role in roles]


class RefuseForm(KeptForm):
    kept_as = "organisation.refusal"
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
