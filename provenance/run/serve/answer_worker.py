"""The process that answers: `python -P -m provenance.run.serve.answer_worker INDEX [OUT]`, spoken to by app.py.

It is a process of its own so that a text that takes too long can be stopped without the server.
"""

import signal
import sys
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from provenance.base.errors import ProvenanceError
from provenance.base.settings import Settings
from provenance.base.worker import received, sent
from provenance.run.serve.answers import Collection

GREETING = "settings"  # the key of the first message, which holds the settings


def answered(collection: Collection, question: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one message: pages and JSON, or the error that says why there are none."""
    try:
        if "article" in question:
            return collection.about_member(question["article"])._asdict()
        return collection.about_text(question["name"], b64decode(question["data"]))._asdict()
    except ProvenanceError as error:
        return {"error": str(error), "code": error.code}
    except Exception as error:  # a fault of ours costs this answer only
        return {"error": f"E-BUG: {type(error).__name__}: {error}", "code": "E-BUG"}


def answer_questions(index: str, out: str | None = None) -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server that asks decides
    greeting = received(sys.stdin.buffer)
    if greeting is None:
        return
    collection = Collection.opened(Path(index), Path(out) if out else None, Settings.of(greeting[GREETING]))
    sent(sys.stdout.buffer, {"articles": len(collection.index)})
    while (question := received(sys.stdin.buffer)) is not None:
        sent(sys.stdout.buffer, answered(collection, question))


if __name__ == "__main__":
    answer_questions(*sys.argv[1:])
