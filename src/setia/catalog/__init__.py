"""What is sold: products with category, brand, supplier, price and cost."""

from __future__ import annotations
