"""An invented list for the page of parts, drawn by the templates of all lists."""

from dataclasses import dataclass
from types import SimpleNamespace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tte.common.marks import state
from tte.common.parts import Link
from tte.common.templatetags.figures import yuan
from tte.lists.forms import SaveForm
from tte.lists.kinds import Act, Column
from tte.lists.presenting import Choice, Head, ListPage, OfferedAct, Tools, drawn
from tte.pages.presenting.samples import MOMENT

STYLE = "/style/"


class SampleConditions(forms.Form):
    q = forms.CharField(label=gettext_lazy("Number or title"), required=False)
    state = forms.MultipleChoiceField(
        label=gettext_lazy("State"),
        choices=[("open", gettext_lazy("Open")), ("sold", gettext_lazy("Sold"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    since = forms.DateField(label=gettext_lazy("Registered from"), widget=forms.DateInput, required=False)


@dataclass(frozen=True)
class Line:
    pk: int
    code: str
    title: str
    state: str
    price: int
    url: str = STYLE


COLUMNS = [
    Column("number", gettext_lazy("Number"), lambda line: line.code, lambda line: line.code, "code dim"),
    Column("title", gettext_lazy("Achievement"), lambda line: line.title, lambda line: line.title, fixed=True),
    Column("state", gettext_lazy("State"), lambda line: state("listing", line.state), lambda line: line.state),
    Column("price", gettext_lazy("Price"), lambda line: yuan(line.price), lambda line: line.price, "n"),
]


def sample_list() -> ListPage:
    """Chosen columns, one condition, a page in the middle, acts on several rows and a report of what was refused."""
    lines = [
        Line(1, "TX26-05-00318", _("Self-cleaning coating"), "in_notice", 3_200_000),
        Line(2, "TX26-07-00041", _("Low-temperature hydrolysis of sludge"), "in_notice", 860_000),
    ]
    form = SampleConditions({"state": ["open"]}, auto_id="list_%s")
    form.is_valid()
    heads = [Head(str(column.name), column.shape) for column in COLUMNS]
    heads[0] = Head(heads[0].name, heads[0].shape, "?", "ascending")
    return ListPage(
        kind=SimpleNamespace(title=_("A list"), address=STYLE),
        objects=lines,
        rows=[drawn(line, COLUMNS) for line in lines],
        heads=heads,
        fields=[form["state"], form["since"]],
        text=form["q"],
        tabs=[Link(_("All"), "?", current=True), Link(_("Closed"), "?")],
        hidden=[],
        sorts=[Choice("number", _("%(what)s, ascending") % {"what": _("Number")}, True)],
        chips=[Link(_("%(name)s: %(value)s") % {"name": _("State"), "value": _("Open")}, "?")],
        clear_url="?",
        narrowed=1,
        left_out=[],
        says="31–32 / 62",
        counted=_("62 rows"),
        previous="?",
        following="?",
        tools=sample_tools(),
        acts=[OfferedAct(Act("claim", _("Claim"), "", "", lambda thing, actor: None), [])],
        acts_url=STYLE,
        here="",
        outcome={
            "said": [_("Claimed: %(n)s.") % {"n": 1}],
            "refused": [["TX26-07-00041", _("in other hands")]],
            "done": 1,
        },
        as_of=MOMENT,
    )


def sample_tools() -> Tools:
    return Tools(
        views=[Link(_("Due this week"), "?")],
        columns=[Choice(column.key, str(column.name), True, column.fixed) for column in COLUMNS],
        exports=[Link("CSV", "?"), Link("XLSX", "?")],
        views_url=STYLE,
        columns_url=STYLE,
        manage_url=STYLE,
        link=STYLE,
        form=SaveForm(auto_id="id_view_%s"),
    )
