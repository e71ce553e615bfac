"""What the pages of an achievement show, made once in Python and only placed by the templates."""

from copy import copy

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.urls import reverse
from django.utils.translation import gettext as _

from listings.enums import AchievementState, AuditConclusion
from listings.forms.achievement import DraftForm
from listings.forms.attachment import AttachmentForm, DescriptionForm
from listings.forms.layout import parts
from listings.forms.picture import AltForm, PictureForm
from listings.forms.right import RightForm
from listings.forms.secrecy import SecrecyPaperForm
from listings.models import Achievement
from listings.permissions.supply import can_post_achievement
from listings.presenting.advice import advice
from listings.presenting.filing import filing_note
from listings.presenting.life import achievement_stations
from listings.presenting.marks import asked_beside
from listings.presenting.matter import attachments_of, matter_context, right_rows, shots_of
from listings.selectors.achievement import lapsed_at, last_return, open_acts, saved_at
from listings.selectors.completeness import DONE, Need, needs
from listings.selectors.correction import answer_owed_until
from listings.selectors.record import RECORD_FIELDS, Row, Rows
from listings.selectors.unit_review import newest_review
from tte.accounts.actor import Actor
from tte.casework.models import Decision
from tte.casework.presenting import usual_words
from tte.casework.selectors.checklist import lines_against
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import label
from tte.codelists.selectors.rules import rule
from tte.common.forms import ActionForm
from tte.common.parts import Requirement
from tte.drafts.forms import recall
from tte.drafts.presenting import Clash, compared
from tte.drafts.values import as_data

SECTIONS = ("work", "maturity", "ownership", "terms", "rights", "secrecy", "files")
PLACES = ("rights", "shares", "pictures", "files", "secrecy")


def requirements(found: list[Need], code: str, base: str = "") -> list[Requirement]:
    return [Requirement(need.state, str(need.label), _place(need, base, code), need.rule) for need in found]


def _place(need: Need, base: str, code: str) -> str:
    """Where a need is mended: on the form itself, or on the page of the notice to come."""
    if need.field.startswith("notice-"):
        return f"{reverse('listings:plan_notice', args=[code])}#id_{need.field.removeprefix('notice-')}"
    return f"{base}#{anchor(need)}"


def anchor(need: Need) -> str:
    """The id of the control that mends it; the first of several choices."""
    if need.field in PLACES or need.field.startswith("right-"):
        return need.field
    field = DraftForm.base_fields.get(need.field)
    several = field is not None and isinstance(field.widget, RadioSelect | CheckboxSelectMultiple)
    return f"id_{need.field}_0" if several else f"id_{need.field}"


def sections(found: list[Need]) -> list[dict]:
    """The parts of the form with what each still lacks."""
    names = {
        "work": _("Title and field"),
        "maturity": _("Maturity"),
        "ownership": _("Ownership and funding"),
        "terms": _("Price and terms"),
        "rights": _("Rights"),
        "secrecy": _("Secrecy review"),
        "files": _("Pictures and attachments"),
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


def edit_context(
    actor: Actor,
    achievement: Achievement,
    *,
    draft: DraftForm | None = None,
    right: RightForm | None = None,
    attachment: DescriptionForm | None = None,
    picture: AltForm | None = None,
    paper: SecrecyPaperForm | None = None,
    submission: ActionForm | None = None,
) -> dict:
    draft = draft or DraftForm(achievement=achievement)
    clashes = clashes_with(achievement, draft)
    named = rights_with_forms(achievement, right)
    recall(actor, draft, named["right_form"], *(each["form"] for each in named["rights"]))
    typed, lists = as_typed(achievement, draft), named | files_with_forms(achievement, attachment, picture, paper)
    return {
        **asked_beside(achievement, draft, lists),
        "draft": draft,
        "clashes": clashes,
        "parts": parts(draft),
        "submission": submission,
        **needed(achievement.code, needs(typed, typed_rows(draft)), advice(typed)),
        **(lists | said_against(achievement)),
    }


def clashes_with(achievement: Achievement, draft: DraftForm) -> list[Clash]:
    """Where the record changed under the form that was sent; what was left alone in it shows what stands now."""
    return compared(draft, lambda: DraftForm(achievement=achievement), of=achievement)


def said_against(achievement: Achievement) -> dict:
    """The record, when it was last kept, and why it came back or was closed, if it was."""
    is_draft = achievement.state == AchievementState.DRAFT
    return {
        "achievement": achievement,
        "saved_at": saved_at(achievement),
        "correction": correction_of(achievement),
        "returned": last_return(achievement) if is_draft else None,
        "lapsed": lapsed_at(achievement),
    }


def files_with_forms(
    achievement: Achievement,
    attachment: DescriptionForm | None,
    picture: AltForm | None,
    paper: SecrecyPaperForm | None,
) -> dict:
    """The forms for one more file and picture, and every one with the form that says anew what it is; the document of
    the secrecy review."""
    described = {each.attachment: each for each in [attachment] if each}
    shown = {each.picture: each for each in [picture] if each}
    return {
        "attachment_form": described.get(None) or AttachmentForm(),
        "picture_form": shown.get(None) or PictureForm(),
        "paper_form": paper or SecrecyPaperForm(),
        "reviewed_with": achievement.secrecy.batches.first(),
        "attachments": [
            (each, described.get(each) or DescriptionForm(attachment=each)) for each in attachments_of(achievement)
        ],
        "pictures": [
            (shot.picture, shot, shown.get(shot.picture) or AltForm(picture=shot.picture))
            for shot in shots_of(achievement)
        ],
    }


def rights_with_forms(achievement: Achievement, refused: RightForm | None) -> dict:
    """The form for one more right, and every right with the form that changes it."""
    fresh = refused if refused and not refused.right else RightForm(about=achievement.code)
    return {"right_form": fresh, "rights": [_change_of(each, refused) for each in right_rows(achievement)]}


def _change_of(row: dict, refused: RightForm | None) -> dict:
    """A right with the form that changes it; the one that was refused is shown open."""
    right = row["right"]
    is_refused = refused is not None and refused.right == right
    about = right.achievement.code
    form = refused if is_refused else RightForm(about=about, right=right)
    clashes = compared(form, lambda: RightForm(about=about, right=right), of=right)
    return row | {"form": form, "is_refused": is_refused, "clashes": clashes}


def needed(code: str, found: list[Need], advised: list[Need]) -> dict:
    rows = requirements(found, code)
    return {
        "lacking": [row for row in rows if row.state != DONE],
        "requirements": rows,
        "advice": requirements(advised, code),
        "sections": sections(found),
    }


def as_typed(achievement: Achievement, draft: DraftForm) -> Achievement:
    """The achievement as it would stand if its author saved now; what is of the wrong kind counts as not given."""
    if draft.kept_values is None:
        return achievement
    shape = DraftForm(as_data(draft.kept_values), achievement=achievement)
    shape.full_clean()
    return with_values(achievement, shape)


def with_values(achievement: Achievement, shape: DraftForm) -> Achievement:
    """A copy with what the checked form holds."""
    typed = copy(achievement)
    for name in RECORD_FIELDS:
        default = Achievement._meta.get_field(name).get_default()
        setattr(typed, name, shape.cleaned_data.get(name, default))
    return typed


def typed_rows(draft: DraftForm) -> Rows:
    """The rows as they are typed, else as they stand; a row that is not whole counts as not given."""
    return draft.stored if draft.kept_values is None else {name: _whole_rows(draft, name) for name in draft.stored}


def _whole_rows(draft: DraftForm, name: str) -> list[Row]:
    forms = [type(form)(form.initial) for form in draft.row_sets[name].forms if form.initial]
    return [form.cleaned_data for form in forms if form.is_valid() and not form.is_empty]


def correction_of(achievement: Achievement) -> dict | None:
    """The newest conclusion of the exchange that went against it: code, reason, words, moment."""
    spoken = (AchievementState.CORRECTION, AchievementState.REFUSED, AchievementState.DRAFT)
    if achievement.case is None or achievement.state not in spoken:
        return None
    against = (AuditConclusion.ASK_CORRECTION, AuditConclusion.REFUSE)
    decision: Decision | None = achievement.case.decisions.filter(conclusion__in=against).order_by("-pk").first()
    if decision is None:
        return None
    return {
        "decision": decision,
        "reason": label(CodeList.AUDIT_REASON, decision.reason_code),
        "against": lines_against(decision.points),
        "until": answer_owed_until(achievement),
        "rule": rule(RuleKey.CASE_ANSWER),
    }


def show_context(actor: Actor, achievement: Achievement) -> dict:
    listing = achievement.listing
    acts = open_acts(actor, achievement)
    return {
        "listing": listing,
        "stations": achievement_stations(achievement, listing),
        "acts": acts,
        "review": newest_review(achievement) if "forward" in acts else None,
        **matter_context(achievement),
        "filing": filing_note(actor, achievement),
        "versions": achievement.versions.count(),
        "may_copy": can_post_achievement(actor),
        **said_against(achievement),
        "usual": usual_words(achievement.case) if achievement.case and not achievement.case.closed_at else "",
    }
