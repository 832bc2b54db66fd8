"""The columnar mirror: the facts as the engine reads them, by month, rewritten by change.

What changed since last time → the months that it touches → those months anew, or one more
part of a month that only grew, from the database by Arrow → Parquet. Parties and products are
small and written whole.
"""

from __future__ import annotations
