"""The tables of small corpora stay as they are, column by column; `python -m tests.golden` renews what they hold."""

import tomllib

import pytest

from tests import golden

GOLDEN = tomllib.loads(golden.FILE.read_text(encoding="utf-8"))


@pytest.mark.long
@pytest.mark.parametrize("backend", ["python", "numba"])
@pytest.mark.parametrize("corpus", golden.CORPORA)
def test_every_column_of_every_table_is_as_it_was(corpus, backend, request):
    if corpus in golden.REAL:
        request.getfixturevalue("shared")
    assert golden.hashes(golden.traced(corpus, backend)) == GOLDEN[corpus]
