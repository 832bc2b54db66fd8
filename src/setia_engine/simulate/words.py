"""Findings of a simulation in words, Indonesian and English: what it is, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from setia_engine.plan.words.language import Language
from setia_engine.plan.words.languages import LANGUAGES
from setia_engine.plan.words.phrase import Count, Percent, Sum
from setia_engine.simulate.assumptions import WHOLE
from setia_engine.simulate.report import Figure, Finding
from setia_engine.values.numbers import MINOR

MONEY = frozenset(
    {
        "before",
        "others",
        "cost",
        "after",
        "reward",
        "margin",
        "left",
        "budget",
        "worthwhile",
    }
)
SHARES = frozenset({"share", "most"})
DAYS = frozenset({"start", "end", "first", "last", "on"})

CASES: Mapping[str, Mapping[str, str]] = {
    "id": {
        "as_was": "penjualan seperti yang terjadi",
        "samples": "perubahan penjualan dalam rentang asumsi",
        "thresholds": "semua orang pas melewati batas berikutnya",
        "returns": "retur menjadi dua kali lipat",
        "one_party": "satu pihak mengambil semua penjualan",
        "pulled": "semua penjualan ditarik ke satu jendela",
    },
    "en": {
        "as_was": "sales as they were",
        "samples": "sales that change within the assumed range",
        "thresholds": "everybody just over the next threshold",
        "returns": "twice as many returns",
        "one_party": "one party makes all sales",
        "pulled": "all sales pulled into one window",
    },
}
WHY: Mapping[str, Mapping[str, str]] = {
    "id": {
        "no_threshold": "tidak ada batas berikutnya yang dapat dicapai dengan menjual lebih banyak",
        "no_returns": "tidak ada retur pada masa itu",
        "no_sales_beside": "tidak ada penjualan yang dapat digeser",
        "no_party": "tidak ada pihak yang menjual",
    },
    "en": {
        "no_threshold": "there is no next threshold that selling more would reach",
        "no_returns": "nothing came back in that time",
        "no_sales_beside": "there are no sales that could be moved",
        "no_party": "nobody sold anything",
    },
}
SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "worth_missing": "The plan gives {unit}, and nothing says what one costs. Say what one is worth to the business.",
        "no_history": "There are no sales yet to look at. Bring sales in, or have an exception signed.",
        "history_short": "History reaches from {first} to {last}, which is less than one window of the plan. Bring older sales in, or have an exception signed.",
        "no_sales": "From {start} to {end} nothing was sold that this plan would count. Look at its scope and at who takes part.",
        "cost_missing": "{share} of the revenue has no cost, more than the {most} allowed, so nobody can say what is left. Give a cost for {count} products.",
        "margin_negative": "The plan loses money: its sales leave {before}, other programs take {others}, this one {cost}; what is left is {after}.",
        "reward_above_margin": "The reward is above the margin for {count} products. Of {product} one unit earns {reward} and leaves only {margin}.",
        "sold_at_loss": "{count} products were sold below their cost, and the plan pays on them too.",
        "worst_unbounded": "Nothing bounds a case that loses money: {case}. It costs {cost} and leaves {left}. Set a budget.",
        "worst_negative": "One hostile case loses money within the budget: {case}. It costs {cost} and leaves {left}.",
        "no_bound": "The plan has neither a budget nor a cap; the worst case tried costs {cost}.",
        "budget_used_up": "On sales as they were the budget of {budget} would be used up on {on}.",
        "no_base": "{parties} of {of} parties have no earlier sales to grow from, and get nothing.",
        "open_end": "The plan has no last day; the figures are of the days from {start} to {end}.",
        "partly_covered": "History is shorter than the plan: the figures are of its first {windows} of {of} windows.",
        "hardly_worthwhile": "{count} products earn less than {worthwhile} a unit, for which people hardly go out.",
        "others_not_counted": "Programs that give points or goods bind at the same time and are not counted: {programs}. What they cost comes off what is left as well.",
    },
    "id": {
        "worth_missing": "Program ini memberi {unit}, dan belum ada keterangan berapa biaya satuannya. Sebutkan nilainya bagi perusahaan.",
        "no_history": "Belum ada penjualan yang dapat dilihat. Masukkan penjualan, atau minta pengecualian ditandatangani.",
        "history_short": "Riwayat penjualan hanya dari {first} sampai {last}, kurang dari satu jendela program. Masukkan penjualan yang lebih lama, atau minta pengecualian ditandatangani.",
        "no_sales": "Dari {start} sampai {end} tidak ada penjualan yang dihitung program ini. Periksa cakupan dan pesertanya.",
        "cost_missing": "{share} nilai penjualan tidak punya harga pokok, lebih dari {most} yang diperbolehkan, jadi sisanya tidak dapat dipastikan. Isi harga pokok {count} produk.",
        "margin_negative": "Program ini merugi: penjualannya menyisakan {before}, program lain mengambil {others}, program ini {cost}; sisanya {after}.",
        "reward_above_margin": "Imbalan melebihi margin pada {count} produk. Satu satuan {product} memberi imbalan {reward}, padahal marginnya hanya {margin}.",
        "sold_at_loss": "{count} produk dijual di bawah harga pokok, dan program ini tetap membayar atasnya.",
        "worst_unbounded": "Tidak ada yang membatasi keadaan yang merugi ini: {case}. Biayanya {cost} dan sisanya {left}. Tetapkan anggaran.",
        "worst_negative": "Satu keadaan terburuk merugi meskipun ada anggaran: {case}. Biayanya {cost} dan sisanya {left}.",
        "no_bound": "Program ini tanpa anggaran dan tanpa batas; keadaan terburuk yang dicoba berbiaya {cost}.",
        "budget_used_up": "Dengan penjualan seperti yang terjadi, anggaran {budget} akan habis pada {on}.",
        "no_base": "{parties} dari {of} pihak belum punya penjualan terdahulu sebagai pembanding, dan tidak mendapat apa-apa.",
        "open_end": "Program ini tanpa tanggal akhir; angkanya untuk {start} sampai {end}.",
        "partly_covered": "Riwayat lebih pendek dari program: angkanya untuk {windows} jendela pertama dari {of}.",
        "hardly_worthwhile": "{count} produk memberi kurang dari {worthwhile} per satuan, yang jarang membuat orang mau bergerak.",
        "others_not_counted": "Program yang memberi poin atau barang berlaku pada waktu yang sama dan belum dihitung: {programs}. Biayanya masih akan mengurangi sisa tadi.",
    },
}
UNITS = {"id": {"points": "poin", "goods": "barang"}, "en": {}}


def told(finding: Finding, language: str) -> str:
    """Write a finding in a language; the products that it names are told beside it."""
    tongue = LANGUAGES[language]
    parts = {name: _said(name, one, tongue) for name, one in finding.figures.items()}
    return SENTENCES[language][finding.code].format(**parts)


def _said(name: str, value: Figure, tongue: Language) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, int):
        if name in MONEY:
            return tongue.say(Sum(Fraction(value, MINOR)))
        if name in SHARES:
            return tongue.say(Percent(Fraction(value, WHOLE)))
        return tongue.say(Count(value))
    if name in DAYS:
        return tongue.say(date.fromisoformat(value))
    if name == "case":
        return CASES[tongue.code][value]
    return UNITS[tongue.code].get(value, value) if name == "unit" else value
