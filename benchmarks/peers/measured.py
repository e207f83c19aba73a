"""Runs one command and prints what it cost: CPU seconds with its children's, wall seconds, peak memory.

A script of its own, run by a small interpreter: a child starts with the peak of the process that started it, so one
that was started by the benchmark itself would be charged for polars.
"""

import json
import os
import sys
from time import perf_counter


def measured(command: list[str]) -> dict[str, float]:
    """Seconds of CPU and wall, megabytes of the largest process, and the exit code."""
    begun = perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    return {
        "cpu": used.ru_utime + used.ru_stime,
        "wall": perf_counter() - begun,
        "peak": used.ru_maxrss * (1024 if sys.platform != "darwin" else 1) / 1e6,
        "code": os.waitstatus_to_exitcode(status),
    }


if __name__ == "__main__":
    with open(sys.argv[1], "w") as told:  # noqa: PTH123 - pathlib would make this process larger
        json.dump(measured(sys.argv[2:]), told)
