"""What the codes of a contract mean for each other (rules 1.1, 2.3): which types license, which right they move."""

LICENCE_FAMILY = "3"
IP_OF_TYPE = {
    "21": "1",
    "31": "1",
    "23": "20",
    "32": "20",
    "24": "30",
    "33": "30",
    "25": "40",
    "34": "40",
    "26": "50",
    "35": "50",
    "27": "60",
    "36": "60",
}
TRANSFER_OF_IP = {"1": "21", "20": "23", "30": "24", "40": "25", "50": "26", "60": "27", "70": "28"}
LICENCE_OF_IP = {"1": "31", "20": "32", "30": "33", "40": "34", "50": "35", "60": "36"}


def is_licence(contract_type: str) -> bool:
    """Types that start with 3 need a licence mode (1.1)."""
    return contract_type.startswith(LICENCE_FAMILY)


def ip_matches(contract_type: str, ip_type: str) -> bool:
    """R 2.3: a type that moves one kind of right names that kind; other types may name any."""
    return ip_type.startswith(IP_OF_TYPE.get(contract_type, ""))


def type_of_right(*, licence: bool, ip_type: str) -> str:
    """The type a deal suggests: transfer or licence of the right offered; know-how where no right is named."""
    table = LICENCE_OF_IP if licence else TRANSFER_OF_IP
    kind = "1" if ip_type.startswith("1") else ip_type
    return table.get(kind, table["20"])


def expected_ip(contract_type: str) -> str:
    """The IP code, or the beginning of it, that a type asks for; empty where any will do."""
    return IP_OF_TYPE.get(contract_type, "")
