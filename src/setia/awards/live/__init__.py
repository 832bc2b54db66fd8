"""How the standing is kept up to date: what is new, whom it concerns, and little else.

What binds is cut into pieces that are evaluated together → the days that new lines touch say
from which window on a piece must be evaluated → the engine evaluates those windows over lines
that are held ready → their rows take the place of the earlier ones, and all other rows stay.
"""

from __future__ import annotations
