"""Surveys that come with Setia, and the reasons for leaving to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from setia.surveys.models import Purpose
from setia.surveys.questions import Choice, Question, QuestionKind


@dataclass(frozen=True)
class Template:
    """A survey to begin with; it is changed like any other."""

    title_id: str
    title_en: str
    purpose: Purpose
    questions: tuple[Question, ...]


REASONS = (
    ("price", "Harga terlalu tinggi", "Prices are too high"),
    ("stock", "Barang yang dicari sering kosong", "What I look for is often out of stock"),
    ("delivery", "Kiriman terlambat atau rusak", "Deliveries come late or damaged"),
    ("quality", "Mutu barang mengecewakan", "The goods disappoint"),
    ("attention", "Kurang diperhatikan", "Nobody cared about me"),
    ("other_supplier", "Sudah belanja di tempat lain", "I buy elsewhere now"),
    ("no_need", "Sedang tidak membutuhkan", "I do not need it at the moment"),
    ("stopped", "Berhenti berjualan", "I stopped selling"),
)
"""Code, Indonesian and English name."""

_WHY_NOT_BACK = Template(
    "Kenapa belum kembali?",
    "Why have you not come back?",
    Purpose.WHY_NOT_BACK,
    (
        Question(
            QuestionKind.CHOICE,
            "Apa alasan utama Anda belum belanja lagi?",
            "What is the main reason why you have not come back?",
            required=True,
            choices=tuple(
                Choice(name_id, name_en, code) for code, name_id, name_en in REASONS
            ),
        ),
        Question(
            QuestionKind.TEXT,
            "Ceritakan dengan kata-kata Anda sendiri.",
            "Tell us in your own words.",
            required=False,
            tells_why=True,
        ),
        Question(
            QuestionKind.CHOICE,
            "Bolehkah kami menghubungi Anda?",
            "May we call you about it?",
            required=False,
            choices=(Choice("Ya, silakan", "Yes, please"), Choice("Tidak usah", "No")),
        ),
    ),
)
_SATISFACTION = Template(
    "Apakah masalah Anda sudah selesai?",
    "Is your problem solved?",
    Purpose.SATISFACTION,
    (
        Question(
            QuestionKind.SCALE_5,
            "Seberapa puas Anda dengan penyelesaian kami? 1 sangat tidak puas, 5 sangat puas.",
            "How content are you with how we solved it? 1 not at all, 5 very much.",
        ),
        Question(
            QuestionKind.CHOICE,
            "Apakah masalahnya benar-benar selesai?",
            "Is it really solved?",
            choices=(
                Choice("Ya, selesai", "Yes, it is"),
                Choice("Sebagian", "In part"),
                Choice("Belum", "Not yet"),
            ),
        ),
        Question(
            QuestionKind.TEXT,
            "Apa yang sebaiknya kami perbaiki?",
            "What should we do better?",
            required=False,
        ),
    ),
)
_BEFORE_SERVICE = Template(
    "Sebelum layanan baru",
    "Before a new service",
    Purpose.BEFORE_SERVICE,
    (
        Question(
            QuestionKind.SCALE_10,
            "Seberapa mungkin Anda memakai layanan ini? 0 tidak mungkin, 10 pasti.",
            "How likely would you use this service? 0 not at all, 10 for certain.",
        ),
        Question(
            QuestionKind.SEVERAL,
            "Apa yang paling penting bagi Anda?",
            "What matters most to you?",
            choices=(
                Choice("Harga", "The price"),
                Choice("Kecepatan", "How quick it is"),
                Choice("Bantuan orang", "People who help"),
                Choice("Mudah dipakai di HP", "Easy to use on a phone"),
            ),
        ),
        Question(
            QuestionKind.TEXT,
            "Apa yang membuat Anda ragu?",
            "What makes you hesitate?",
            required=False,
        ),
    ),
)
TEMPLATES: dict[str, Template] = {
    "satisfaction": _SATISFACTION,
    "before-service": _BEFORE_SERVICE,
    "why-not-back": _WHY_NOT_BACK,
}
