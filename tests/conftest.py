"""Where the shared real articles and corpora are; tests that need them skip visibly where they are absent."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


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
