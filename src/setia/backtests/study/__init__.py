"""The statistics of a backtest: numbers in, an effect with its interval out.

Nothing here knows Django, the engine or money: amounts are floats, and what is paid never
comes from here. Estimates are weighted least squares of ``statsmodels``.
"""

from __future__ import annotations
