"""Organisations and the people who act for them: one's own, and the administrators' view of all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from institutions.forms.people import InviteForm, RefuseForm, RegisterForm
from institutions.lists.organisations import ORGANISATIONS
from institutions.models import Invitation
from institutions.selectors.invitation import invitations_of, open_invitations
from institutions.services.invitation import mail_invitation
from institutions.services.membership import accept_invitation, end_membership, invite_person
from institutions.services.organisation import admit_organisation, refuse_organisation, register_organisation
from tte.accounts.models import Membership, Organisation
from tte.accounts.permissions import can_manage_people, is_signed_in
from tte.accounts.selectors.membership import former_members, members, running_memberships
from tte.common.doors import posted, requires
from tte.drafts.forms import recall
from tte.lists.rendering import render_list
from tte.notices.presenting import delivery_row


@requires(is_signed_in)
def mine(request: HttpRequest) -> HttpResponse:
    """Whom I act for, what I am invited to, and how to begin."""
    context = {"memberships": running_memberships(request.user), "invitations": invitations_of(request.user)}
    return render(request, "institutions/organisation/mine.html", context)


@requires(is_signed_in)
def register(request: HttpRequest) -> HttpResponse:
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.carry_out(register_organisation, by=request.actor):
        messages.success(request, _("The organisation is registered; the operator has been asked to admit it"))
        return redirect("institutions:mine")
    recall(request.actor, form)
    return render(
        request, "institutions/organisation/register.html", {"form": form}, status=422 if form.errors else 200
    )


@requires(is_signed_in)
@posted
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk, email=request.user.email)
    accept_invitation(invitation=invitation, by=request.actor)
    messages.success(request, _("You are a member now"))
    return redirect("institutions:mine")


@requires(can_manage_people)
def all_members(request: HttpRequest) -> HttpResponse:
    """Every organisation with its people counted, also those that a file brought in."""
    return render_list(request, ORGANISATIONS, "institutions/membership/index.html")


@requires(can_manage_people)
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation: its people; inviting posts here."""
    shown = get_object_or_404(Organisation, code=code)
    form = InviteForm(request.POST or None, organisation=shown)
    sent = request.method == "POST" and form.is_valid()
    if sent and form.carry_out(invite_person, organisation=shown, by=request.actor):
        granted = isinstance(form.outcome, Membership)
        messages.success(request, _("The role is granted") if granted else _("The invitation is on its way"))
        return redirect("institutions:organisation", code=code)
    return _show(request, shown, form, RefuseForm(about=code))


def _show(request: HttpRequest, shown: Organisation, form: InviteForm, refusal: RefuseForm) -> HttpResponse:
    recall(request.actor, refusal)
    context = {
        "organisation": shown,
        "identifiers": shown.identifiers.order_by("pk"),
        "members": members(shown),
        "former": former_members(shown),
        "invitations": [(each, delivery_row(each.delivery)) for each in open_invitations(shown) if each.delivery],
        "form": form,
        "refusal": refusal,
    }
    status = 422 if form.errors or refusal.errors else 200
    return render(request, "institutions/membership/show.html", context, status=status)


@requires(can_manage_people)
@posted
def mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    mail_invitation(invitation=invitation, by=request.actor)
    messages.success(request, _("The invitation is on its way again"))
    return redirect("institutions:organisation", code=invitation.organisation.code)


@requires(can_manage_people)
@posted
def admit(request: HttpRequest, code: str) -> HttpResponse:
    admit_organisation(organisation=get_object_or_404(Organisation, code=code), by=request.actor)
    messages.success(request, _("The organisation is admitted"))
    return redirect("institutions:organisation", code=code)


@requires(can_manage_people)
@posted
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(Organisation, code=code)
    form = RefuseForm(request.POST, about=code)
    if form.is_valid() and form.carry_out(refuse_organisation, organisation=shown, by=request.actor):
        messages.success(request, _("The organisation is refused, and its people are told why"))
        return redirect("institutions:organisation", code=code)
    return _show(request, shown, InviteForm(organisation=shown), form)


@requires(can_manage_people)
@posted
def end(request: HttpRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership, pk=pk)
    end_membership(membership=membership, by=request.actor)
    messages.success(request, _("The membership has ended"))
    return redirect("institutions:organisation", code=membership.organisation.code)
