"""What a certificate says whatever it certifies, in both languages at once: Chinese first, English under it."""

Pair = tuple[str, str]

HEADING: Pair = ("技术合同认定登记证明", "Certificate of Recognition and Registration of a Technology Contract")
NUMBER: Pair = ("合同登记编号", "Registration number")
STATEMENT: Pair = (
    "兹证明下列合同经审查，认定为技术合同并准予登记。",
    "The contract below has been examined, recognised as a technology contract and registered.",
)
CONTRACT: Pair = ("合同名称", "Contract")
TYPE: Pair = ("合同类别", "Type")
SELLER: Pair = ("卖方", "Seller")
BUYER: Pair = ("买方", "Buyer")
DATES: Pair = ("签订与有效期", "Signed; valid")
FIELD: Pair = ("技术领域", "Field")
TOTAL: Pair = ("合同成交额", "Contract amount")
TECHNOLOGY: Pair = ("技术交易额", "Technology amount")
CHECK: Pair = ("查验码", "Check code")
SCAN: Pair = ("扫码，或凭编号与查验码在线核对", "Scan, or check number and code online")
QR = "二维码：在线查验"
SEAL = "印章 / Seal"
SPECIMEN = "演示 SPECIMEN"


def persons(registrar: str, reviewer: str) -> Pair:
    return f"登记员　{registrar}　　复核　{reviewer}", f"Registrar {registrar}, second reviewer {reviewer}"


TAKEN_OVER: Pair = ("据原登记册转入", "Taken over from the older register")


def foot(version: int) -> Pair:
    return (
        f"第 {version} 版。合同变更、注销或撤销后，以登记处公布的最新状态为准。",
        f"Version {version}. After change, cancellation or revocation the state published by the agency prevails.",
    )
