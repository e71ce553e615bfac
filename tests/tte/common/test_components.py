from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from listings.enums import ListingState
from tests.markup import even
from tte.common import states
from tte.common.icons import SHAPES
from tte.common.parts import Requirement, Station


def drawn(source: str, language: str = "en", **context: object) -> str:
    with translation.override(language):
        return engines["django"].from_string(source).render(context)


class LotForm(forms.Form):
    title = forms.CharField(label="Title", help_text="Up to 60")
    right = forms.ChoiceField(label="Right", widget=forms.RadioSelect, choices=[("T", "Transfer"), ("E", "Exclusive")])
    price = forms.DecimalField(label="Price")
    ends_on = forms.DateField(label="Ends on", required=False)
    clear = forms.BooleanField(label="Clear")
    proof = forms.FileField(label="Proof", required=False)


def test_state_says_its_word_in_the_language_of_the_page():
    assert drawn('{% state "listing" "in_notice" %}') == '<span class="st is-full is-live">In notice</span>'
    assert drawn('{% state "listing" "in_notice" %}', "zh-hans") == '<span class="st is-full is-live">公告中</span>'


def test_a_state_without_a_look_is_an_error():
    with pytest.raises(KeyError):
        states.look_of("listing", "dreaming")


@pytest.mark.parametrize(
    ("thing", "forms"),
    [("listing", dict.fromkeys(ListingState, states.OPEN)), ("dream", {ListingState.SOLD: states.DONE})],
)
def test_a_thing_is_entered_once_with_a_form_for_every_state(thing, forms):
    with pytest.raises(ValueError, match=thing):
        states.looks(thing, "A thing", ListingState, forms)


def test_price_shows_the_readers_unit_beside_it_in_chinese_only():
    price = Decimal(3_200_000)
    zh = '<span class="price"><b>¥3,200,000</b> <small>320 万元</small></span>'
    assert drawn("{% price p %}", "zh-hans", p=price) == zh
    assert drawn("{% price p %}", p=price) == '<span class="price"><b>¥3,200,000</b></span>'
    assert drawn("{% price p %}", p=None) == '<span class="price-open">By negotiation</span>'


def test_trl_draws_evidence_solid_and_claims_open():
    html = drawn("{% trl 7 6 %}")
    assert (html.count('class="e"'), html.count('class="c"'), html.count("<i></i>")) == (6, 1, 2)
    assert 'aria-label="Technology readiness level 7 claimed, evidence up to 6"' in html


@pytest.mark.parametrize(("left", "tone"), [(5, "due "), (2, "due is-heed"), (-1, "due is-fault")])
def test_due_turns_to_heed_and_fault(left, tone):
    at = datetime(2026, 11, 27, 16, tzinfo=UTC)
    html = drawn("{% due at left=left %}", at=at, left=left)
    assert f'class="{tone}"' in html
    assert "Fri 27 Nov, 24:00" in html


@pytest.mark.parametrize(
    ("left", "words", "words_zh"),
    [(-1, "1 working day overdue", "逾期 1 个工作日"), (-3, "3 working days overdue", "逾期 3 个工作日")],
)
def test_a_deadline_that_passed_is_overdue_and_a_period_has_ended(left, words, words_zh):
    at = datetime(2026, 11, 27, 16, tzinfo=UTC)
    assert f"<b>{words}</b>" in even(drawn("{% due at left=left %}", at=at, left=left))
    assert f"<b>{words_zh}</b>" in even(drawn("{% due at left=left %}", "zh-hans", at=at, left=left))
    ended = even(drawn("{% due at left=left period=True %}", at=at, left=left))
    assert "<b>Ended</b>" in ended
    assert "is-fault" not in ended


def test_due_by_the_clock_says_minutes():
    html = drawn("{% due at %}", "zh-hans", at=datetime.now(UTC) + timedelta(seconds=277))
    assert "还剩 4 分" in html


def test_checklist_puts_what_is_wrong_first_and_counts():
    rows = [Requirement("done", "A"), Requirement("open", "B", "#b"), Requirement("wrong", "C", "#c", "R4-20")]
    html = drawn("{% checklist rows %}", rows=rows)
    assert html.index(">C<") < html.index(">B<") < html.index(">A<")
    assert "2 items missing" in html
    assert "1 / 3" in html


def test_life_line_marks_the_station_where_it_stands():
    stations = [
        Station("Listed", date(2026, 11, 13), "Exchange", "done", official=True),
        Station("Suspended", "now", form="stop"),
        Station("Deal"),
    ]
    html = drawn("{% life_line stations %}", stations=stations)
    assert 'class="done official"' in html
    assert 'class="now stop" aria-current="step"' in even(html)
    assert 'class="next"' in html
    assert html.count("aria-current") == 1


def test_note_closes_its_bold_clause_as_the_language_does():
    source = '{% note "heed" title=t %}{{ rest }}{% endnote %}'
    assert "<b>到期：</b>请答复" in drawn(source, "zh-hans", t="到期", rest="请答复")
    assert "<b>Due.</b> Answer" in drawn(source, t="Due", rest="Answer")
    assert "<b>Two days left</b> to answer" in drawn(source, t="Two days left", rest="to answer")
    block = '{% note "heed" title=t %}<p>请答复</p>{% endnote %}'
    assert "<b>到期</b><p>请答复" in drawn(block, "zh-hans", t="到期")


def test_field_names_its_hint_and_its_fault_to_assistive_technology():
    html = drawn('{% field form.title rule="R3-33" %}', form=LotForm({}))
    assert 'aria-describedby="id_title_hint id_title_fault"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_hint"' in html
    assert 'id="id_title_fault"' in html
    assert 'href="/rules/#R3-33"' in html


def test_few_choices_are_all_seen_and_a_date_uses_the_browsers_picker():
    form = LotForm(initial={"ends_on": date(2026, 11, 20), "right": "E"})
    assert 'class="pick"' in drawn("{% field form.right %}", form=form)
    html = drawn("{% field form.ends_on %}", "zh-hans", form=form)
    assert 'type="date"' in html
    assert 'value="2026-11-20"' in html
    assert "选填" in html


def test_money_carries_its_signs():
    html = drawn("{% field form.price money=True %}", "zh-hans", form=LotForm(initial={"price": Decimal(2_750_000)}))
    assert "<span>¥</span>" in html
    assert "275 万元" in html
    assert 'inputmode="decimal"' in html


def test_faults_are_gathered_with_links_to_their_fields():
    form = LotForm({"price": "x"})
    html = drawn("{% form_faults form %}", form=form)
    assert "4 things to correct" in html
    assert 'href="#id_title"' in html
    assert 'href="#id_right_0"' in html
    assert drawn("{% form_faults form %}", form=LotForm()) == "\n"


def test_a_title_of_the_other_language_says_so():
    assert drawn('{% title_of "石墨烯" "" %}') == '<span lang="zh-Hans">石墨烯</span>'
    assert drawn('{% title_of "石墨烯" "Graphene" %}') == "Graphene"


def test_query_changes_one_parameter_and_forgets_the_place(rf):
    request = rf.get("/search/?field=05&field=06&after=40&q=a")
    assert drawn('{% query field=None sort="newest" %}', request=request) == "?q=a&amp;sort=newest"


def test_every_sign_is_drawn_without_colour_of_its_own():
    assert [name for name, shape in SHAPES.items() if "fill" in shape or "stroke" in shape] == []


def test_confirm_unfolds_without_scripts():
    html = drawn('{% confirm label="Publish" title="Publish?" official=True %}<p>Body</p>{% endconfirm %}')
    assert html.startswith("<details")
    assert "<p>Body</p>" in html
