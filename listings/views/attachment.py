from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from listings.forms.attachment import AttachmentForm, DescriptionForm
from listings.models import Achievement, Attachment
from listings.permissions import can_edit_achievement, can_edit_part, can_open_attachment
from listings.selectors.achievement import achievements
from listings.services.attachment import attach_file, describe_attachment, detach_file, raise_attachment
from listings.views.achievement_page import edit_context
from tte.common.doors import requires
from tte.files.serving import serve


def attachments() -> QuerySet[Attachment]:
    return Attachment.objects.select_related("file", "achievement__case").prefetch_related("achievement__listings")


def to_files(achievement: Achievement) -> HttpResponse:
    return redirect(reverse("listings:edit_achievement", args=[achievement.code]) + "#files")


@requires(can_edit_achievement, achievements)
@require_POST
def attach(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid() and form.carry_out(attach_file, achievement=achievement, by=request.actor):
        return to_files(achievement)
    return render(
        request, "listings/achievement/edit.html", edit_context(request.actor, achievement, attachment=form), status=422
    )


@requires(can_edit_part, attachments)
@require_POST
def describe(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    form = DescriptionForm(request.POST, attachment=attachment)
    if form.is_valid() and form.carry_out(describe_attachment, attachment=attachment, by=request.actor):
        return to_files(attachment.achievement)
    context = edit_context(request.actor, attachment.achievement, attachment=form)
    return render(request, "listings/achievement/edit.html", context, status=422)


@requires(can_edit_part, attachments)
@require_POST
def up(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    raise_attachment(attachment=attachment, by=request.actor)
    return to_files(attachment.achievement)


@requires(can_edit_part, attachments)
@require_POST
def detach(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    detach_file(attachment=attachment, by=request.actor)
    return to_files(attachment.achievement)


@requires(can_open_attachment, attachments)
def download(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    return serve(attachment.file)
