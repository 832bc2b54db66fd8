"""How a document becomes plain values, and what is said where it breaks the language.

Text is turned into mappings, lists, text, whole and decimal numbers and truth values,
never into anything that runs or grows without bound; ``plan.read`` is the door.
"""
