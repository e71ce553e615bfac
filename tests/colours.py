"""Colours of the style sheets and how far two of them stand apart (WCAG 2.2, contrast ratio)."""

import re

HEX = "#[0-9a-fA-F]{6}"
VALUE = re.compile(rf"--([\w-]+): (?:({HEX})|light-dark\(({HEX}), ({HEX})\));")


def colours(text: str) -> dict[str, tuple[str, str]]:
    """Name → its light and its dark value; a colour that is the same in both is named once."""
    return {name: (same or light, same or dark) for name, same, light, dark in VALUE.findall(text)}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
