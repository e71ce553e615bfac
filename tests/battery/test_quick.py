"""Every battery at its quick size, as `make battery-rN` runs it, in a process of its own."""

import subprocess
import sys

import pytest

from tests.battery.__main__ import batteries
from tests.stack import ROOT

PATIENCE = 1200  # seconds: three parts of the tests share two cores


@pytest.mark.slow
@pytest.mark.parametrize("battery", batteries())
def test_quick(battery):
    command = [sys.executable, "-m", "tests.battery", battery, "--size", "quick"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)

    assert told.stdout.splitlines()[-1:] and told.stdout.splitlines()[-1].endswith(" pass"), told.stdout + told.stderr
