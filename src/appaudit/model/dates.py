"""Days as configuration, verdicts and sheets write them."""

from __future__ import annotations

from datetime import date


def is_date(text: str) -> bool:
    """Whether a text is a day as ISO 8601 writes it in full, like 2027-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
