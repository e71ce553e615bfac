import hashlib
import re
from pathlib import Path

import pytest

from listings.plates import GRAMMARS, plate

INKS = Path(__file__).resolve().parents[2] / "static" / "css" / "inks.css"
TITLES = [f"一种装置及其制备方法 {n}" for n in range(25)]
# Drawn once and kept: a change of the grammars would give every work another picture.
KEPT = {
    "01": "0ffb5180c6f2baf6",
    "02": "36afb047d6e9f334",
    "03": "2166a8cce22c0a38",
    "04": "8ef961be47cc7499",
    "05": "2091fb84df25a124",
    "06": "1fd26899b3431705",
    "07": "a383aa639868003e",
    "08": "56e5a59b1fd06273",
    "09": "2b32096faa30ec4a",
    "10": "f497e3908b683de7",
    "11": "92b1dc6a40e3a700",
}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def inks() -> list[tuple[str, dict[str, str]]]:
    rules = re.findall(r'\[data-field="(\d\d)"\] \{([^}]*)\}', INKS.read_text())
    return [(field, dict(re.findall(r"--(p\w): (#[0-9a-fA-F]{6});", body))) for field, body in rules]


@pytest.mark.parametrize("field", GRAMMARS)
def test_the_same_work_wears_the_same_picture(field):
    assert plate(field, "石墨烯涂层") == plate(field, "石墨烯涂层")
    assert plate(field, "石墨烯涂层") != plate(field, "石墨烯薄膜")


def test_plates_are_drawn_as_they_always_were():
    drawn = {field: hashlib.sha256(plate(field, "石墨烯涂层").encode()).hexdigest()[:16] for field in GRAMMARS}
    assert drawn == KEPT


@pytest.mark.parametrize("field", GRAMMARS)
def test_a_plate_is_small_and_carries_no_style(field):
    for title in TITLES:
        drawing = plate(field, title)
        assert len(drawing) < 18_000
        assert "style" not in drawing
        assert "<text" not in drawing


@pytest.mark.parametrize("field", GRAMMARS)
def test_a_plate_uses_only_the_five_inks(field):
    known = re.compile(r"^(plate|p[gtswldf]|pl2|p[st]-line|pdot[23]?)$")
    for title in TITLES:
        used = {name for names in re.findall(r'class="([^"]*)"', plate(field, title)) for name in names.split()}
        assert [name for name in used if not known.match(name)] == []
        assert used & {"ps", "ps-line"}
        assert used & {"pl", "pl2", "pdot"}


def test_a_plate_is_hidden_unless_it_is_labelled():
    assert 'aria-hidden="true"' in plate("05", "x")
    assert 'role="img" aria-label="a &lt;b&gt;"' in plate("05", "x", "a <b>")


def test_every_field_has_inks_in_light_and_twice_in_dark():
    fields = [field for field, _ in inks()]
    assert sorted(fields) == sorted(list(GRAMMARS) * 3)


def test_lines_and_solids_stand_out_from_their_ground_in_both_themes():
    measured = [(contrast(ink["pl"], ink["pg"]), contrast(ink["ps"], ink["pg"])) for _, ink in inks()]
    assert len(measured) == 33
    assert min(line for line, _ in measured) >= 8.6
    assert min(solid for _, solid in measured) >= 4.5
