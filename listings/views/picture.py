from django.http import HttpRequest, HttpResponse

from listings.forms.picture import AltForm, PictureForm
from listings.models import Achievement, Picture
from listings.permissions.supply import can_edit_achievement, can_edit_part, can_see_picture
from listings.selectors.achievement import achievements
from listings.selectors.parts import pictures
from listings.services.picture import add_picture, choose_cover, describe_picture, drop_picture, raise_picture
from listings.views.draft_part import change_part, to_part
from tte.common.doors import posted, requires
from tte.files.serving import serve

PART = "picture"


@requires(can_edit_achievement, achievements)
@posted
def add(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    form = PictureForm(request.POST, request.FILES)
    return change_part(request, PART, achievement, form, add_picture, achievement=achievement)


@requires(can_see_picture, pictures)
def show(request: HttpRequest, picture: Picture) -> HttpResponse:
    return serve(picture.file)


@requires(can_edit_part, pictures)
@posted
def describe(request: HttpRequest, picture: Picture) -> HttpResponse:
    form = AltForm(request.POST, picture=picture)
    return change_part(request, PART, picture.achievement, form, describe_picture, picture=picture)


@requires(can_edit_part, pictures)
@posted
def cover(request: HttpRequest, picture: Picture) -> HttpResponse:
    choose_cover(picture=picture, by=request.actor)
    return to_part(PART, picture.achievement)


@requires(can_edit_part, pictures)
@posted
def up(request: HttpRequest, picture: Picture) -> HttpResponse:
    raise_picture(picture=picture, by=request.actor)
    return to_part(PART, picture.achievement)


@requires(can_edit_part, pictures)
@posted
def drop(request: HttpRequest, picture: Picture) -> HttpResponse:
    drop_picture(picture=picture, by=request.actor)
    return to_part(PART, picture.achievement)
