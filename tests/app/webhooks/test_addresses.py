"""Setia calls machines on the public internet, and never one inside a network."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from io import BytesIO
from threading import Thread

import pytest
from builders import a_delivery, an_actor, an_endpoint

from setia.core.errors import Refused
from setia.webhooks import address as addresses
from setia.webhooks import post_message as posting
from setia.webhooks.add_endpoint import add_endpoint
from setia.webhooks.address import is_public
from setia.webhooks.models import Attempt, Endpoint, Waiting
from setia.webhooks.send_due import send_due

INSIDE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:10.0.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "ff02::1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "not an address",
]
OUTSIDE = ["8.8.8.8", "103.10.20.30", "2606:4700:4700::1111", "::ffff:8.8.8.8"]
SPELT = [
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fe80::1]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1:8443/hook",
    "https://localhost/",
]


def codes(refused) -> list[str]:
    return [one.code for one in refused.value.problems]


def resolves_to(monkeypatch, *ips: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ips]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("ip", INSIDE)
def test_an_address_inside_is_none_of_the_internet(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", OUTSIDE)
def test_an_address_outside_is(ip):
    assert is_public(ip)


@pytest.mark.parametrize("url", SPELT)
@pytest.mark.parametrize("local", [False, True])
def test_an_address_inside_is_refused_however_it_is_spelt(db, settings, url, local):
    settings.WEBHOOKS_LOCAL = local
    with pytest.raises(Refused) as refused:
        add_endpoint(url, an_actor())
    assert codes(refused) == ["webhook.address_private"]
    assert not Endpoint.objects.exists()


@pytest.mark.parametrize("ip", INSIDE[:-1])
def test_a_name_that_leads_inside_is_refused(db, monkeypatch, ip):
    resolves_to(monkeypatch, ip)
    with pytest.raises(Refused) as refused:
        add_endpoint("https://toko.example/hook", an_actor())
    assert codes(refused) == ["webhook.address_private"]


def test_a_name_that_leads_outside_and_inside_is_refused(db, monkeypatch):
    resolves_to(monkeypatch, "8.8.8.8", "127.0.0.1")
    with pytest.raises(Refused):
        add_endpoint("https://toko.example/hook", an_actor())


def test_a_name_that_leads_outside_is_taken(db, monkeypatch):
    resolves_to(monkeypatch, "8.8.8.8")
    endpoint, _ = add_endpoint("https://toko.example/hook?key=1", an_actor())
    assert endpoint.url == "https://toko.example/hook?key=1"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://toko.example/", "url_not_https"),
        ("http://localhost:8000/", "url_not_https"),
        ("http://127.0.0.1/", "url_not_https"),
        ("ftp://toko.example/", "url_unreadable"),
        ("file:///etc/passwd", "url_unreadable"),
        ("//toko.example/", "url_unreadable"),
        ("toko.example", "url_unreadable"),
        ("https://", "url_unreadable"),
        ("https://:443/", "url_unreadable"),
        ("https://toko.example:x/", "url_unreadable"),
        ("https://toko.example:0/", "url_unreadable"),
        ("https://toko.example:99999/", "url_unreadable"),
        ("https://[::1/", "url_unreadable"),
        ("https://toko.example/a b", "url_unreadable"),
        ("https://toko.example/\r\nX-Evil: 1", "url_unreadable"),
        ("https://toko.example\\@127.0.0.1/", "url_unreadable"),
        ("https://toko.example/\0", "url_unreadable"),
        ("https://toko.example/" + "x" * 500, "url_unreadable"),
        ("https://ratna@toko.example/", "url_credentials"),
        ("https://ratna:rahasia@toko.example/", "url_credentials"),
    ],
)
def test_what_is_no_address_for_messages_is_refused(db, url, code):
    with pytest.raises(Refused) as refused:
        add_endpoint(url, an_actor())
    assert codes(refused) == [f"webhook.{code}"]


def test_a_host_that_nobody_knows_is_refused(db, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(addresses.socket, "getaddrinfo", unknown)
    with pytest.raises(Refused) as refused:
        add_endpoint("https://toko.example/", an_actor())
    assert codes(refused) == ["webhook.host_unknown"]


def test_a_name_that_leads_inside_since_it_was_added_is_not_called(db, monkeypatch):
    resolves_to(monkeypatch, "8.8.8.8")
    endpoint, _ = add_endpoint("https://toko.example/hook", an_actor())
    one = a_delivery(endpoint)
    Waiting.objects.create(delivery=one, due_at=one.created_at)
    resolves_to(monkeypatch, "127.0.0.1")
    monkeypatch.setattr(posting.socket, "create_connection", None)

    send_due()
    assert Attempt.objects.get().error == "webhook.address_private"


def test_a_local_address_is_not_called_where_that_is_not_allowed_any_more(
    delivery, receiver, settings
):
    settings.WEBHOOKS_LOCAL = False
    send_due()
    assert receiver.got == []
    assert Attempt.objects.get().error == "webhook.url_not_https"


@pytest.fixture
def secure(tmp_path, monkeypatch):
    """Return the port of a server that shows a certificate for toko.example, and its log."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here: nothing makes a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    name = ["-subj", "/CN=toko.example", "-addext", "subjectAltName=DNS:toko.example"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, *name, *files], check=True, capture_output=True)
    trusted = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(posting.ssl, "create_default_context", lambda: trusted)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    log: list[str] = []
    context.sni_callback = lambda _socket, name, _context: log.append(f"sni {name}")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=answer_one, args=(listener, context, log))
        thread.start()
        yield listener.getsockname()[1], log
        thread.join()


def answer_one(listener, context, log) -> None:
    plain, _ = listener.accept()
    try:
        with context.wrap_socket(plain, server_side=True) as caller:
            log += request_of(caller).decode().lower().split("\r\n")
            caller.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
    except ssl.SSLError as error:
        log.append(str(error.reason))


def request_of(caller) -> bytes:
    """Read a request to the end of its body: who closes on unread bytes resets the line."""
    read = BytesIO()
    with caller.makefile("rb") as stream:
        while (line := stream.readline()) not in {b"\r\n", b""}:
            read.write(line)
            if line.lower().startswith(b"content-length:"):
                size = int(line.partition(b":")[2])
        read.write(stream.read(size))
    return read.getvalue()


@pytest.mark.parametrize(
    ("host", "status"), [("toko.example", 204), ("other.example", None)]
)
def test_the_checked_address_is_called_under_the_name_that_was_asked_for(
    db, monkeypatch, secure, host, status
):
    port, log = secure
    one = a_delivery(an_endpoint(f"https://{host}:{port}/hook"))
    Waiting.objects.create(delivery=one, due_at=one.created_at)
    monkeypatch.setattr(posting, "checked_ips", lambda _target: ["127.0.0.1"])
    send_due()

    attempt = Attempt.objects.get()
    assert attempt.status == status
    assert log[0] == f"sni {host}"
    assert (f"host: {host}:{port}" in log) == (status == 204)
    assert ("certificate" in attempt.error.lower()) == (status is None)
