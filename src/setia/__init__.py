"""Setia, the application: people, sales, programs and the pages to work with them.

Data flows one way, and so do the imports: ``core`` → ``people`` → ``catalog`` → ``sales`` →
``intake`` → ``programs`` → ``awards`` → ``ui`` → the faces (``office``, ``api``) → ``demo`` →
``config``. A room imports only from rooms named before it; the computing is
``setia_engine``'s.
"""

from __future__ import annotations
