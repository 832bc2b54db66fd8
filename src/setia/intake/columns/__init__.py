"""What a file may bring, column by column, and the words that announce it."""

from __future__ import annotations
