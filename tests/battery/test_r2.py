import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_r2_quick():
    told = subprocess.run(
        [sys.executable, "-m", "tests.battery", "r2", "--size", "quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert told.stdout.splitlines()[-1:] and told.stdout.splitlines()[-1].endswith(" pass"), told.stdout + told.stderr
