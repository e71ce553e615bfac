"""`make demo`: the whole product on one machine, with the demonstration periods and one sign-in button per role.

The launcher hands over the addresses of the services; a command typed by hand reads what it wrote down.
"""

import json
import os
from pathlib import Path

_written = Path(os.environ.get("TTE_VAR", Path(__file__).resolve().parent.parent.parent / "var")) / "run.json"
if "TTE_DATABASE_URL" not in os.environ and _written.exists():
    os.environ.update(json.loads(_written.read_text(encoding="utf-8")))

from tte.settings.base import *  # noqa: E402, F403

TTE_DEMO = True
TTE_WEBHOOK_LOOPBACK = True
TTE_RULE_SET = os.environ.get("TTE_RULE_SET", "DEMO")
TTE_STAFF_NEED_SECOND_FACTOR = False
TTE_ROLE_BUTTONS = os.environ.get("TTE_ROLE_BUTTONS", "1") == "1"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
