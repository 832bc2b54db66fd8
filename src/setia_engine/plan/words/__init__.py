"""Words: plans and findings as people read them, in Bahasa Indonesia and in English.

What is said is data first (``phrase``), the same for both languages; each language then
has one sentence for each of its keys.
"""
