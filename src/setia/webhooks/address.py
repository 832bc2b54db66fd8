"""Where a message may go: to machines on the public internet, and nowhere inside.

An owner types the address, but Setia calls it from inside a network that has more in it:
routers, databases, the metadata of a cloud. So every address is looked at twice, when it is
added and each time before it is called, and the call goes to the address that was looked at.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from setia.core.errors import Problem, Refused

MOST_CHARACTERS = 500
VISIBLE = re.compile(r"[!-~]+")
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Target:
    """An address as it is called: the machine's name, the port, and what is asked there."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def is_local(self) -> bool:
        """Tell whether this is a receiver on this machine that somebody tries out."""
        return not self.secure


def target_of(url: str) -> Target:
    """Read an address without looking its host up.

    Raises:
        Refused: It is no address, is not https, or holds a password.
    """
    parts = _parts(url)
    try:
        host = (parts.hostname or "").encode("idna").decode() if parts else ""
        port = parts.port if parts else None
    except ValueError:
        host, port = "", None
    if parts is None or not host or port == 0:
        raise _refused("url_unreadable")
    secure = parts.scheme == "https"
    local = settings.WEBHOOKS_LOCAL and host in LOCAL_NAMES and parts.scheme == "http"
    if not secure and not local:
        raise _refused("url_not_https")
    if "@" in parts.netloc:
        raise _refused("url_credentials")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(secure, host, port or (443 if secure else 80), path)


def checked_ips(target: Target) -> list[str]:
    """Look a host up and return the addresses to call, the best first.

    Where one of several addresses is not public none is called: such a name is a mistake
    or a trap.

    Raises:
        Refused: There is no such host, or it is inside a network.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _refused("host_unknown", host=target.host) from error
    addresses = [str(one[4][0]) for one in found]
    allowed = _is_loopback if target.is_local else is_public
    if not addresses or not all(allowed(one) for one in addresses):
        raise _refused("address_private", host=target.host)
    return addresses


def is_public(text: str) -> bool:
    """Tell whether an IP address, and every address inside it, is on the public internet."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return all(
        one.is_global
        and not (one.is_multicast or one.is_reserved or one.is_link_local)
        and not (isinstance(one, ipaddress.IPv6Address) and one.is_site_local)
        for one in _inside(address)
    )


def _inside(address: IP) -> Iterator[IP]:
    """Yield an address, and the IPv4 addresses that some IPv6 addresses stand for."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
        return
    yield address
    if address.sixtofour is not None:
        yield address.sixtofour


def _is_loopback(text: str) -> bool:
    return ipaddress.ip_address(text).is_loopback


def _parts(url: str) -> SplitResult | None:
    """Take an address apart; None where that cannot be done in one way only."""
    if len(url) > MOST_CHARACTERS or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    beyond = f"{parts.path}{parts.query}"
    plain = VISIBLE.fullmatch(beyond) or not beyond
    # Python drops line ends and tabs while it splits; what was dropped was asked for.
    spaced = any(one.isspace() or ord(one) < 32 for one in url)
    return parts if plain and not spaced and parts.scheme in {"http", "https"} else None


def _refused(code: str, **params: str) -> Refused:
    return Refused([Problem(f"webhook.{code}", "url", params)])
