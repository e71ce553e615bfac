"""Older names of contract types and what they are today (rules 1.1). Statistics before the Civil Code knew four types
and counted licences under transfer; a name that says no more than its type keeps that type."""

OLD_NAMES = {
    "技术开发": "1",
    "技术转让": "2",
    "技术咨询": "4",
    "技术服务": "5",
    "开发": "1",
    "转让": "2",
    "咨询": "4",
    "服务": "5",
    "非专利技术转让": "23",
    "技术秘密转让": "23",
    "专有技术转让": "23",
    "生物、医药新品种权转让": "27",
    "生物医药新品种权转让": "27",
    "设计著作权转让": "28",
    "专利实施许可转让": "31",
    "专利实施许可": "31",
    "专利许可": "31",
    "技术秘密使用许可": "32",
    "技术秘密许可": "32",
    "一般技术服务": "51",
    "development": "1",
    "transfer": "2",
    "consulting": "4",
    "service": "5",
}
