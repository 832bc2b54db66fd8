"""Small worlds for tests of the application: named by what they are, with sane defaults."""

from __future__ import annotations

import textwrap
from datetime import UTC, date, datetime
from itertools import count

from django.db import transaction

from setia.alerts.models import Muting
from setia.alerts.mute_alerts import Mute, mute_alerts
from setia.catalog.models import Product
from setia.claims.models import Claim
from setia.closing.models import CloseRun, Finalisation, Period
from setia.core.actor import Actor, person, system
from setia.core.clock import as_if_at, now
from setia.core.models import Business, User, UserTerritory
from setia.core.roles import Role
from setia.helpdesk.take_message import Incoming, take_message
from setia.intake.models import Batch
from setia.intake.take_in_file import take_in_file
from setia.ledger.post import Batch as Postings
from setia.ledger.post import post
from setia.ledger.templates.claim_raised import claim_raised
from setia.ledger.templates.funding_accrued import funding_accrued
from setia.ledger.transfer import About
from setia.partners.models import Application, CorrectionRequest, LinkAsk, Material
from setia.people.models import Contact, Party
from setia.people.name_key import name_key
from setia.programs.add_program import add_program
from setia.programs.approve_version import approve_version
from setia.programs.models import Linting, Program, ProgramVersion
from setia.programs.sign_exception import sign_exception
from setia.promises.models import Delivery as PromisedDelivery
from setia.promises.promise_delivery import Goods, promise_delivery
from setia.sales.models import Arrival, SaleLine
from setia.surveys.add_survey import add_survey, from_template
from setia.surveys.models import Silence, Survey
from setia.webhooks.models import Delivery, Endpoint, Secret

NOON = datetime(2026, 11, 10, 5, tzinfo=UTC)
"""Noon in Jakarta on 10 November 2026."""
_numbers = count(1)


def an_actor(role: Role = Role.OWNER, **rest) -> Actor:
    return person(1, "Ibu Ratna", role, **rest)


def a_business() -> Business:
    return Business.objects.create(pk=1, name="Lumbung Jelita", founded_at=NOON)


def a_user(role: Role, username: str = "", territories=(), **rest) -> User:
    """Give somebody a log-in; partners and suppliers are a party of their own."""
    username = username or str(role)
    if role in {Role.PARTNER, Role.SUPPLIER} and "party_id" not in rest:
        rest["party_id"] = a_party(f"P-{username}", role="supplier").pk
    user = User.objects.create_user(username, role=role, **rest)
    user.territories.set(
        [UserTerritory(user=user, territory=one) for one in territories], bulk=False
    )
    return user


def a_program(code: str = "bonus-november", scope: str = "") -> Program:
    """Have a program approved that pays a tenth of what was sold in November 2026."""
    return a_promise(_bonus(code, scope))


def a_draft(code: str = "bonus-november") -> Program:
    """Draft the same program, which nobody has approved."""
    return add_program(_bonus(code), an_actor())


def _bonus(code: str, scope: str = "") -> str:
    document = f"""
        setia: 1
        id: {code}
        title: {{id: Bonus November, en: November bonus}}
        period: {{from: 2026-11-01, to: 2026-11-30}}
        {scope}
        measure: revenue
        reward: {{rate: 10%}}
    """
    return textwrap.dedent(document)


def a_promise(document: str) -> Program:
    """Draft a program, have it linted and approved by a second person."""
    program = add_program(document, an_actor())
    approved(program)
    return program


def approved(program: Program) -> ProgramVersion:
    """Let a second person approve the draft of a program."""
    draft = ProgramVersion.objects.drafts().get(program=program)
    Linting.objects.create(
        version=draft, digest=draft.digest, warnings=0, at=NOON, by="test"
    )
    sign_exception(draft, a_second_person(), draft.digest, "Dicoba dalam uji lain")
    approve_version(draft, a_second_person(), draft.digest)
    return draft


def a_second_person() -> Actor:
    return person(2, "Ibu Fitri", Role.OWNER)


def an_import(text: str = "", kind: str = "parties") -> Batch:
    """Hand a file in, as far as its mapping."""
    text = text or "Kode;Nama\nR-7;Toko Tujuh\n"
    return take_in_file(kind, "Toko", "mitra.csv", [text.encode()], an_actor())


def an_endpoint(url: str = "https://toko.example/hook", types=(), after: int = 0):
    """Let a program know what happens after an entry of the trail; nobody looks its host up."""
    endpoint = Endpoint.objects.create(
        url=url, types=list(types), from_number=after, added_at=NOON, added_by="test"
    )
    text = "whsec_" + "c2V0aWE" * 6
    Secret.objects.create(endpoint=endpoint, text=text, added_at=NOON, added_by="test")
    return endpoint


def a_delivery(endpoint: Endpoint, number: int = 1, **rest) -> Delivery:
    columns = {"message_id": f"msg_{number}", "type": "program.added", "body": "{}"}
    return Delivery.objects.create(
        endpoint=endpoint, number=number, created_at=NOON, **(columns | rest)
    )


def a_final_month(supplier: Party, rupiah: int) -> date:
    """Have October final, in which a supplier was charged for an award that is not there."""
    period = Period.objects.create(month=date(2026, 10, 1))
    rest = {"cutoff": NOON, "at": NOON, "by": "test", "promises": [], "summary": {}}
    run = CloseRun.objects.create(
        number=1, period=period, revision=1, engine="test", **rest
    )
    Finalisation.objects.create(period=period, revision=1, run=run, at=NOON, by="test")
    charge = ("funding", str(supplier.pk), "komisi", "IDR", rupiah * 100, About("award", 1))
    with transaction.atomic():
        post([funding_accrued(*charge)], Postings("close 1", NOON, date(2026, 10, 31)))
    return period.month


def a_claim(supplier: Party, number: int = 1, rupiah: int = 90_000) -> Claim:
    """Claim from a supplier for October what was never an award's: the claim alone counts."""
    claim = Claim.objects.create(
        supplier=supplier,
        month=date(2026, 10, 1),
        number=f"KLM-2026-10-{number}",
        unit="IDR",
        amount_minor=rupiah * 100,
        raised_at=NOON,
        by="Ibu Ratna",
        by_key="user 1",
    )
    name, about = f"claim {claim.number}", About("claim", claim.pk)
    raised = claim_raised(name, str(supplier.pk), "IDR", rupiah * 100, about)
    with transaction.atomic():
        post([raised], Postings(name, NOON, NOON.date()))
    return claim


def a_party(code: str, name: str = "", role: str = "reseller", **rest) -> Party:
    name = name or f"Toko {code}"
    return Party.objects.create(
        code=code, name=name, name_key=name_key(name), role=role, registered_at=NOON, **rest
    )


def a_product(code: str, price: int = 100_000, **rest) -> Product:
    return Product.objects.create(
        code=code,
        name=f"Produk {code}",
        price_minor=price * 100,
        registered_at=NOON,
        **rest,
    )


def an_arrival(key: str = "") -> Arrival:
    key = key or f"builder-{next(_numbers)}"
    return Arrival.objects.create(kind="page", source="test", key=key, at=NOON, by="test")


def a_line(order_id: str, seller: Party, product: Product, **rest) -> SaleLine:
    columns = {
        "line_no": 1,
        "sold_at": NOON,
        "recorded_at": NOON,
        "quantity_milli": 1_000,
        "amount_minor": 10_000_000,
        "arrival": rest.pop("arrival", None) or an_arrival(),
    }
    return SaleLine.objects.create(
        order_id=order_id, seller=seller, product=product, **(columns | rest)
    )


def a_number(party: Party, normal: str = "+6281234567890", kind: str = "whatsapp"):
    """Let a party be reached by a number, or by e-mail."""
    return Contact.objects.create(
        party=party, kind=kind, value=normal, normal=normal, added_at=NOON
    )


def an_ask(normal: str = "+6281234567890", kind: str = "whatsapp", at=NOON) -> LinkAsk:
    return LinkAsk.objects.create(kind=kind, normal=normal, asked_at=at)


def an_application(name: str = "Wulan", normal: str = "+6281290901101", **rest):
    columns = {"city": "Bandung", "reason": "sell", "at": NOON, "phone": normal}
    told = {"consent_text": "Saya setuju.", "consent_source": "/p/apply/ (id)"}
    return Application.objects.create(name=name, normal=normal, **(columns | told | rest))


def a_material(title: str = "Kopi pagi", **rest) -> Material:
    columns = {"text_id": f"Teks {title}", "added_at": NOON, "added_by": "test"}
    return Material.objects.create(title=title, **(columns | rest))


def a_correction(party: Party, text: str = "Alamat saya pindah.") -> CorrectionRequest:
    return CorrectionRequest.objects.create(party=party, text=text, at=NOON)


def a_promised_delivery(party: Party, order_id: str = "INV/1") -> PromisedDelivery:
    """Promise ten pieces of an order for 14 November 2026, asked for by the 12th."""
    days = (date(2026, 11, 12), 10_000, date(2026, 11, 14), 10_000)
    with as_if_at(NOON):
        goods = Goods(order_id, f"builder-{next(_numbers)}", *days)
        return promise_delivery(party, goods, an_actor())


def a_muting(kind: str = "price_war", about: Party | None = None) -> Muting:
    """Hear nothing of a kind for a week."""
    with as_if_at(NOON):
        mute = Mute(kind, "Sedang obral", date(2026, 11, 17), about)
        return mute_alerts(mute, an_actor())


def a_conversation(party: Party, text: str = "Kiriman saya kurang dua.", **rest):
    """Let somebody write by WhatsApp; the desk promises an answer."""
    told = {"channel": "whatsapp", "source": f"builder {next(_numbers)}"} | rest
    incoming = Incoming(text=text, at=now(), party=party, **told)
    return take_message(incoming, system()).conversation


def a_survey(template: str = "why-not-back", *, anonymous: bool = False) -> Survey:
    return add_survey(from_template(template, anonymous=anonymous), an_actor())


def a_silence(party: Party, since: date = date(2026, 10, 1)) -> Silence:
    return Silence.objects.create(party=party, since=since, gap_days=7, found_at=now())
