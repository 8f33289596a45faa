"""Celerity: how fast one may go, and lengths rounded so that fractions do not add up."""

LIMITS = {"town": 50, "road": 100, "motorway": 130}


def rounded(metres: float) -> float:
    return round(metres, 1)


def task(kind: str, metres: float) -> float:
    return metres / 1000 / LIMITS[kind] * 60


def delay(minutes: float, lights: int) -> float:
    return minutes + 0.4 * lights
