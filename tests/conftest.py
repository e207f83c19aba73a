"""Where the shared real articles and corpora are; tests that need them skip visibly where they are absent."""

import signal
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SECONDS = 30  # after which a test that may wait for ever has failed

hypothesis.settings.register_profile("provenance", deadline=None)  # machines are slow at times; no test is timed
hypothesis.settings.load_profile("provenance")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles, gold and corpora beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: real articles are not part of the project")
    return SHARED


@pytest.fixture
def in_time() -> Iterator[None]:
    """A test that would wait for ever, for the writer of a pipe say, fails; where the system has no alarm, nothing."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(*_: object) -> None:
        pytest.fail(f"it waits for more than {SECONDS} s")  # no error of the system, which the code might catch

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
