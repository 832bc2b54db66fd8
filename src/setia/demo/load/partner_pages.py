"""What partners of the generated business find on their pages, and what waits for the office.

Something to share, people who want to join, a partner who asked for a link, and one who asks
for a correction. Every part is made only where it is not there yet.
"""

from __future__ import annotations

import io
from datetime import timedelta

from PIL import Image, ImageDraw

from setia.catalog.models import Product
from setia.core.clock import as_if_at, now
from setia.core.models import User
from setia.demo.load.sign_in import actor_named
from setia.partners.applying import ApplicationDraft, apply
from setia.partners.ask_correction import ask_correction
from setia.partners.ask_for_link import ask_for_link
from setia.partners.decide_application import (
    Joining,
    approve_application,
    decline_application,
)
from setia.partners.having_pages import partner_at
from setia.partners.keep_material import MaterialDraft, add_material
from setia.partners.models import Application, CorrectionRequest, LinkAsk, Material
from setia.partners.picture import keep_picture
from setia.people.models import Contact, Party
from setia.programs.models import Program

WORDS = (
    "Saya setuju data dan nomor saya disimpan, dan dihubungi lewat WhatsApp tentang lamaran "
    "saya."
)
APPLICANTS = (
    (
        "Wulan Safitri",
        "0812-9090-1101",
        "Bandung",
        "Jawa Barat",
        "sell",
        "Punya kios kecil.",
    ),
    ("Reno Mahendra", "0813-9090-2202", "Bekasi", "Jabodetabek", "side_job", ""),
    ("Tika Anjani", "0857-9090-3303", "Depok", "Jabodetabek", "cheaper", "Untuk keluarga."),
    ("Galih Prakoso", "0819-9090-4404", "Semarang", "Jawa Tengah", "gimmick", "Hadiahnya!"),
)
CLOVE, PAPER, LEAF = "#8a3b1c", "#faf6ef", "#2c6142"


def fill_partner_pages() -> None:
    """Let partner pages have something on them."""
    if not Material.objects.exists():
        _materials()
    if not Application.objects.exists():
        _applications()
    partner = Party.objects.get(
        pk__in=User.objects.filter(username="mitra").values("party_id")
    )
    if not CorrectionRequest.objects.exists():
        with as_if_at(now() - timedelta(days=1)):
            text = "Alamat toko saya pindah ke Jalan Kenanga 12. Mohon diperbarui."
            ask_correction(partner, text, partner_at(partner))
    contact = Contact.objects.filter(party=partner, kind="whatsapp").first()
    if contact is not None and not LinkAsk.objects.exists():
        ask_for_link(contact.value, "demo", "")


def _materials() -> None:
    by = actor_named("bayu")
    contest = Program.objects.filter(code__startswith="lomba-target").first()
    serum = Product.objects.filter(category="perawatan wajah").order_by("code").first()
    coffee = Product.objects.filter(category="kopi").order_by("code").first()
    drafts = [
        MaterialDraft(
            "Semangat lomba dua minggu",
            "Teman-teman, lomba dua minggu sedang berjalan! Makin banyak terjual, makin "
            "besar hadiahnya. Yuk cek posisi hari ini, masih sempat naik jenjang. 💪",
            "Friends, the two-week contest is on! The more you sell, the larger the reward. "
            "Look where you stand today; there is still time for the next tier. 💪",
            program=contest,
        ),
        MaterialDraft(
            "Kopi untuk pagi yang panjang",
            "☕ Baru disangrai minggu ini. Harum, tidak asam, cocok diseduh tubruk maupun "
            "dingin. Jujur saja: ini kopi ringan, pencinta kopi pahit mungkin kurang puas. "
            "Pesan hari ini, besok dikirim.",
            "☕ Roasted this week. Fragrant, not sour, good hot or cold. Honestly: it is a "
            "light coffee; who loves it bitter may want another. Order today, sent tomorrow.",
            product=coffee,
        ),
        MaterialDraft(
            "Serum baru, kulit lebih tenang",
            "✨ Serum baru sudah ada! Ringan, cepat meresap, tanpa pewangi. Hasilnya terlihat "
            "setelah tiga sampai empat minggu, bukan semalam. Mau coba? Balas pesan ini ya.",
            "✨ The new serum is here! Light, absorbs quickly, without perfume. You see what "
            "it does after three or four weeks, not overnight. Want to try? Just reply.",
            picture=_picture(),
            product=serum,
        ),
    ]
    for number, draft in enumerate(drafts):
        with as_if_at(now() - timedelta(days=6 - 2 * number)):
            add_material(draft, by)


def _picture() -> str:
    """Draw a bottle on warm paper."""
    picture = Image.new("RGB", (1080, 1080), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((140, 140, 940, 940), fill="#f6e3d7")
    pen.rounded_rectangle((420, 380, 660, 880), 60, fill=CLOVE)
    pen.rectangle((490, 290, 590, 390), fill=LEAF)
    pen.ellipse((500, 190, 580, 300), fill=LEAF)
    pen.rounded_rectangle((455, 560, 625, 760), 24, fill=PAPER)
    pen.ellipse((500, 610, 580, 690), fill=CLOVE)
    file = io.BytesIO()
    picture.save(file, "PNG")
    size = file.tell()
    file.seek(0)
    return keep_picture(file, size)


def _applications() -> None:
    """Let four people apply: one is taken in, one declined, two wait."""
    by = actor_named("bayu")
    for number, (name, phone, city, territory, reason, words) in enumerate(APPLICANTS):
        draft = ApplicationDraft(name, phone, city, territory, reason, words, agreed=True)
        with as_if_at(now() - timedelta(days=9 - 2 * number)):
            apply(draft, (WORDS, "/p/apply/ (id)"), f"demo-{number}")
    taken, declined = (
        Application.objects.order_by("pk")[0],
        Application.objects.order_by("pk")[2],
    )
    with as_if_at(now() - timedelta(days=3)):
        approve_application(taken, Joining("inti", "Jawa Barat", "sell"), by)
        decline_application(
            declined, "cheaper", "Ingin belanja saja; diarahkan ke toko.", by
        )
