"""Where the embedded servers live, and as whom they run.

PostgreSQL refuses to run as root. Then both servers run as `nobody`, in a private folder that this uid can enter; when
`var` lies below a closed folder such as /root, the private folder is made under /var/tmp and remembered in `var`.
"""

import json
import os
import pwd
import secrets
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tte.ops.embedded.errors import EmbeddedError

SOCKET_LIMIT = 90
SOCKET_NAME = "/.s.PGSQL.5432"


@dataclass(frozen=True)
class ServerUser:
    """Whom the servers run as: ourselves, or an unprivileged uid when we are root."""

    uid: int
    gid: int
    dropped: bool

    @property
    def spawn(self) -> dict:
        """Arguments for `subprocess` that step down to this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.dropped else {}


@dataclass(frozen=True)
class Places:
    var: Path
    home: Path
    run: Path
    user: ServerUser

    @property
    def secrets(self) -> Path:
        return self.var / "secrets"

    @property
    def logs(self) -> Path:
        return self.var / "log"


def server_user() -> ServerUser:
    if os.geteuid() != 0:
        return ServerUser(os.geteuid(), os.getegid(), dropped=False)
    entry = pwd.getpwnam("nobody")
    return ServerUser(entry.pw_uid, entry.pw_gid, dropped=True)


def can_enter(folder: Path, user: ServerUser) -> bool:
    tried = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)], cwd="/", stderr=subprocess.DEVNULL, check=False, **user.spawn
    )
    return tried.returncode == 0


def private_folder(path: Path, user: ServerUser) -> Path:
    path.mkdir(mode=0o700, exist_ok=True)
    if user.dropped:
        os.chown(path, user.uid, user.gid)
    return path


def _temporary(parent: str, user: ServerUser) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tte-", dir=parent))
    return private_folder(folder, user)


def _still_good(folder: Path, user: ServerUser) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    if found.st_uid != user.uid:
        raise EmbeddedError(
            f"{folder} belongs to another user (uid {found.st_uid}). Start as that user, or set TTE_VAR."
        )
    return folder.is_dir() and not folder.is_symlink() and found.st_mode & 0o077 == 0


def _run_folder(home: Path, remembered: str | None, user: ServerUser) -> Path:
    """The folder of the socket: short enough for the kernel, and only ours."""
    inside = home / "run"
    if len(f"{inside}{SOCKET_NAME}") < SOCKET_LIMIT:
        return private_folder(inside, user)
    if remembered and _still_good(Path(remembered), user):
        return Path(remembered)
    return _temporary("/tmp", user)


def find_places(var: Path) -> Places:
    """The places of this `var`: as remembered in it, made when they are missing."""
    var = var.resolve()
    var.mkdir(parents=True, exist_ok=True)
    for name in ("secrets", "log"):
        (var / name).mkdir(mode=0o700, exist_ok=True)
    memory = var / "places.json"
    known = json.loads(memory.read_text()) if memory.exists() else {}
    user = server_user()
    home = Path(known["home"]) if "home" in known else var / "services"
    if not (home.exists() and _still_good(home, user)):
        if (home / "postgres").exists():
            raise EmbeddedError(f"{home} is open to other users of this machine. Close it: chmod 700 {home}")
        home = private_folder(var / "services", user) if can_enter(var, user) else _temporary("/var/tmp", user)
    run = _run_folder(home, known.get("run"), user)
    now = {"home": str(home), "run": str(run)}
    if now != known:
        write_whole(memory, json.dumps(now, indent=1))
    return Places(var=var, home=home, run=run, user=user)


def write_whole(path: Path, text: str, *, mode: int = 0o644, owner: ServerUser | None = None) -> None:
    """Write a file so that a crash leaves the old one or the new one, never half of it."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        file.write(text)
    if owner and owner.dropped:
        os.chown(fresh, owner.uid, owner.gid)
    fresh.replace(path)


def secret(places: Places, name: str) -> str:
    """A password of this installation: drawn once, kept under `var/secrets` for its owner only."""
    path = places.secrets / name
    if not path.exists():
        write_whole(path, secrets.token_urlsafe(32), mode=0o600)
    return path.read_text().strip()
