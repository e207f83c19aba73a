"""The invented trace as claims and as a PROV document, and its tables in other orders."""

import random

import pytest

from provenance.base.tables import SCHEMAS, Tables
from provenance.report.export.claims import claims
from provenance.report.export.prov_document import prov_document
from tests.report import invented

RUN = {**invented.RUN, "inputs": "00ff", "agencies": {"irna": "IRNA", "reuters": "Reuters", "kna": "Keshi News"}}


@pytest.fixture(scope="session")
def made() -> Tables:
    return invented.tables()


@pytest.fixture(scope="session")
def found(made):
    return claims(made, RUN["agencies"])


@pytest.fixture(scope="session")
def document(found):
    return prov_document(found, RUN)


@pytest.fixture(scope="session")
def shuffled(made) -> Tables:
    rows = random.Random(5)
    frames = {name: getattr(made, name) for name in SCHEMAS}
    return Tables(**{
        name: frame[rows.sample(range(frame.height), frame.height)] for name, frame in frames.items()
    })  # fmt: skip
