"""The columns of an import that say price, terms, ownership and rights, and the further sheets.

On those each right, owner or licence is a line of its own, with all the fields of the form.
"""

from django.utils.translation import gettext_lazy as _

from listings.forms.right import RightForm
from listings.forms.rows import LicenceForm, RowForm, ShareForm
from tte.imports.kinds import Field, Sheet, Text

KEY = "source_id"
SEVERAL = _(
    "Several are parted by a semicolon; the n-th of each of these columns belong together. "
    "In JSON a list of objects may stand there instead"
)
Example = str | tuple[str, str]


def _field(code: str, label: Text, headings: tuple[str, ...], *examples: Example, hint: Text = "") -> Field:
    """What is told by its heading alone: many of these columns hold dates, codes or numbers of the same shape."""
    return Field(code, label, headings, help=hint, examples=examples, telling=False)


def _second(code: str, label: Text, headings: tuple[str, ...], example: Example) -> Field:
    """A column of which the second row of the template has the example: the first one uses a sheet of its own."""
    return _field(code, label, headings, "", example, hint=SEVERAL)


def _none(code: str, label: Text, headings: tuple[str, ...], *examples: Example) -> Field:
    """A column for the statement that there is none of something (R3-33)."""
    return _field(code, label, headings, *examples, hint=_("Yes where you state it"))


NOTHING, NAMED = ("是", "yes"), ("否", "no")
SOURCE_ID = Field(
    KEY,
    _("Identifier in the source"),
    ("编号", "序号", "档案号", "id", "identifier", "case number"),
    help=_("The lines of further sheets name it"),
    examples=tuple(f"YL-2026-{number:03}" for number in range(1, 7)),
    telling=False,
)
FIELDS = (
    _field(
        "maturity_13",
        _("Maturity, thirteen levels"),
        ("十三级成熟度", "maturity 13"),
        *("", "7"),
        hint=_("Level 1 to 13; instead of the level of nine"),
    ),
    _field(
        "right_offered",
        _("Right offered"),
        ("转让权利", "right offered"),
        *(("普通许可", "Ordinary licence"), ("普通许可", "Ordinary licence")),
        hint=_("Code or name of its list"),
    ),
    _field(
        "price",
        _("Listing price"),
        ("挂牌价", "价格", "listing price", "asking price"),
        "3200000",
        "1500000",
        hint=_("In yuan"),
    ),
    _field(
        "price_basis_kind",
        _("Kind of basis"),
        ("定价依据类别", "price basis kind"),
        *(("资产评估", "Appraisal"), ("资产评估", "Appraisal")),
    ),
    _field(
        "price_basis",
        _("Basis of the price"),
        ("定价依据", "price basis"),
        *(("资产评估报告", "Appraisal report"), ("资产评估报告", "Appraisal report")),
    ),
    _field(
        "ways",
        _("Ways of conversion"),
        ("转化方式", "合作方式", "cooperation mode", "ways"),
        *(("向他人转让；许可他人使用", "Transfer to others; Licence to others"), "Z3"),
        hint=_("Several are parted by a semicolon"),
    ),
    _field(
        "territory",
        _("Territory"),
        ("许可地域", "territory"),
        *(("中国境内", "China"), ("部分地区", "Some regions")),
    ),
    _field(
        "territory_note",
        _("Which regions, or what else is to be said"),
        ("地域说明", "territory note"),
        *(("不含港澳台地区", "The mainland alone"), ("浙江省", "Zhejiang")),
    ),
    _field("term_years", _("Term in years"), ("许可年限", "期限（年）", "term years"), "5", "3"),
    _field(
        "payment_method",
        _("Payment method"),
        ("支付方式", "payment method"),
        *(("一次总付", "Lump sum"), ("提成支付", "Running royalty")),
    ),
    _field(
        "is_fiscally_funded",
        _("Made with fiscal funds?"),
        ("是否财政资助", "fiscal funding"),
        *(("是", "yes"), ("是", "yes")),
        hint=_("Yes or no"),
    ),
    _field(
        "funding_source",
        _("Plan"),
        ("资助计划", "funding source", "plan"),
        *(("国家科技计划", "National science and technology plan"), "P1"),
    ),
    _field(
        "project_name",
        _("Project name"),
        ("资助项目名称", "project name"),
        *(("耐腐蚀涂层研制", "Development of resistant coatings"), ("低温灭菌研制", "Development of cold sterilisers")),
    ),
    _field(
        "is_encumbered",
        _("Is the right pledged, seized or in dispute?"),
        ("是否有权利负担",),
        *(("否", "no"), ("是", "yes")),
        hint=_("Yes or no"),
    ),
    _field(
        "encumbrances_zh",
        _("Encumbrances in Chinese"),
        ("权利负担", "encumbrances zh"),
        "",
        "质押给一家银行，至 2027 年。",
    ),
    _field(
        "encumbrances_en",
        _("Encumbrances in English"),
        ("encumbrances", "encumbrances en"),
        "",
        "Pledged to a bank up to 2027.",
    ),
    _field(
        "bears_on_security",
        _("Does it bear on state secrets, national security or key core technology?"),
        ("是否涉及国家秘密、国家安全或关键核心技术", "bears on security"),
        *(("否", "no"), ""),
        hint=_("Yes or no; asked of public bodies alone"),
    ),
    _field(
        "approval_department",
        _("Department that approved the trade"),
        ("批准部门", "approving department"),
        *("", ("主管部门", "Department in charge")),
        hint=_("Where it bears on them; the document is attached to the draft"),
    ),
    _field(
        "approval_number",
        _("Number of the approval"),
        ("批准文号", "approval number"),
        *("", ("科审〔2025〕31 号", "No. 31 of 2025")),
    ),
    _field("approved_on", _("Date of the approval"), ("批准日期", "approval date"), "", "2025-09-22"),
    _field(
        "is_central_unit",
        _("Is the holder a unit of the central level?"),
        ("是否中央级单位", "central unit"),
        *("", ("是", "yes")),
        hint=_("Yes or no"),
    ),
    _field(
        "finance_filed_on",
        _("Filed with the finance ministry on"),
        ("报财政部备案日期", "finance filing date"),
        *("", "2025-10-09"),
        hint=_("Of a unit of the central level; it may be given later"),
    ),
    _field(
        "payment_terms_zh",
        _("Payment terms in Chinese"),
        ("付款条件", "payment terms zh"),
        *("合同生效后十个工作日内付清。", ""),
    ),
    _field(
        "payment_terms_en",
        _("Payment terms in English"),
        ("payment terms", "payment terms en"),
        *("In full within ten working days.", ""),
    ),
    _field(
        "buyer_conditions_zh",
        _("Conditions for buyers in Chinese"),
        ("受让条件", "buyer conditions zh"),
        *("", "受让方具备生产条件。"),
    ),
    _field(
        "buyer_conditions_en",
        _("Conditions for buyers in English"),
        ("buyer conditions", "buyer conditions en"),
        *("", "The buyer has a plant."),
    ),
    _field(
        "risks_zh", _("Risks and defects in Chinese"), ("风险与瑕疵", "risks zh"), "批量条件下的稳定性尚待验证。", ""
    ),
    _field(
        "risks_en",
        _("Risks and defects in English"),
        ("risks", "risks en"),
        *("Stability in volume is still to be proven.", ""),
    ),
    _field(
        "is_related_party",
        _("Is a buyer in sight related to the inventors?"),
        ("是否涉及关联方", "related party"),
        *(("否", "no"), ("是", "yes")),
        hint=_("Yes or no"),
    ),
    _field(
        "related_party_note",
        _("Who, and how"),
        ("关联方说明", "related party note"),
        *("", ("一名发明人参股", "An inventor holds shares")),
    ),
    _none("no_licences", _("There are no existing licences"), ("无已有许可", "no licences"), NAMED, NAMED),
    _none(
        "no_first_refusals",
        _("Nobody has a right of first refusal"),
        ("无优先受让权人", "no first refusals"),
        *(NOTHING, NAMED),
    ),
    _none(
        "no_buyer_conditions",
        _("There are no conditions for buyers"),
        ("无受让条件", "no buyer conditions"),
        *(NOTHING, NAMED),
    ),
    _none("no_risks", _("No risks or defects are known"), ("无已知风险与瑕疵", "no risks"), NAMED, NOTHING),
    _second(
        "right_types",
        _("Types of the rights"),
        ("各权利类型", "right types", "rights.ip_type", "rights.type"),
        ("发明专利；技术秘密", "Invention patent; Know-how"),
    ),
    _second(
        "right_numbers",
        _("Numbers of the rights"),
        ("各权利号", "right numbers", "rights.number"),
        "202110246813.9; PL-07",
    ),
    _second(
        "right_names",
        _("Names of the rights"),
        ("各权利名称", "right names", "rights.name"),
        ("灭菌装置；装配工艺", "Steriliser; Assembly process"),
    ),
    _second("right_statuses", _("Status of the rights"), ("各权利状态", "right statuses", "rights.status"), "GRT; GRT"),
    _second(
        "right_filed",
        _("Filing dates of the rights"),
        ("各权利申请日", "right filing dates", "rights.filed_on"),
        "2021-03-05; 2021-06-01",
    ),
    _second(
        "right_ends",
        _("Expiry dates of the rights"),
        ("各权利届满日", "right expiry dates", "rights.expires_on"),
        "2041-03-05; 2041-06-01",
    ),
    _second("share_owners", _("Kinds of owner"), ("共有人类别", "owner kinds", "shares.owner"), "holder; unit"),
    _second(
        "share_names",
        _("Owners"),
        ("共有人", "co-owners", "shares.name"),
        ("云麓大学；湘水研究院", "Yunlu University; Xiangshui Institute"),
    ),
    _second("share_percents", _("Shares in percent"), ("权属份额", "owner shares", "shares.percent"), "60; 40"),
    _second(
        "licensees",
        _("Licensees"),
        ("已有被许可人", "licensees", "licences.licensee"),
        ("禾川医疗器械公司", "Hechuan Medical Devices"),
    ),
    _second(
        "licence_modes",
        _("Modes of the licences"),
        ("已有许可方式", "licence modes", "licences.mode"),
        ("普通许可", "Ordinary licence"),
    ),
    _second(
        "licence_territories",
        _("Territories of the licences"),
        ("已有许可地域", "licence territories", "licences.territory"),
        ("中国境内", "China"),
    ),
    _second(
        "licence_ends", _("Ends of the licences"), ("已有许可届满日", "licence ends", "licences.ends_on"), "2028-12-31"
    ),
    _second(
        "first_refusal_names",
        _("Who has a right of first refusal"),
        ("优先受让权人", "first refusals", "first_refusals.name"),
        ("湘水研究院", "Xiangshui Institute"),
    ),
    _second(
        "first_refusal_grounds",
        _("Grounds of the first refusals"),
        ("优先受让权依据", "first refusal grounds", "first_refusals.ground"),
        "COD",
    ),
)


Columns = dict[str, tuple[tuple[str, ...], tuple[Example, ...]]]
LABELS = {"number": _("Number of the right")}  # the key is a number too


def _sheet(code: str, title: Text, names: tuple[str, ...], form: type[RightForm | RowForm], columns: Columns) -> Sheet:
    """The key, then the fields of the form with their headings and examples; what the form needs is required."""
    needed = ("ip_type", *getattr(form, "together", ()))
    fields = [
        Field(
            name,
            LABELS.get(name) or form.base_fields[name].label,
            headings,
            required=name in needed,
            examples=examples,
            telling=False,
        )
        for name, (headings, examples) in columns.items()
    ]
    hint = _("As it is given in the first sheet, for the result that the line belongs to")
    key = Field(KEY, SOURCE_ID.label, SOURCE_ID.headings, required=True, help=hint, examples=("YL-2026-001",))
    return Sheet(code, title, names, (key, *fields))


SHEETS = (
    _sheet(
        "rights",
        _("Rights"),
        ("rights", "权利", "知识产权"),
        RightForm,
        {
            "ip_type": (("类型", "type"), (("发明专利", "Invention patent"), ("技术秘密", "Know-how"))),
            "number": (("权利号", "专利号", "登记号", "number", "patent number"), ("202110135792.3", "YL-07")),
            "name": (
                ("名称", "name"),
                (("石墨烯涂层的制备方法", "Making a graphene coating"), ("固化工艺", "Curing process")),
            ),
            "holder": (("持有人", "holder", "owner"), (("云麓大学", "Yunlu University"),)),
            "status": (("状态", "status"), ("GRT", "GRT")),
            "filed_on": (("filing date",), ("2021-02-01", "2021-02-01")),
            "granted_on": (("授权日", "登记日", "grant date"), ("2023-05-12",)),
            "published_on": (("公开日", "publication date"), ("2022-08-01",)),
            "expires_on": (("届满日", "届满日期", "expiry date"), ("2041-02-01", "2041-02-01")),
        },
    ),
    _sheet(
        "shares",
        _("Owners"),
        ("owners", "shares", "共有人", "权属"),
        ShareForm,
        {
            "owner": (("类别", "共有人类别", "kind", "kind of owner"), ("holder", "unit")),
            "name": (
                ("名称", "共有人", "共有人名称", "name"),
                (("云麓大学", "Yunlu University"), ("湘水研究院", "Xiangshui Institute")),
            ),
            "percent": (("份额", "percent", "share"), ("60", "40")),
            "consented_on": (("同意日", "consent date"), ("2026-01-15", "2026-01-15")),
        },
    ),
    _sheet(
        "licences",
        _("Licences"),
        ("licences", "licenses", "许可", "已有许可"),
        LicenceForm,
        {
            "licensee": (("被许可方", "名称", "name"), (("禾川涂料公司", "Hechuan Coatings"),)),
            "mode": (("许可方式", "方式", "mode"), (("普通许可", "Ordinary licence"),)),
            "territory": (("许可地域", "地域"), (("中国境内", "China"),)),
            "granted_on": (("许可日", "grant date"), ("2024-04-01",)),
            "ends_on": (("届满日", "届满日期", "expiry date"), ("2028-12-31",)),
            "note": (("备注", "说明", "note"), (("船舶用途", "For ships"),)),
        },
    ),
)
