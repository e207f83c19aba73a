"""The `provenance` command and `python -m provenance`, which can be stopped while they are still being loaded."""

import os
import signal
from types import FrameType


def leave(number: int, frame: FrameType | None) -> None:
    """End at once, as a signal asks: nothing is open yet."""
    os._exit(128 + number)


def stop_at_once() -> None:
    """SIGINT and SIGTERM end the process from now on. Imports turn an exception of ours into one of theirs."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as nohup and jobs in the background have it
        signal.signal(signal.SIGINT, leave)
    signal.signal(signal.SIGTERM, leave)


def start() -> None:
    """Run the command line and leave with its exit code."""
    stop_at_once()
    from provenance.cli import main as command  # noqa: PLC0415  # .1 s in which somebody may lose patience

    command()


if __name__ == "__main__":
    start()
