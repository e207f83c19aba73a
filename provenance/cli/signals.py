"""Who stops a run: SIGINT (Ctrl-C) and SIGTERM end it without a traceback, whatever it is at."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

EXIT = 128  # and the signal's number: the exit code of what was stopped


class Terminated(BaseException):
    """SIGTERM arrived."""


def heeded() -> list[int]:
    """From now on the signals raise KeyboardInterrupt and Terminated; the list holds those that have come."""
    stops: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stops.append(number)
        raise Terminated if number == signal.SIGTERM else KeyboardInterrupt

    _listen(stop)
    return stops


@contextmanager
def leaving() -> Iterator[None]:
    """Inside, the signals end the process at once: imports, which turn an exception of ours into one of theirs."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def leave(number: int, frame: FrameType | None) -> None:
        os._exit(EXIT + number)

    _listen(leave)
    try:
        yield
    finally:
        if _may_listen():
            for number, handler in before.items():
                signal.signal(number, handler)


def _listen(handler: Callable[[int, FrameType | None], None]) -> None:
    if _may_listen():
        signal.signal(signal.SIGTERM, handler)
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as nohup and jobs in the background have it
            signal.signal(signal.SIGINT, handler)


def _may_listen() -> bool:
    """Only the main thread may."""
    return threading.current_thread() is threading.main_thread()
