"""Achievements as a kind of import: its columns, its checks, and how its rows enter."""

from collections import Counter
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from listings.checks.imported import REGISTERED, Lists, row_faults
from listings.enums import CatalogueBatchState, RecordedAs
from listings.forms.catalogue import ImportOptions
from listings.forms.imported import Readers, approval_faults, empty_entries, further_text, without_empty
from listings.forms.imported_columns import FIELDS, KEY, SHEETS, SOURCE_ID
from listings.models import CatalogueBatch
from listings.models.takedown import standing
from listings.notices.catalogue import path_of_batch
from listings.permissions.supply import can_review_achievements
from listings.records import level_of, number_key, source_key, texts_of, twin_key
from listings.selectors.approval import APPROVAL_FIELDS
from listings.selectors.record_stock import Asked, taken_down_lines, twins_in_stock
from listings.selectors.regime import is_public_body
from listings.services.catalogue import hand_in_batch
from listings.services.record_entry import NewRecord, enter_records, open_batch
from tte.accounts.actor import Actor
from tte.imports.kinds import Fault, Field, ImportKind, Row, Text, import_kind
from tte.imports.models import Batch
from tte.imports.selectors import actor_of

REPEATS = {
    "number": _("The exchange has this number already, as %(code)s"),
    "source": _("This identifier has been imported already, as %(code)s"),
    "twin": _("The exchange has this title of this holder already, as %(code)s"),
    "title": _("The exchange has an achievement of this title already, as %(code)s"),
}


@import_kind
class Achievements(ImportKind):
    """One row is one result. It becomes a catalogue record, or a draft where that was asked or something was found."""

    code = "achievements"
    title = _("Achievements")
    options = ImportOptions
    sheets = SHEETS
    key = KEY
    fields = (
        Field(
            "title",
            _("Title"),
            ("标题", "题名", "名称", "成果名称", "专利名称", "发明名称", "项目名称", "title"),
            help=_("In the language it is written in; or use the two columns below"),
            examples=(
                ("一种耐腐蚀石墨烯涂层的制备方法", "Corrosion-resistant graphene coating"),
                ("低温等离子体灭菌装置", "Low-temperature plasma steriliser"),
                ("基于声发射的风机叶片损伤监测方法", "Blade damage monitoring by acoustic emission"),
                ("高通量微流控细胞分选芯片", "High-throughput microfluidic cell sorting chip"),
                ("秸秆纤维模塑缓冲材料", "Moulded straw-fibre cushioning"),
                ("水下机器人自主对接机构", "Autonomous docking for underwater robots"),
            ),
        ),
        Field(
            "title_zh",
            _("Title in Chinese"),
            ("中文名称", "中文标题", "title zh"),
            help=_("Instead of the title, where a result has one in each language"),
            examples=("", "低温等离子体灭菌装置"),
        ),
        Field(
            "title_en",
            _("Title in English"),
            ("英文名称", "英文标题", "title en"),
            help=_("Instead of the title, where a result has one in each language"),
            examples=("", "Low-temperature plasma steriliser"),
        ),
        Field(
            "abstract",
            _("Abstract"),
            ("摘要", "简介", "成果简介", "内容", "abstract", "description", "summary"),
            examples=(
                ("在金属表面形成致密涂层，盐雾试验达 3000 小时。", "A dense coating for metal surfaces."),
                ("在 50 ℃ 以下灭菌，适用于内镜。", "Sterilises below 50 °C, fit for endoscopes."),
                ("以声发射信号定位叶片裂纹。", "Locates cracks by their acoustic signals."),
                ("每秒分选一万个细胞。", "Sorts ten thousand cells a second."),
                ("以秸秆纤维替代发泡塑料。", "Straw fibre in place of foamed plastics."),
                ("无需潜水员即可对接充电。", "Docks for charging without a diver."),
            ),
        ),
        Field(
            "abstract_zh",
            _("Abstract in Chinese"),
            ("中文摘要", "abstract zh"),
            examples=("", "在 50 ℃ 以下灭菌，适用于内镜。"),
        ),
        Field(
            "abstract_en",
            _("Abstract in English"),
            ("英文摘要", "abstract en"),
            examples=("", "Sterilises below 50 °C, fit for endoscopes."),
        ),
        Field(
            "region",
            _("Region"),
            ("地区", "所在地区", "省份", "行政区划代码", "region", "province"),
            help=_("Four-digit code or name of the province"),
            examples=(("浙江省", "Zhejiang"),),
        ),
        Field(
            "holder",
            _("Holder"),
            (
                *("持有人", "持有单位", "完成单位", "权利人", "专利权人", "申请人", "单位", "机构"),
                *("holder", "applicant", "applicants", "assignee", "patentee", "owner"),
                *("institutions", "institution", "organisation", "organization", "lead organisation", "center"),
            ),
            examples=(("云麓大学", "Yunlu University"),),
        ),
        Field(
            "number",
            _("Patent or registration number"),
            (
                *("专利号", "申请号", "公开号", "公告号", "登记号", "公开（公告）号", "patent number"),
                *("publication number", "application number", "application serial", "number"),
            ),
            examples=("202310123456.6", "CN114081026A"),
            wrong="202310123456.1",
        ),
        SOURCE_ID,
        Field(
            "source_url",
            _("Address in the source"),
            ("网址", "链接", "url", "source url", "link"),
            examples=("https://results.example/1", "https://results.example/2"),
            telling=False,
        ),
        Field(
            "field",
            _("Technology field"),
            ("技术领域", "领域", "technology field", "field"),
            help=_("Code or name of the list of technology fields"),
            examples=("05", "04", "06", "04", "07", "03"),
            wrong="99",
        ),
        Field(
            "ip_type",
            _("Type of right"),
            ("知识产权类型", "专利类型", "ip type", "right type"),
            examples=(("发明专利", "Invention patent"),),
        ),
        Field(
            "maturity",
            _("Maturity"),
            ("成熟度", "技术成熟度", "maturity", "trl", "trl current"),
            help=_("Level 1 to 9"),
            examples=("TRL 6", "", "7", "4", "8", "6"),
            wrong="12",
        ),
        Field(
            "keywords",
            _("Keywords"),
            ("关键词", "标签", "keywords", "tags"),
            help=_("Several are parted by a semicolon"),
            examples=(("石墨烯；涂层", "graphene; coating"), ("等离子体；灭菌", "plasma; sterilisation")),
        ),
        Field(
            "kind",
            _("Kind of achievement"),
            ("成果类别", "achievement kind"),
            help=_("Code or name of its list; what the list does not know is left out"),
            examples=(("应用技术成果", "Applied technology"),),
        ),
        Field(
            "origin",
            _("Origin of the achievement"),
            ("成果属性", "achievement origin"),
            examples=(("原始性创新", "Original innovation"),),
        ),
        Field(
            "level",
            _("Level of the achievement"),
            ("成果水平", "achievement level"),
            examples=(("国内领先", "Domestically leading"),),
        ),
        Field(
            "stage",
            _("Stage of the achievement"),
            ("成果所处阶段", "achievement stage"),
            examples=(("成熟应用阶段", "Mature application"),),
        ),
        Field(
            "details",
            _("Description"),
            ("详细介绍", "技术详情", "full description", "details"),
            examples=(
                ("涂层厚约十二微米，可喷涂施工。", "The coating is some twelve micrometres thick and is sprayed on."),
                (
                    "腔体容积二百升，一个周期四十分钟。",
                    "Two hundred litres; a cycle takes forty minutes.",
                ),
            ),
        ),
        Field(
            "project_number",
            _("Project number"),
            ("项目编号", "课题编号", "project number"),
            examples=("2020YFB0000001", "2020YFB0000002"),
            telling=False,
        ),
        Field(
            "classification",
            _("Classification"),
            ("分类号", "分类", "学科", "classification", "ipc", "cpc", "ipc subclasses", "discipline"),
            examples=("C23C 16/26", "A61L 2/14"),
            telling=False,
        ),
        Field(
            "dated",
            _("Dated"),
            ("日期", "公开日", "公告日", "发布日期", "publication date", "posted", "updated"),
            examples=("2026-03-01", "2026-05-20"),
            telling=False,
        ),
        *FIELDS,
    )

    def can_import(self, actor: Actor | None) -> bool:
        return can_review_achievements(actor)

    def check(self, rows: list[Row], batch: Batch) -> list[Fault]:
        """What is wrong with the rows; those with personal data are remembered as drafts, languages are counted."""
        lists, readers, found = Lists(), Readers(), []
        languages: Counter[str] = Counter()
        drafts, language, asks = [], self.language(batch), is_public_body(batch.organisation.party_type)
        for row in rows:
            texts = texts_of(row.values, language)
            stated, _rows, faults = readers.read(row)
            faults += [*row_faults(row, texts, lists, further_text(row)), *empty_entries(row)]
            faults += approval_faults(row, stated, asks=asks)
            found += faults
            languages["zh"] += bool(texts.title_zh)
            languages["en"] += bool(texts.title_en)
            if any(fault.warning and fault.field is None for fault in faults):
                drafts.append(row.line)
        for name, count in languages.items():
            batch.figures[name] = batch.figures.get(name, 0) + count
        batch.figures["drafts"] = [*batch.figures.get("drafts", []), *drafts]
        return found

    def conflicts(self, rows: list[Row], batch: Batch) -> list[Fault]:
        """What the exchange has already: one query for the chunk."""
        asked = [self.asked(row, batch) for row in rows]
        twins = twins_in_stock(asked, seen_by=batch.organisation_id) if asked else []
        return [Fault(twin.line, None, REPEATS[twin.way], {"code": twin.code}) for twin in twins]

    def asked(self, row: Row, batch: Batch) -> Asked:
        """A row with a number is told by that; the titles of one without are compared."""
        texts, values = texts_of(row.values, self.language(batch)), row.values
        number, holder = self.number_key(row, batch), self.holder(row, batch)
        return Asked(
            line=row.line,
            number_key=number,
            source_key=source_key(values["source_id"], batch.organisation_id),
            twin_key=None if number else twin_key(values, holder, batch.organisation_id),
            number=values["number"].upper(),
            title_zh="" if number else texts.title_zh,
            title_en="" if number else texts.title_en,
            holder=holder,
        )

    def identity(self, row: Row, batch: Batch) -> str:
        """Its number, or its title with its holder."""
        number = self.number_key(row, batch)
        return number or twin_key(row.values, self.holder(row, batch), batch.organisation_id)

    def withheld(self, batch: Batch) -> Callable[[list[Row]], set[int]] | None:
        """The rows of achievements that are taken down now, in whichever file they stand (R8-03)."""
        if not standing().exists():
            return None
        return lambda rows: taken_down_lines([self.asked(row, batch) for row in rows])

    def enter(self, rows: list[Row], batch: Batch) -> int:
        """The rows as records of the batch of this import; its declaration stands before the first of them."""
        chosen = self.chosen(batch)
        by = actor_of(batch)
        catalogue_batch = open_batch(
            source_batch=batch,
            reviewer_name=chosen["reviewer_name"],
            reviewed_on=chosen["reviewed_on"],
            source=chosen["source"],
            licence=chosen["licence"],
            by=by,
        )
        drafts = set(batch.figures.get("drafts", []))
        all_drafts = chosen["recorded_as"] == RecordedAs.DRAFT
        lists, readers = Lists(), Readers()
        records = [self.record(row, batch, lists, readers, all_drafts or row.line in drafts) for row in rows]
        return enter_records(batch=catalogue_batch, records=records, by=by)

    def finish(self, batch: Batch) -> None:
        found = CatalogueBatch.objects.filter(source_batch=batch).first()
        if found is not None:
            hand_in_batch(batch=found, by=actor_of(batch))

    def summary(self, batch: Batch) -> list[tuple[Text, object]]:
        rows: list[tuple[Text, object]] = [
            (_("Titles in Chinese"), batch.figures.get("zh", 0)),
            (_("Titles in English"), batch.figures.get("en", 0)),
            (_("Rows with findings, kept as drafts"), len(batch.figures.get("drafts", []))),
        ]
        found = CatalogueBatch.objects.filter(source_batch=batch).first()
        if found is not None:
            rows.append((_("Number of the import"), found.code))
            rows.append((_("State"), CatalogueBatchState(found.state).label))
        return rows

    def leads_to(self, batch: Batch) -> tuple[Text, str] | None:
        """To the page of the import, where the secrecy review gets its document (R8-02)."""
        found = CatalogueBatch.objects.select_related("secrecy").filter(source_batch=batch).first()
        if found is None:
            return None
        says = _("Open the import") if found.secrecy.paper_id else _("Attach the document of the secrecy review")
        return says, f"{path_of_batch(found)}#secrecy"

    def language(self, batch: Batch) -> str:
        return str(batch.options.get("language", ""))

    def number_key(self, row: Row, batch: Batch) -> str:
        office = str(batch.options.get("number_office", "")).strip().upper()
        return number_key(row.values["number"], office, batch.organisation_id)

    def holder(self, row: Row, batch: Batch) -> str:
        return row.values["holder"] or str(batch.options.get("stated_holder", "")).strip()

    def record(self, row: Row, batch: Batch, lists: Lists, readers: Readers, is_draft: bool) -> NewRecord:
        values = row.values
        stated, rows, _faults = readers.read(row)
        if not is_public_body(batch.organisation.party_type):
            stated = {name: value for name, value in stated.items() if name not in APPROVAL_FIELDS}
        return NewRecord(
            line=row.line,
            texts=texts_of(values, self.language(batch)),
            number_key=self.number_key(row, batch),
            source_key=source_key(values["source_id"], batch.organisation_id),
            twin_key=twin_key(values, self.holder(row, batch), batch.organisation_id),
            technology_field=lists.code("field", values["field"]) if values["field"] else "",
            maturity=level_of(values["maturity"]),
            holder=self.holder(row, batch),
            number=values["number"],
            source_id=values["source_id"],
            source_url=values["source_url"],
            keywords=without_empty(values["keywords"]),
            classification=values["classification"],
            dated=values["dated"],
            region_code=lists.code("region", values["region"]) if values["region"] else "",
            ip_type=lists.code("ip_type", values["ip_type"]) if values["ip_type"] else "",
            registered=tuple(lists.code(name, values[name]) if values[name] else "" for name in REGISTERED),
            details=values["details"],
            project_number=values["project_number"],
            is_draft=is_draft,
            stated=stated,
            rows=rows,
        )
