"""Benchmarks: what the engine costs, side by side with what people would do without it.

Run as ``python -m bench``. Figures are printed with the machine and the versions they were
seen on; none is asserted anywhere, but that the results are equal is.
"""
