"""The record of an achievement in JSON: read as it stands, written through the very form of the page."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from listings.forms.achievement import THIRTEEN, DraftForm
from listings.forms.fields import NO, YES
from listings.models import Achievement, Attachment, ExistingLicence, FirstRefusal, IPRight, Picture, RightShare
from listings.selectors.achievement import achievements
from listings.selectors.completeness import missing
from listings.selectors.record import RECORD_FIELDS, RIGHT_FIELDS, ROW_FIELDS, plain
from tte.common.api import Door

WORDS = {True: YES, False: NO, None: ""}


class ShareSerializer(serializers.ModelSerializer):
    class Meta:
        model = RightShare
        fields = ROW_FIELDS["shares"]


class LicenceSerializer(serializers.ModelSerializer):
    class Meta:
        model = ExistingLicence
        fields = ROW_FIELDS["licences"]


class FirstRefusalSerializer(serializers.ModelSerializer):
    class Meta:
        model = FirstRefusal
        fields = ROW_FIELDS["first_refusals"]


class RightShape(serializers.ModelSerializer):
    class Meta:
        model = IPRight
        fields: tuple[str, ...] = RIGHT_FIELDS


class NamedRightSerializer(RightShape):
    class Meta(RightShape.Meta):
        fields = ("pk", *RIGHT_FIELDS)


class AttachedSerializer(serializers.Serializer):
    pk = serializers.IntegerField()
    name = serializers.CharField(source="file.name")
    audience = serializers.CharField()
    evidence = serializers.CharField()
    description = serializers.CharField()


class PictureSerializer(serializers.Serializer):
    pk = serializers.IntegerField()
    name = serializers.CharField(source="file.name")
    alt_zh = serializers.CharField()
    alt_en = serializers.CharField()
    is_cover = serializers.BooleanField()


class NeedSerializer(serializers.Serializer):
    """What stands in the way of a submission, in the reader's language."""

    field = serializers.CharField()
    label = serializers.CharField()
    state = serializers.CharField()
    rule = serializers.CharField()


class RecordSerializer(serializers.ModelSerializer):
    """The fields of a draft. What is not sent stays as it is; rows that are sent replace those that stand."""

    shares = ShareSerializer(many=True, required=False)
    licences = LicenceSerializer(many=True, required=False)
    first_refusals = FirstRefusalSerializer(many=True, required=False)

    class Meta:
        model = Achievement
        fields = (*RECORD_FIELDS, *ROW_FIELDS)


class SecrecySerializer(serializers.Serializer):
    """The review that found it public, and the name of its document once that is attached (R8-02)."""

    reviewer_name = serializers.CharField()
    reviewed_on = serializers.DateField()
    document = serializers.CharField(source="paper.name", default=None, allow_null=True)


class AchievementSerializer(RecordSerializer):
    """An achievement of one's own, with what it still lacks."""

    secrecy = SecrecySerializer()

    rights = NamedRightSerializer(source="ip_rights", many=True)
    files = serializers.SerializerMethodField()
    pictures = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    class Meta(RecordSerializer.Meta):
        fields = (
            *("code", "state", "posted_at", "secrecy", *RecordSerializer.Meta.fields),
            *("rights", "files", "pictures", "missing"),
        )

    @extend_schema_field(AttachedSerializer(many=True))
    def get_files(self, achievement: Achievement) -> list[dict]:
        return AttachedSerializer(sorted(achievement.attachments.all(), key=_place), many=True).data

    @extend_schema_field(PictureSerializer(many=True))
    def get_pictures(self, achievement: Achievement) -> list[dict]:
        return PictureSerializer(sorted(achievement.pictures.all(), key=_place), many=True).data

    def get_missing(self, achievement: Achievement) -> list[dict]:
        return NeedSerializer(missing(achievement), many=True).data


class OnAchievement(Door):
    rows, noun = staticmethod(achievements), "achievement"


def _place(part: Attachment | Picture) -> tuple[int, int]:
    return part.position, part.pk


def draft_form(achievement: Achievement, sent: Any) -> DraftForm:
    """The form of the page, filled with what stands and what was sent; whatever is wrong is answered by field."""
    if not isinstance(sent, dict):
        raise ValidationError({"detail": _("An object is expected")})
    form = DraftForm(_form_data(achievement, sent), achievement=achievement)
    unknown = set(sent) - {*form.fields, *ROW_FIELDS, "maturity_13"}
    if unknown:
        raise ValidationError({name: [_("There is no such field")] for name in sorted(unknown)})
    if not form.is_valid():
        rows = {name: each.errors for name, each in form.row_sets.items() if each.is_bound and not each.is_valid()}
        raise ValidationError(dict(form.errors) | rows)
    return form


def sent_fields(form: DraftForm, sent: dict[str, Any]) -> dict[str, Any]:
    """Of the cleaned form what was sent, and nothing that was only read: another hand may have written since."""
    names = set(sent) & form.cleaned_data.keys()
    if sent.get("maturity") or sent.get("maturity_13"):
        names |= {"maturity", "maturity_13"}
    return {name: form.cleaned_data[name] for name in names}


def _form_data(achievement: Achievement, sent: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    given = {name: plain(getattr(achievement, name)) for name in RECORD_FIELDS} | _scaled(sent)
    for name in set(RECORD_FIELDS) - {"maturity_13"}:
        value = given[name]
        data.setlist(name, [str(each) for each in value] if isinstance(value, list) else [_word(value)])
    thirteen = given["maturity_13"]
    if thirteen not in (None, ""):
        data["maturity"] = f"{THIRTEEN}{thirteen}"
    for name in ROW_FIELDS:
        if name in sent:
            _add_rows(data, name, sent[name])
    return data


def _scaled(sent: dict[str, Any]) -> dict[str, Any]:
    """A level of one scale takes the place of one of the other."""
    if sent.get("maturity") and not sent.get("maturity_13"):
        return sent | {"maturity_13": None}
    return sent


def _add_rows(data: QueryDict, name: str, rows: Any) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValidationError({name: [_("A list of objects is expected")]})
    data[f"{name}-TOTAL_FORMS"], data[f"{name}-INITIAL_FORMS"] = str(len(rows)), "0"
    for place, row in enumerate(rows):
        for field in ROW_FIELDS[name]:
            data[f"{name}-{place}-{field}"] = _word(row.get(field))


def _word(value: Any) -> str:
    return WORDS[value] if value is None or isinstance(value, bool) else str(value)
