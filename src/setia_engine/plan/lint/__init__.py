"""Lint: what a plan that can be read will do that nobody wants.

Plans are judged without sales; where products are given, prices and margins are looked at
too. ``every`` runs all findings, each of which is a file of its own in ``findings``.
"""
