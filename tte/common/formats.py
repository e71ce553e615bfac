"""How figures, dates and moments are written, by language. Pure Python: no settings, no database, no clock."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from tte.common.languages import HAN, is_chinese

WAN, YI, WAN_YI = Decimal(10**4), Decimal(10**8), Decimal(10**12)
ZONE_NAMES = {"Asia/Shanghai": ("北京时间", "Beijing time"), "UTC": ("协调世界时", "UTC")}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEEKDAYS_ZH = "一二三四五六日"
DIGITS = "零壹贰叁肆伍陆柒捌玖"


def count(number: int | Decimal) -> str:
    """A number with thousands separators and a true minus: −1,234."""
    return f"{number:,}".replace("-", "−")


def trimmed(number: Decimal, places: int) -> str:
    """At most `places` decimals, no trailing zeros: 2.40 → 2.4, 320.00 → 320."""
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def yuan(amount: Decimal | int) -> str:
    """¥3,200,000; fen only where there are any: ¥0.50."""
    amount = Decimal(amount)
    sign = "−" if amount < 0 else ""
    whole = amount == amount.to_integral_value()
    return f"{sign}¥{abs(amount):,.0f}" if whole else f"{sign}¥{abs(amount):,.2f}"


def wan(amount: Decimal | int, language: str) -> str | None:
    """The reader's unit beside the yuan: 320 万元, 2.4 亿元. None in English and below 10,000 yuan."""
    amount = Decimal(amount)
    if not is_chinese(language) or abs(amount) < WAN:
        return None
    return f"{trimmed(amount / YI, 4)} 亿元" if abs(amount) >= YI else f"{trimmed(amount / WAN, 4)} 万元"


def prose_amount(amount: Decimal | int, language: str) -> str:
    """An amount in running text and charts: 3.2 万亿元 / ¥3.2 trillion."""
    amount = Decimal(amount)
    if is_chinese(language):
        scales = ((WAN_YI, "万亿元"), (YI, "亿元"), (WAN, "万元"))
        form = "{} {}"
    else:
        scales = ((WAN_YI, "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
        form = "¥{} {}"
    for size, name in scales:
        if abs(amount) >= size:
            return form.format(trimmed(amount / size, 2), name)
    return yuan(amount)


def short_date(day: date, language: str, *, today: date | None = None) -> str:
    """For lists: 11-20 / 20 Nov. The year is said when it is not the year of `today`."""
    far = today is not None and today.year != day.year
    if is_chinese(language):
        return f"{day:%Y-%m-%d}" if far else f"{day:%m-%d}"
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year}" if far else "")


def long_date(day: date, language: str, *, weekday: bool = False) -> str:
    """For prose: 2026 年 11 月 20 日 / 20 November 2026, with the day of the week on request."""
    if is_chinese(language):
        text = f"{day.year} 年 {day.month} 月 {day.day} 日"
        return f"{text}　星期{WEEKDAYS_ZH[day.weekday()]}" if weekday else text
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]}, {text}" if weekday else text


def zone_name(zone: str, language: str, at: datetime) -> str:
    """The name a reader knows the official zone by; for a zone without one, its distance from UTC."""
    if zone in ZONE_NAMES:
        return ZONE_NAMES[zone][0 if is_chinese(language) else 1]
    offset = at.astimezone(ZoneInfo(zone)).strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:]}".replace("-", "−")


def moment(at: datetime, language: str, *, zone: str, with_date: bool = True, named: bool = True) -> str:
    """A moment in the official zone: 2026-11-20 14:32:07 北京时间 / 20 Nov 2026, 14:32:07 Beijing time."""
    local = at.astimezone(ZoneInfo(zone))
    clock = f"{local:%H:%M:%S}"
    if with_date and is_chinese(language):
        clock = f"{local:%Y-%m-%d} {clock}"
    elif with_date:
        clock = f"{local.day} {MONTHS[local.month - 1][:3]} {local.year}, {clock}"
    return f"{clock} {zone_name(zone, language, at)}" if named else clock


def due_moment(at: datetime, language: str, *, zone: str) -> str:
    """The end of a period, always with its weekday: 11-27（周五）24:00 / Fri 27 Nov, 24:00. Midnight ends its eve."""
    local = at.astimezone(ZoneInfo(zone))
    midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
    day = (local - timedelta(days=1)).date() if midnight else local.date()
    clock = "24:00" if midnight else f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    if is_chinese(language):
        return f"{day:%m-%d}（周{WEEKDAYS_ZH[day.weekday()]}）{clock}"
    return f"{WEEKDAYS[day.weekday()][:3]} {short_date(day, language)}, {clock}"


def end_moment(at: datetime, language: str, *, zone: str) -> str:
    """The end of a period that stands alone: 2026-12-09（周三）24:00 北京时间 / Wed 9 Dec 2026, 24:00 Beijing time."""
    said, named = due_moment(at, language, zone=zone), zone_name(zone, language, at)
    year = (at.astimezone(ZoneInfo(zone)) - timedelta(microseconds=1)).year
    if is_chinese(language):
        return f"{year}-{said} {named}"
    day, clock = said.split(", ")
    return f"{day} {year}, {clock} {named}"


def duration(seconds: float, language: str) -> str:
    """The two largest units of a span: 3 天 19 时, 4 分 37 秒 / 3 d 19 h, 4 min 37 s."""
    units = ((86400, "天", "d"), (3600, "时", "h"), (60, "分", "min"), (1, "秒", "s"))
    rest = max(0, int(seconds))
    parts: list[str] = []
    for size, zh, en in units:
        number, rest = divmod(rest, size)
        if number or parts or size == 1:
            parts.append(f"{number} {zh if is_chinese(language) else en}")
        if len(parts) == 2:
            break
    return " ".join(part for i, part in enumerate(parts) if i == 0 or not part.startswith("0 "))


def family_name(name: str) -> str:
    """Of a natural person on a public page only the family name: 林× / Smith ×."""
    name = name.strip()
    return f"{name[:1]}×" if HAN.match(name) else f"{name.split()[0]} ×" if name else ""


def file_size(size: int) -> str:
    for unit, bytes_in in (("MB", 10**6), ("KB", 10**3)):
        if size >= bytes_in:
            return f"{trimmed(Decimal(size) / bytes_in, 1)} {unit}"
    return f"{size} B"


def _group(number: int) -> str:
    """0..9999 in capitals, without leading or trailing zeros: 1080 → 壹仟零捌拾."""
    text, gap = "", False
    for power, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return text


def _integer(number: int) -> str:
    """A whole number in capitals by groups of four: 万, 亿, 万亿."""
    groups = []
    while number:
        number, rest = divmod(number, 10_000)
        groups.append(rest)
    text, skipped = "", False
    for place in reversed(range(len(groups))):
        group = groups[place]
        if group:
            text += ("零" if text and (skipped or group < 1000) else "") + _group(group) + ("", "万", "亿", "万")[place]
            if place == 3 and groups[2] == 0:
                text += "亿"
        skipped = group == 0 or group % 10 == 0
    return text


def capital_amount(amount: Decimal | int) -> str:
    """An amount in capital figures as contracts write it: 1,080,000 → 壹佰零捌万元整. Below 10^16 yuan, to the fen."""
    amount = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    sign, fen = ("负" if amount < 0 else ""), int(abs(amount) * 100)
    if fen >= 10**18:
        raise ValueError("capital amounts are written below 10^16 yuan")
    whole, small = divmod(fen, 100)
    jiao, cent = divmod(small, 10)
    text = f"{_integer(whole)}元" if whole else ""
    if not small:
        return f"{sign}{text or '零元'}整"
    if jiao:
        text += f"{DIGITS[jiao]}角"
    elif whole:
        text += "零"
    return f"{sign}{text}{f'{DIGITS[cent]}分' if cent else '整'}"
