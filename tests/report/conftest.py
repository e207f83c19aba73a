"""The invented trace, made once, and the pages that are written from it."""

import pytest

from provenance.report.web.pages import write_report
from tests.report import invented


@pytest.fixture(scope="session")
def tables():
    return invented.tables()


@pytest.fixture(scope="session")
def written(tables, tmp_path_factory):
    """The folder of reports of the invented trace."""
    folder = tmp_path_factory.mktemp("report")
    write_report(tables, invented.RUN, folder)
    return folder
