"""No test fails because a machine is slow, and none waits for ever."""

import signal

import hypothesis
import pytest

from tests import conftest


def test_no_property_has_a_deadline():
    assert hypothesis.settings().deadline is None


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="this system has no alarm")
def test_who_waits_for_ever_is_stopped(monkeypatch, request):
    monkeypatch.setattr(conftest, "SECONDS", 1)
    request.getfixturevalue("in_time")
    with pytest.raises(pytest.fail.Exception, match="waits"):
        signal.pause()
