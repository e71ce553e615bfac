from django.http import HttpRequest, HttpResponse

from listings.enums import AttachmentAudience
from listings.forms.attachment import AttachmentForm, DescriptionForm
from listings.models import Achievement, Attachment
from listings.permissions.supply import can_edit_achievement, can_edit_part, can_open_attachment
from listings.selectors.achievement import achievements
from listings.selectors.parts import attachments
from listings.services.attachment import attach_file, describe_attachment, detach_file, raise_attachment
from listings.services.file_reading import log_reading
from listings.views.draft_part import change_part, to_part
from tte.common.doors import posted, requires
from tte.files.serving import serve

PART = "attachment"


@requires(can_edit_achievement, achievements)
@posted
def attach(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    form = AttachmentForm(request.POST, request.FILES)
    return change_part(request, PART, achievement, form, attach_file, achievement=achievement)


@requires(can_edit_part, attachments)
@posted
def describe(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    form = DescriptionForm(request.POST, attachment=attachment)
    return change_part(request, PART, attachment.achievement, form, describe_attachment, attachment=attachment)


@requires(can_edit_part, attachments)
@posted
def up(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    raise_attachment(attachment=attachment, by=request.actor)
    return to_part(PART, attachment.achievement)


@requires(can_edit_part, attachments)
@posted
def detach(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    detach_file(attachment=attachment, by=request.actor)
    return to_part(PART, attachment.achievement)


@requires(can_open_attachment, attachments)
def download(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    if attachment.audience != AttachmentAudience.PUBLIC:
        log_reading(file=attachment.file, matter=attachment.achievement, by=request.actor)
    return serve(attachment.file)
