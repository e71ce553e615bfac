"""`python -m tte.ops.health PORT [PATH]`: does a process of this machine answer there? Any answer below 500 is one.

It asks as the front does: in the name of the first host of TTE_HOSTS, by https.
"""

import http.client
import os
import sys


def main() -> int:
    port, path = int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "/live/"
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    host = (os.environ.get("TTE_HOSTS", "").replace(",", " ").split() or ["localhost"])[0]
    try:
        line.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return int(line.getresponse().status >= 500)
    except (OSError, http.client.HTTPException):
        return 1


if __name__ == "__main__":
    sys.exit(main())
