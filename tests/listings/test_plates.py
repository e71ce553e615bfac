import hashlib
import re
from pathlib import Path

import pytest

from listings.plates import GRAMMARS, plate
from tests.colours import colours, contrast

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


def inks() -> dict[str, dict[str, tuple[str, str]]]:
    """Field → ink → its light and its dark value."""
    rules = re.findall(r'\[data-field="(\d\d)"\] \{([^}]*)\}', INKS.read_text())
    return {field: colours(body) for field, body in rules}


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


def test_every_field_has_four_inks_in_light_and_in_dark():
    found = inks()
    assert sorted(found) == sorted(GRAMMARS)
    assert {tuple(sorted(each)) for each in found.values()} == {("pg", "pl", "ps", "pt")}
    assert [field for field, each in found.items() if any(light == dark for light, dark in each.values())] == []


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_lines_and_solids_stand_out_from_their_ground(theme):
    measured = [{name: pair[theme] for name, pair in each.items()} for each in inks().values()]
    assert min(contrast(ink["pl"], ink["pg"]) for ink in measured) >= 8.6
    assert min(contrast(ink["ps"], ink["pg"]) for ink in measured) >= 4.5
