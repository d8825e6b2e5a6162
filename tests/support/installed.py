"""Whether libraries of extras are installed, without loading them while tests are collected."""

from __future__ import annotations

from importlib.util import find_spec

import pytest


def needs(*names: str) -> None:
    """Skip the test module that calls this where a library is not installed, and say which."""
    for name in names:
        if find_spec(name) is None:
            pytest.skip(f"{name} is not installed", allow_module_level=True)
