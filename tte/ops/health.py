"""`python -m tte.ops.health PORT`: does a process of this machine answer HTTP there? Any answer below 500 is one."""

import http.client
import sys


def main() -> int:
    line = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=3)
    try:
        line.request("GET", "/live/")
        return int(line.getresponse().status >= 500)
    except (OSError, http.client.HTTPException):
        return 1


if __name__ == "__main__":
    sys.exit(main())
