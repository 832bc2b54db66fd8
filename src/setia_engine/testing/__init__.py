"""What plan authors and tests share: builders, tables, generated worlds, the case runner.

``builders`` make single rows and plans with defaults, ``tables`` write and read small
facts, ``documents`` and ``worlds`` generate plans and facts for Hypothesis, ``cases``
runs example folders.
"""
