"""When Indonesians buy: Ramadan and Lebaran, paydays, weekends, the days of twin numbers."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from setia.demo.chance import Real

# The first day of Idul Fitri in the national calendar; from 2027 on as computed, which the
# sighting of the moon may still move by a day.
IDUL_FITRI = (
    date(2024, 4, 10),
    date(2025, 3, 31),
    date(2026, 3, 21),
    date(2027, 3, 10),
    date(2028, 2, 27),
    date(2029, 2, 15),
    date(2030, 2, 5),
)
DAYS_OF_RAMADAN = 30
OF_WEEKDAY = (0.92, 0.94, 0.96, 0.98, 1.08, 1.28, 1.16)
TWIN_DAYS = {(9, 9), (10, 10), (11, 11), (12, 12)}
GROWTH = 0.15


def first_day_of(last_day: date, months: int) -> date:
    """Return the day that the sales begin on: the first of a month, whole months back."""
    after = last_day + timedelta(days=1)
    count = after.year * 12 + after.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def day_weights(first_day: date, days: int) -> Real:
    """Weigh each day by how much is bought on it; an ordinary Thursday is about 1."""
    dates = [first_day + timedelta(days=number) for number in range(days)]
    ordinary = np.array([_ordinary(day) for day in dates])
    feast = np.array([_around_lebaran(day) for day in dates])
    weights: Real = ordinary * feast * np.linspace(1.0, 1.0 + GROWTH, days)
    return weights


def in_ramadan(day: date) -> bool:
    """Tell whether a day falls in the month of fasting."""
    return any(0 < (feast - day).days <= DAYS_OF_RAMADAN for feast in IDUL_FITRI)


def _ordinary(day: date) -> float:
    weight = OF_WEEKDAY[day.weekday()]
    if day.day >= 25 or day.day <= 3:  # wages come in around the turn of the month
        weight *= 1.25
    if (day.month, day.day) in TWIN_DAYS:
        weight *= 1.9
    if day.month == 12 and day.day >= 15:
        weight *= 1.15
    return weight


def _around_lebaran(day: date) -> float:
    for feast in IDUL_FITRI:
        until = (feast - day).days
        if 0 < until <= DAYS_OF_RAMADAN:
            return 1.4 + 1.1 * (DAYS_OF_RAMADAN - until) / DAYS_OF_RAMADAN
        if -6 <= until <= 0:
            return 0.35  # shops are shut and everybody is in their home town
        if -14 <= until < -6:
            return 0.8
    return 1.0
