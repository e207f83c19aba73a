"""A process that answers one question at a time, and that is stopped where an answer takes too long.

Messages between a run and its workers are four bytes of length, then JSON.
"""

import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any

_LENGTH = struct.Struct("<I")


@dataclass
class Worker:
    """A module of the package in a separate process; it starts with the first question, and again after it was stopped.

    The first message of a new process is `greeting`. Its answer may take `starting` seconds, and each one after it
    `seconds`.
    """

    module: str
    seconds: float
    starting: float
    arguments: tuple[str, ...] = ()
    greeting: Mapping[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    owner: int = field(default_factory=os.getpid)

    def ask(self, message: Mapping[str, Any]) -> dict[str, Any] | None:
        """The answer; None where the process had to be stopped, or ended by itself."""
        if not self.running and self.start() is None:
            return None
        return self._answer(message, self.seconds)

    @property
    def running(self) -> bool:
        """Whether there is a process that this one started."""
        return self.process is not None and self.process.poll() is None and self.owner == os.getpid()

    def start(self) -> dict[str, Any] | None:
        """A new process; its answer to the greeting, None where it does not start."""
        self.stop()
        command = [sys.executable, "-P", "-m", self.module, *self.arguments]  # -P: nothing of the user's folder
        self.process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.owner = os.getpid()
        return self._answer(self.greeting, self.starting)

    def _answer(self, message: Mapping[str, Any], seconds: float) -> dict[str, Any] | None:
        process = self.process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, kill)
        timer.start()
        answer = None
        try:
            sent(process.stdin, dict(message))
            answer = received(process.stdout)
        except (OSError, ValueError):  # it was stopped from elsewhere
            pass
        finally:
            timer.cancel()
            timer.join()
            if answer is None or late.is_set():
                self.stop()
        return answer

    def stop(self) -> None:
        """End the process, if it is this one's. Another thread may wait for its answer: it gets none."""
        process, self.process = self.process, None
        if process is not None and self.owner == os.getpid():
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError, ValueError):  # what was not sent to it
                    stream.close()  # type: ignore[union-attr]


def received(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None where none comes, or only a part of one.

    >>> from io import BytesIO
    >>> sent(stream := BytesIO(), {"text": "Rain"})
    >>> received(BytesIO(stream.getvalue())), received(BytesIO(stream.getvalue()[:-1]))
    ({'text': 'Rain'}, None)
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    [size] = _LENGTH.unpack(head)
    body = stream.read(size)
    read = json.loads(body) if len(body) == size else None
    return read if isinstance(read, dict) else None


def sent(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Send a message."""
    body = json.dumps(message).encode()
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()
