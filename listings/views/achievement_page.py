"""What the pages of an achievement show, made once in Python and only placed by the templates."""

from copy import copy

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from listings.enums import AchievementState, AuditConclusion, Regime, RightOffered
from listings.forms.achievement import DRAFT_FIELDS, DraftForm, RightForm
from listings.forms.attachment import AttachmentForm
from listings.forms.unit_review import ReturnForm
from listings.models import Achievement
from listings.selectors.achievement import last_return, open_acts, saved_at
from listings.selectors.completeness import DONE, Need, mended_number, needs, right_fault
from listings.selectors.correction import correctable
from listings.selectors.life import achievement_stations
from tte.accounts.actor import Actor
from tte.casework.models import Decision
from tte.casework.presenting import asked_fields, typed_answers, usual_words
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.forms import ActionForm
from tte.common.parts import Requirement
from tte.common.templatetags.tte import as_written
from tte.drafts.forms import recall, recalled
from tte.drafts.values import as_data

SECTIONS = ("work", "maturity", "terms", "rights", "files")


def requirements(found: list[Need], base: str = "") -> list[Requirement]:
    return [Requirement(need.state, str(need.label), f"{base}#{anchor(need)}", need.rule) for need in found]


def anchor(need: Need) -> str:
    return need.field if need.field.startswith("right") and need.field != "right_offered" else f"id_{need.field}"


def sections(found: list[Need]) -> list[dict]:
    """The parts of the form with what each still lacks."""
    names = {
        "work": _("Title and field"),
        "maturity": _("Maturity"),
        "terms": _("Price and terms"),
        "rights": _("Rights"),
        "files": _("Attachments"),
    }
    rows = []
    for number, name in enumerate(SECTIONS, start=1):
        states = [need.state for need in found if need.section == name]
        wrong, open_ = states.count("wrong"), states.count("open")
        if wrong:
            says, form = _("%(n)d wrong") % {"n": wrong}, "bad"
        elif open_:
            says, form = _("%(n)d missing") % {"n": open_}, "todo"
        else:
            says, form = (_("Complete"), "ok") if states else (_("Optional"), "ok")
        rows.append({"number": number, "name": name, "label": names[name], "says": says, "form": form})
    return rows


def right_rows(achievement: Achievement) -> list[dict]:
    """The rights with the names of their types and what is wrong with their numbers."""
    rows = []
    for right in achievement.ip_rights.order_by("pk"):
        fault = right_fault(right)
        rows.append(
            {
                "right": right,
                "type": label(CodeList.IP_TYPE, right.ip_type),
                "fault": str(fault) if fault else "",
                "mended": mended_number(right),
            }
        )
    return rows


def edit_context(
    actor: Actor,
    achievement: Achievement,
    *,
    draft: DraftForm | None = None,
    right: RightForm | None = None,
    attachment: AttachmentForm | None = None,
    submission: ActionForm | None = None,
) -> dict:
    draft = recalled(actor, draft or DraftForm(achievement=achievement))
    return {
        **asked_beside(achievement, draft),
        "achievement": achievement,
        "draft": draft,
        "right_form": right or RightForm(),
        "attachment_form": attachment or AttachmentForm(),
        "submission": submission,
        **needed(needs(as_typed(achievement, draft))),
        "rights": right_rows(achievement),
        "attachments": achievement.attachments.select_related("file").order_by("pk"),
        "saved_at": saved_at(achievement),
        "correction": correction_of(achievement),
        "returned": last_return(achievement) if achievement.state == AchievementState.DRAFT else None,
    }


def asked_beside(achievement: Achievement, draft: DraftForm) -> dict:
    """What the auditor asks stands beside each field; for rights and attachments beside their lists."""
    asked = asked_fields(achievement.case, correctable(achievement), typed_answers(draft))
    for name, field in draft.fields.items():
        field.asked = asked.get(name)
    return {"asked_rights": asked.get("rights"), "asked_files": asked.get("attachments")}


def needed(found: list[Need]) -> dict:
    rows = requirements(found)
    return {
        "lacking": [row for row in rows if row.state != DONE],
        "requirements": rows,
        "sections": sections(found),
    }


def as_typed(achievement: Achievement, draft: DraftForm) -> Achievement:
    """The achievement as it would stand if its author saved now; what is of the wrong kind counts as not given."""
    if draft.kept_values is None:
        return achievement
    typed, shape = copy(achievement), DraftForm(as_data(draft.kept_values), achievement=achievement)
    shape.full_clean()
    for name in DRAFT_FIELDS:
        setattr(typed, name, shape.cleaned_data.get(name, ""))
    return typed


def correction_of(achievement: Achievement) -> dict | None:
    """The newest conclusion of the exchange that went against it: code, reason, words, moment."""
    spoken = (AchievementState.CORRECTION, AchievementState.REFUSED, AchievementState.DRAFT)
    if achievement.case is None or achievement.state not in spoken:
        return None
    against = (AuditConclusion.ASK_CORRECTION, AuditConclusion.REFUSE)
    decision: Decision | None = achievement.case.decisions.filter(conclusion__in=against).order_by("-pk").first()
    if decision is None:
        return None
    return {"decision": decision, "reason": label(CodeList.AUDIT_REASON, decision.reason_code)}


def show_context(actor: Actor, achievement: Achievement, *, return_form: ReturnForm | None = None) -> dict:
    listing = getattr(achievement, "listing", None)
    acts = open_acts(actor, achievement)
    return_form = return_form or ReturnForm(about=achievement.code)
    if "forward" in acts:
        recall(actor, return_form)
    return {
        "achievement": achievement,
        "listing": listing,
        "stations": achievement_stations(achievement, listing),
        "acts": acts,
        "facts": fact_rows(achievement),
        "rights": right_rows(achievement),
        "attachments": achievement.attachments.select_related("file").order_by("pk"),
        "correction": correction_of(achievement),
        "returned": last_return(achievement) if achievement.state == AchievementState.DRAFT else None,
        "return_form": return_form,
        "usual": usual_words(achievement.case) if achievement.case and not achievement.case.closed_at else "",
    }


def fact_rows(achievement: Achievement) -> list[tuple[str, str]]:
    """The terms in words; what is empty says so."""
    return [
        (_("Technology field"), label(CodeList.TECHNOLOGY_FIELD, achievement.field) or "—"),
        (_("Right offered"), words_of(RightOffered, achievement.right_offered)),
        (_("Regime"), words_of(Regime, achievement.regime)),
        (_("Basis of the price"), as_written(achievement.price_basis or "—")),
        (_("Secrecy review"), as_written(f"{achievement.secrecy.reviewer_name} · {achievement.secrecy.reviewed_on}")),
    ]


def words_of(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else "—"


def list_rows(rows: list[Achievement]) -> list[dict]:
    return [
        {
            "achievement": achievement,
            "listing": getattr(achievement, "listing", None),
            "field": label(CodeList.TECHNOLOGY_FIELD, achievement.field) if achievement.field else "",
        }
        for achievement in rows
    ]
