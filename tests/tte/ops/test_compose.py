"""The files of deployment: valid by their schema, clean by the linter, and equal to what `make demo` runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from tte.ops.launch import APPLICATION

BIN = Path(sys.executable).parent
ROOT = settings.ROOT
VARIABLE = re.compile(r"""environ(?:\.get\(|\[)["'](TTE_[A-Z_]+)|"(TTE_[A-Z_]+)" (?:not )?in os\.environ""")
# Set by compose itself or by the launcher of the demonstration, never by a person in .env.
OURS = {
    "TTE_DATABASE_URL",
    "TTE_REDIS_URL",
    "TTE_HUB",
    "TTE_VAR",
    "TTE_STATIC",
    "TTE_ROLE_BUTTONS",
    "TTE_TEST_VAR",
    "TTE_RUN",
    "TTE_WEB",
}


def sh(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def services() -> dict[str, dict]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]


def test_compose_is_valid_by_its_schema():
    checked = sh(str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "docker-compose.yml")
    assert checked.returncode == 0, checked.stdout


def test_every_process_that_stays_has_a_health_check():
    without = {name for name, service in services().items() if "healthcheck" not in service}
    assert without == {"prepare"}


def test_the_image_is_clean_by_the_linter():
    linter = BIN / "hadolint"
    if not linter.exists():
        pytest.skip("hadolint has no wheel for this machine")
    assert sh(str(linter), "Dockerfile").stdout == ""


def test_compose_procfile_and_demonstration_run_the_same_processes():
    procfile = {line.split(":")[0] for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines() if line}
    assert services().keys() - {"postgres", "valkey", "prepare"} == set(APPLICATION)
    assert procfile == set(APPLICATION) - {"front"}


def test_every_setting_of_the_environment_is_documented():
    read = set()
    for path in (ROOT / "tte").rglob("*.py"):
        read |= {first or second for first, second in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    told = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    assert {name for name in read if f"`{name}`" not in told} == {"TTE_TEST_VAR"}
    example = set(re.findall(r"^(TTE_[A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert example <= read | {"TTE_SITE"}
    assert example & OURS == set()
