"""Tests of wordings: the status of a clause that each text of a table has, near twins beside one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

__all__ = ["status_tests"]


def status_tests(pairs: Sequence[tuple[str, str, str]], language: str) -> Callable[..., None]:
    """A test of each entry: a clause, the status that it has, and the text of a policy that says nothing else."""

    @pytest.mark.parametrize(("clause", "status", "text"), pairs)
    def test(status_in_policy: Callable[[str, str, str], str], clause: str, status: str, text: str) -> None:
        assert status_in_policy(clause, text, language) == status

    return test
