"""Explanation: what a run has said of one party in one window, put together for reading.

Nothing is computed again: standings, conditions, caps and lines were told by the
evaluation. Reasons are data; the command line has the sentences.
"""
