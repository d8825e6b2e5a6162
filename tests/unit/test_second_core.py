"""Work on a second core gives what it would give on the first."""

from __future__ import annotations

import threading

import pytest

from appaudit.second_core import Ahead


def test_the_result_is_what_the_function_returned() -> None:
    ahead = Ahead(lambda: threading.current_thread().name)
    assert ahead.result() != threading.current_thread().name
    assert ahead.result() == ahead.result()


def test_what_it_raised_is_raised_where_the_result_is_asked_for() -> None:
    ahead = Ahead(lambda: {}["nothing"])
    with pytest.raises(KeyError, match="nothing"):
        ahead.result()
