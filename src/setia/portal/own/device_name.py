"""What a device is called on the list of one's devices."""

from __future__ import annotations

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_name(agent: str) -> str:
    """Return browser and system as far as the browser tells: Chrome, Android."""
    found = [
        next((name for mark, name in known if mark in agent), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(name for name in found if name) or "?"
