"""The signs: 16 × 16, drawn by strokes of 1.5 px in the colour of the text. Only shapes, no colour, no words."""

from django.utils.safestring import SafeString, mark_safe

SHAPES = {
    "menu": '<path d="M2 4h12M2 8h12M2 12h12"/>',
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>',
    "close": '<path d="m4 4 8 8m0-8-8 8"/>',
    "star": '<path d="m8 2 1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z"/>',
    "download": '<path d="M8 2v8.5m-3.5-3.5L8 10.5 11.5 7M2.5 13.5h11"/>',
    "upload": '<path d="M8 10.5V2M4.5 5.5 8 2l3.5 3.5M2.5 10v4h11v-4"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 1.5"/>',
    "next": '<path d="M3 8h10M9 4l4 4-4 4"/>',
    "document": '<path d="M4 1.75h5L12.5 5v9.25H4zM9 1.75V5h3.5M6 8h4.5M6 10.8h4.5"/>',
    "talk": '<path d="M2 3h12v8H7.5L4 14v-3H2z"/>',
    "key": '<circle cx="5.5" cy="10.5" r="3"/><path d="m7.7 8.3 5.8-5.8M11 5l1.8 1.8"/>',
    "shield": '<path d="M8 1.75 13.5 4v4c0 3.2-2.3 5.3-5.5 6.25C4.8 13.3 2.5 11.2 2.5 8V4z"/>',
    "house": '<path d="M2 14h12M3.5 14V6.5M12.5 14V6.5M6.5 14V9M9.5 14V9M1.5 6 8 2l6.5 4z"/>',
    "home": '<path d="M2 14h12M3.5 14V6.5M12.5 14V6.5M6.5 14V9M9.5 14V9M1.5 6 8 2l6.5 4z"/>',
    "down": '<path d="m4 6 4 4 4-4"/>',
    "up": '<path d="m4 10 4-4 4 4"/>',
    "bell": '<path d="M3.5 11.5V7a4.5 4.5 0 0 1 9 0v4.5l1 1h-11zM6.5 14.5h3"/>',
    "person": '<circle cx="8" cy="5" r="3"/><path d="M2.5 14c.6-3 2.8-4.5 5.5-4.5s4.9 1.5 5.5 4.5"/>',
    "people": (
        '<circle cx="6" cy="5.5" r="2.5"/><path d="M1.5 13.5c.4-2.6 2.2-4 4.5-4s4.1 1.4 4.5 4'
        'M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.8c1.5.5 2.3 1.8 2.5 3.7"/>'
    ),
    "list": '<path d="M5.5 4H14M5.5 8H14M5.5 12H14M2 4h.1M2 8h.1M2 12h.1"/>',
    "certificate": (
        '<path d="M2 2.5h12v8H9M2 2.5v8h3M5 5.5h6"/><circle cx="7" cy="11" r="2"/><path d="M6 12.5V15l1-.7 1 .7v-2.5"/>'
    ),
    "chart": '<path d="M2 14h12M4 14V9M8 14V3M12 14V6"/>',
    "table": '<path d="M2 3h12v10H2zM2 6.3h12M2 9.7h12M6 3v10"/>',
    "check": '<path d="m3 8.5 3.2 3.2L13 5"/>',
    "fault": '<path d="M8 2 14.5 13.5h-13zM8 6.2v3.6M8 11.6v.1"/>',
    "ring": '<circle cx="8" cy="8" r="5.5"/>',
    "info": '<circle cx="8" cy="8" r="6"/><path d="M8 7.3V11M8 5v.1"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "bid": '<path d="M2 13.5h5.5M9 4.2l3.6 3.6M4.6 8.6 8 12M10.8 2.4l3.6 3.6-2.4 2.4-3.6-3.6zM9 7.4l-5.6 4.2"/>',
    "copy": '<path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"/>',
    "out": '<path d="M9.5 2.5h-7v11h7M7 8h7M11 5l3 3-3 3"/>',
}


def icon(name: str, *, large: bool = False) -> SafeString:
    """A sign as inline SVG, hidden from assistive technology: a word always stands beside it or names its button."""
    size = "ic is-l" if large else "ic"
    return mark_safe(
        f'<svg class="{size}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{SHAPES[name]}</svg>'
    )
