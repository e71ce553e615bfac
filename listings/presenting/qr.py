"""A QR code as inline SVG: one path, no style, so that a strict policy for content holds."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def qr_code(address: str) -> SafeString:
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    size = len(rows) + 2
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="qr" viewBox="-1 -1 {} {}" role="img" aria-label="{}"><path d="{}"/></svg>',
        size,
        size,
        _("QR code: this notice online"),
        path,
    )
