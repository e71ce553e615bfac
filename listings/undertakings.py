"""What the seller undertakes with every listing, by version (R3-34). A version that was given is never rewritten."""

from dataclasses import dataclass

from tte.common.languages import is_chinese


@dataclass(frozen=True)
class Undertakings:
    """The clauses of one version, each in Chinese and English."""

    version: int
    clauses: tuple[tuple[str, str], ...]

    def words(self, language: str | None = None) -> list[str]:
        place = 0 if is_chinese(language) else 1
        return [clause[place] for clause in self.clauses]


VERSIONS = {
    1: Undertakings(
        1,
        (
            (
                "本单位转化该成果的意愿真实，挂牌条件为本单位真实意思表示。",
                "We truly mean to convey this result, on the terms of the listing.",
            ),
            (
                "该成果权属清晰，不存在禁止或者限制交易的情形；已有许可、共有与担保均已如实写明。",
                "Our title is clear, nothing restricts the trade; licences, co-owners and charges are stated.",
            ),
            (
                "本单位已按规定完成内部决策程序，协议定价的已在单位内公示或者将以本次公告公示。",
                "Our internal decision has been taken as required; a negotiated price is publicised in the unit.",
            ),
            ("所提交的材料真实、完整、准确，不存在隐瞒。", "The papers handed in are true, complete and hide nothing."),
            (
                "遵守平台交易规则，公告期内不擅自变更或者取消。",
                "We obey the rules of the exchange and change nothing by ourselves.",
            ),
            (
                "因系统故障等原因竞价无法继续的，授权平台决定继续或者重新组织。",
                "Where a failure of the system stops a bidding, the exchange may continue or repeat it.",
            ),
        ),
    )
}
CURRENT = max(VERSIONS)


def current_undertakings() -> Undertakings:
    return VERSIONS[CURRENT]
