"""Statistics of the day: how many appointments were requested, for the front desk's page."""

from collections import defaultdict
from datetime import date

_day = date.today()
_counts: dict[str, int] = defaultdict(int)


def incr(name: str) -> None:
    global _day
    if _day != date.today():
        _counts.clear()
        _day = date.today()
    _counts[name] += 1


def counts() -> dict[str, int]:
    return dict(_counts)
