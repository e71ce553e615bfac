"""Plates: the drawn covers. `plate(field, title)` is a pure function, so a work wears the same picture for ever.

Eleven grammars, one per technology field (R2-10). Each returns SVG shapes on a 300 x 200 sheet and uses only five inks
by class: pg ground, pt tone, ps solid, pw paper, pl line (pl2 heavy, pd dashed). The style sheet gives the inks their
colours by data-field, light and dark, so a plate carries no style of its own and passes a strict CSP.
"""

from collections.abc import Callable
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from listings.plates import natural, physical, technical
from listings.plates.drawing import Dice, H, W

GRAMMARS: dict[str, Callable[[Dice], list[str]]] = {
    "01": technical.electronics,
    "02": technical.space,
    "03": technical.manufacturing,
    "04": natural.life,
    "05": physical.materials,
    "06": physical.energy,
    "07": natural.environment,
    "08": physical.nuclear,
    "09": natural.agriculture,
    "10": technical.transport,
    "11": natural.city,
}


@lru_cache(maxsize=2048)
def plate(field: str, title: str, label: str = "") -> SafeString:
    """One cover as inline SVG. It says nothing the title does not: hidden from assistive technology unless labelled."""
    dice = Dice(field, title)
    shapes = "".join(GRAMMARS[field](dice))
    if dice() < 0.5:
        shapes = f'<g transform="translate({W} 0) scale(-1 1)">{shapes}</g>'
    spoken = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    frame = f'viewBox="0 0 {W} {H}" preserveAspectRatio="xMidYMid slice" {spoken} focusable="false"'
    ground = f'<rect class="pg" width="{W}" height="{H}"/>'
    return mark_safe(f'<svg class="plate" data-field="{field}" {frame}>{ground}{shapes}</svg>')
