"""One command, measured from a small process of its own: a child's peak of memory begins with its parent's.

usage: python measuring.py SECONDS BYTES COMMAND...; prints exit status, seconds, processor seconds and kilobytes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time


def main() -> None:
    """Run a command within limits; what it prints goes to standard error."""
    seconds, most_bytes, *command = sys.argv[1:]
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=sys.stderr)
    if hasattr(resource, "prlimit"):  # Linux
        resource.prlimit(process.pid, resource.RLIMIT_AS, (int(most_bytes), int(most_bytes)))
    try:
        status = process.wait(float(seconds))
    except subprocess.TimeoutExpired:
        process.kill()
        status = process.wait()
    spent = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    kilobytes = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    print(status, spent, used.ru_utime + used.ru_stime, kilobytes)


if __name__ == "__main__":
    main()
