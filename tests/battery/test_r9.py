import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_r9_quick():
    told = subprocess.run(
        [sys.executable, "-m", "tests.battery", "r9", "--size", "quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert told.stdout.splitlines()[-1:] and told.stdout.splitlines()[-1].endswith(" pass"), told.stdout + told.stderr
