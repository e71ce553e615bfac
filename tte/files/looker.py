"""A process of its own that looks at files: what a hostile one does to it, it does to no worker. Run by `looking`.

A line in, a line out: where the file lies and what it is said to be; what is wrong with it.
"""

import json
import resource
import sys
from typing import Any

from tte.files.enums import FileFault
from tte.files.inspection import file_faults, picture_faults
from tte.files.metadata import metadata_faults

MEMORY = 2 << 30
SECONDS = 30  # of the processor, for one file


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _say("ready")
    for line in sys.stdin:
        _limit_time()
        _say(json.dumps([str(fault) for fault in _faults(json.loads(line))]))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _limit_time() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _faults(asked: dict[str, Any]) -> list[FileFault]:
    try:
        with open(asked["path"], "rb") as content:
            if "least_side" in asked:
                return picture_faults(content, int(asked["least_side"]))
            if "known" in asked:
                return metadata_faults(content, asked["content_type"], tuple(asked["known"]))
            return file_faults(content, asked["name"], asked["content_type"])
    except MemoryError:
        return [FileFault.TOO_HARD]


if __name__ == "__main__":
    main()
