"""The version of the program, which reports and caches carry."""

from __future__ import annotations

__version__ = "0.2.0"
