"""What is read stands out from what it stands on, in the light theme and in the dark one."""

from pathlib import Path

import pytest

from tests.colours import colours, contrast

TOKENS = Path(__file__).resolve().parents[3] / "static" / "css" / "tokens.css"
READ = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("paper", "sheet", "sunk")),
    *((ink, ground) for ink in ("act", "act-deep", "seal", "heed", "fault") for ground in ("paper", "sheet")),
    ("act-deep", "act-wash"),
    ("on-act", "act"),
    ("on-seal", "seal"),
    ("seal", "seal-wash"),
    ("heed", "heed-wash"),
    ("fault", "fault-wash"),
    ("ink", "mark"),
    *((ink, "room") for ink in ("on-room", "on-room-2", "room-act", "room-heed")),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(theme):
    values = {name: pair[theme] for name, pair in colours(TOKENS.read_text()).items()}
    faint = {(ink, ground): round(contrast(values[ink], values[ground]), 2) for ink, ground in READ}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_edges_of_controls_stand_out_from_the_sheet(theme):
    values = {name: pair[theme] for name, pair in colours(TOKENS.read_text()).items()}
    assert min(contrast(values["edge"], values[ground]) for ground in ("paper", "sheet")) >= 3
