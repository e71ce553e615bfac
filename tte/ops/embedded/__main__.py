"""`python -m tte.ops.embedded start|stop|status --var var`: the two servers alone, for a developer at work."""

import argparse
import sys
from pathlib import Path

from tte.ops.embedded import services
from tte.ops.embedded.errors import EmbeddedError
from tte.ops.embedded.places import find_places
from tte.ops.embedded.postgres import Postgres
from tte.ops.embedded.valkey import Valkey


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tte.ops.embedded", description=__doc__)
    parser.add_argument("act", choices=["start", "stop", "status"])
    parser.add_argument("--var", type=Path, default=Path("var"))
    asked = parser.parse_args()
    try:
        if asked.act == "start":
            urls = services.start(asked.var, given={}, say=lambda text: print(text, file=sys.stderr))  # noqa: T201
            for name, value in urls.environment.items():
                sys.stdout.write(f"export {name}='{value}'\n")
        elif asked.act == "stop":
            services.stop(asked.var)
        else:
            places = find_places(asked.var)
            sys.stdout.write(
                f"postgres {Postgres(places).pid or 'stopped'}\nvalkey {Valkey(places).pid or 'stopped'}\n"
            )
    except EmbeddedError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
