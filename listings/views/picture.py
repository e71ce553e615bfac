from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from listings.forms.picture import AltForm, PictureForm
from listings.models import Achievement, Picture
from listings.permissions import can_edit_achievement, can_edit_part, can_see_picture
from listings.selectors.achievement import achievements
from listings.services.picture import add_picture, choose_cover, describe_picture, drop_picture, raise_picture
from listings.views.achievement_page import edit_context
from tte.common.doors import requires
from tte.files.serving import serve


def pictures() -> QuerySet[Picture]:
    return Picture.objects.select_related("file", "achievement__case")


def to_pictures(achievement: Achievement) -> HttpResponse:
    return redirect(reverse("listings:edit_achievement", args=[achievement.code]) + "#pictures")


@requires(can_edit_achievement, achievements)
@require_POST
def add(request: HttpRequest, achievement: Achievement) -> HttpResponse:
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid() and form.carry_out(add_picture, achievement=achievement, by=request.actor):
        return to_pictures(achievement)
    context = edit_context(request.actor, achievement, picture=form)
    return render(request, "listings/achievement/edit.html", context, status=422)


@requires(can_see_picture, pictures)
def show(request: HttpRequest, picture: Picture) -> HttpResponse:
    return serve(picture.file)


@requires(can_edit_part, pictures)
@require_POST
def describe(request: HttpRequest, picture: Picture) -> HttpResponse:
    form = AltForm(request.POST, picture=picture)
    if form.is_valid() and form.carry_out(describe_picture, picture=picture, by=request.actor):
        return to_pictures(picture.achievement)
    context = edit_context(request.actor, picture.achievement, picture=form)
    return render(request, "listings/achievement/edit.html", context, status=422)


@requires(can_edit_part, pictures)
@require_POST
def cover(request: HttpRequest, picture: Picture) -> HttpResponse:
    choose_cover(picture=picture, by=request.actor)
    return to_pictures(picture.achievement)


@requires(can_edit_part, pictures)
@require_POST
def up(request: HttpRequest, picture: Picture) -> HttpResponse:
    raise_picture(picture=picture, by=request.actor)
    return to_pictures(picture.achievement)


@requires(can_edit_part, pictures)
@require_POST
def drop(request: HttpRequest, picture: Picture) -> HttpResponse:
    drop_picture(picture=picture, by=request.actor)
    return to_pictures(picture.achievement)
