"""Facts: what happened, as tables with a contract.

Owns the contract of the four tables, the words for what breaks it, and the form in which
clean facts are laid down for every evaluator. Reads no file: that is ``run.load``.
"""
