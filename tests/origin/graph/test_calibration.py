"""What is said becomes how often it is true."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.origin.graph.calibration import calibrated, tables, uncalibrated

SHARES = st.floats(0, 1)


@given(SHARES, SHARES)
def test_the_likelier_stays_the_likelier(one: float, other: float):
    table = tables()["articles"]
    low, high = sorted((one, other))
    assert 0 <= calibrated(low, table) <= calibrated(high, table) <= 1


def test_without_calibration_what_is_said_stays():
    before = dict(tables())
    with uncalibrated():
        assert calibrated(0.3, tables()["articles"]) == 0.3
    assert tables() == before
