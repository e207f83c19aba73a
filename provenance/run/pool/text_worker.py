"""The process that reads slices of articles: `python -P -m provenance.run.pool.text_worker`, spoken to by workers.py.

What is asked is the name of a stage and the files of a slice. What comes of it is kept as a part (parts.py). The
process ends with the one that asks, whatever it is at.
"""

import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from queue import SimpleQueue
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "1"  # there is a process a core; polars reads it when it is imported

import polars as pl

from provenance.base.errors import MachineError
from provenance.base.worker import received, sent
from provenance.run.pool.parts import keep_part
from provenance.run.pool.text_stages import TextStages


def answer(stages: TextStages, asked: dict[str, Any]) -> dict[str, Any]:
    """Run the stage and keep its part; what went wrong, if anything did."""
    try:
        frames = tuple(pl.read_ipc(Path(path).read_bytes()) for path in asked["files"])
        keep_part(Path(asked["folder"]), asked["name"], stages.run(asked["stage"], frames))
    except MachineError as error:
        path = None if error.path is None else str(error.path)
        return {"machine": {"code": error.code, "what": error.what, "path": path, "advice": error.advice}}
    except OSError as error:
        return {"machine": {"code": "E-MACHINE", "what": error.strerror or str(error), "path": asked["folder"]}}
    except Exception:  # a bug of ours: the run that asks says so
        return {"fault": traceback.format_exc()}
    return {}


def serve_texts() -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that asks decides
    messages: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_listen, args=(messages,), daemon=True).start()
    stages = TextStages.of(messages.get()).for_many()
    sent(sys.stdout.buffer, {})  # it has started
    while True:
        sent(sys.stdout.buffer, answer(stages, messages.get()))


def _listen(messages: "SimpleQueue[dict[str, Any]]") -> None:
    while (message := received(sys.stdin.buffer)) is not None:
        messages.put(message)
    os._exit(0)  # nobody is there to ask: what the other thread is at has no use


if __name__ == "__main__":
    serve_texts()
