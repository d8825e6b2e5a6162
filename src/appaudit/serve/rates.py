"""How often somebody may ask: a moving window for each caller, kept in the memory of each server."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Rates:
    """Requests of the API, and attempts to sign in that failed."""

    def __init__(self, requests: int, attempts: int) -> None:
        """How many of each in a minute; 0 for no bound."""
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._requests = RateLimitItemPerMinute(requests) if requests else None
        self._attempts = RateLimitItemPerMinute(attempts) if attempts else None

    def wait_of_request(self, who: str) -> int:
        """Counts a request; the seconds to wait where it is one too many, else 0."""
        item = self._requests
        if item is None or self._limiter.hit(item, "request", who):
            return 0
        return self._seconds(item, "request", who)

    def wait_of_attempt(self, who: str) -> int:
        """The seconds to wait before trying to sign in once more, else 0; does not count."""
        item = self._attempts
        if item is None or self._limiter.test(item, "attempt", who):
            return 0
        return self._seconds(item, "attempt", who)

    def failed(self, who: str) -> None:
        """Counts an attempt to sign in that failed."""
        if self._attempts:
            self._limiter.hit(self._attempts, "attempt", who)

    def _seconds(self, item: RateLimitItemPerMinute, *names: str) -> int:
        resets_at = self._limiter.get_window_stats(item, *names).reset_time
        return max(1, math.ceil(resets_at - time.time()))
