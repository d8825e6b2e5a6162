"""Working days in China: weekdays without public holidays, and the weekend days that are worked instead.

The calendar is that of the `chinesecalendar` package, which follows the State Council's yearly notices. A notice for a
year appears late in the year before; for years without one only weekends are counted, and the result says so.
"""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5


def after_working_days(start: date, count: int) -> tuple[date, bool]:
    """The `count`-th working day after `start`, and whether public holidays were known for every day on the way."""
    day, known = start, True
    while count:
        day += timedelta(days=1)
        is_working, is_known = _is_working_day(day)
        known &= is_known
        count -= is_working
    return day, known


def _is_working_day(day: date) -> tuple[bool, bool]:
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < _SATURDAY, False
