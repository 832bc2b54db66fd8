"""The promise on a phone says what the sheet says, in its order, without its line ends."""

from __future__ import annotations

from setia.portal.own.promise_words import promise_words

SHEET = """\
Lomba
=====
   Kode program: lomba.

5. Imbalan
   Imbalannya berjenjang menurut jumlah
   barang:
   - dari 5: Rp50.000;
   - dari 10, bila tidak ada
     retur: Rp125.000.
   Di bawah 5 tidak ada imbalan.

12. Contoh
   - dengan 5 barang Rp50.000.

   Program ini disetujui kedua pihak.

   Perusahaan: ____________________   Peserta: ____________________
"""


def test_sentences_and_lists_are_put_together_in_their_order():
    found = [
        (one.heading, [(said.listed, said.lines) for said in one.said])
        for one in promise_words(SHEET)
    ]
    assert found == [
        ("", [(False, ["Kode program: lomba."])]),
        (
            "5. Imbalan",
            [
                (False, ["Imbalannya berjenjang menurut jumlah barang:"]),
                (
                    True,
                    ["dari 5: Rp50.000;", "dari 10, bila tidak ada retur: Rp125.000."],
                ),
                (False, ["Di bawah 5 tidak ada imbalan."]),
            ],
        ),
        (
            "12. Contoh",
            [
                (True, ["dengan 5 barang Rp50.000."]),
                (False, ["Program ini disetujui kedua pihak."]),
            ],
        ),
    ]
