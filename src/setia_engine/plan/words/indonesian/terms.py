"""The terms of a plan and its examples in Bahasa Indonesia."""

from __future__ import annotations

TERMS = {
    "caps.none": "Tidak ada batas per peserta dan tidak ada anggaran.",
    "caps.per_party": "Satu peserta mendapat paling banyak {cap} dalam satu jendela.",
    "caps.budget": "Seluruh perolehan semua peserta selama masa program paling banyak"
    " {budget}.",
    "caps.prorate": "Bila jumlahnya melebihi anggaran, semua perolehan dikurangi sebanding;"
    " karena itu perolehan dari jendela yang sudah berakhir masih dapat berubah selama masa"
    " program.",
    "caps.first_come": "Perolehan dibayar dari anggaran menurut urutan: jendela yang lebih"
    " dahulu berakhir, lalu peserta yang penjualan terakhirnya lebih awal, lalu kodenya;"
    " yang terakhir mendapat sisanya, dan sesudahnya anggaran habis.",
    "caps.clawbacks": "Penarikan kembali tidak dibatasi, dan tidak menambah anggaran.",
    "returns.deduct": "Retur mengurangi hasil pada tanggal retur itu sendiri.",
    "returns.restate": "Retur mengurangi hasil pada tanggal pesanan yang dibatalkannya, juga"
    " bila jendelanya sudah berakhir; bila pesanan itu tidak diketahui, pada tanggal retur.",
    "returns.ignore": "Retur tidak diperhitungkan; apa yang sudah diperoleh tidak ditarik"
    " kembali.",
    "returns.clawback": "Bila karena retur hasil sebuah jendela menjadi negatif, perolehannya"
    " pun negatif dan ditarik kembali.",
    "returns.never_below": "Perolehan tidak pernah kurang dari nol.",
    "rounding.half_up": "Perolehan dibulatkan satu kali untuk setiap peserta dan jendela, ke"
    " kelipatan {unit} yang terdekat; tepat setengah dibulatkan menjauhi nol.",
    "rounding.half_even": "Perolehan dibulatkan satu kali untuk setiap peserta dan jendela,"
    " ke kelipatan {unit} yang terdekat; tepat setengah dibulatkan ke kelipatan genap.",
    "rounding.down": "Perolehan dibulatkan satu kali untuk setiap peserta dan jendela, ke"
    " kelipatan {unit} berikutnya ke arah nol.",
    "rounding.up": "Perolehan dibulatkan satu kali untuk setiap peserta dan jendela, ke"
    " kelipatan {unit} berikutnya menjauhi nol.",
    "stacking.none": "Perolehan ini ditambahkan pada perolehan dari program lain.",
    "stacking.best": "Program ini termasuk kelompok {group}. Dari perolehan positif program"
    " kelompok itu satu peserta dalam setiap jendela hanya menerima yang tertinggi; bila"
    " sama, yang kode programnya lebih dahulu menurut abjad.",
    "stacking.first": "Program ini termasuk kelompok {group} dengan urutan {priority}. Dari"
    " perolehan positif program kelompok itu satu peserta dalam setiap jendela hanya"
    " menerima yang urutannya terkecil; bila sama, yang kode programnya lebih dahulu menurut"
    " abjad.",
    "funding.house": "Semua perolehan ditanggung oleh perusahaan.",
    "funding.shared": "Setiap perolehan ditanggung oleh {funders}; sisanya, {rest}, oleh"
    " perusahaan.",
    "funding.whole": "Setiap perolehan ditanggung oleh {funders}.",
    "funding.part": "{party} sebesar {share}",
    "given.money": "berupa uang",
    "given.points": "berupa poin",
    "given.goods": "berupa barang",
    "payee.credited": "peserta",
    "payee.party": "{party}, bukan kepada peserta",
    "settlement.within": "Perolehan diberikan {given} kepada {payee}, paling lambat {within}"
    " setelah jendela berakhir.",
    "settlement.at_once": "Perolehan diberikan {given} kepada {payee}, pada hari jendela"
    " berakhir ({within} sesudahnya).",
    "release.at_close": "Pemberiannya tidak menunggu sampai penjualannya dibayar.",
    "release.when_paid": "Pemberiannya menunggu sampai penjualannya dibayar.",
    "settlement.hold": "Sebelum itu perolehan ditahan selama {hold} sebagai masa retur.",
    "settlement.provisional": "Selama jendela belum berakhir, jumlahnya bersifat sementara.",
    "example.if_met": "Bila semua syarat dipenuhi:",
    "example.plain": "dengan {facts}, perolehannya {award}",
    "example.plain.place": "di posisi {place} dengan {facts}, perolehannya {award}",
    "example.table": "dengan {facts}, seluruhnya dengan {by} {entry}, perolehannya {award}",
    "example.table.place": "di posisi {place} dengan {facts}, seluruhnya dengan {by} {entry},"
    " perolehannya {award}",
    "example.race": "yang menang mendapat {award}",
    "example.races": "peserta yang memenangkan semua lomba mendapat {award}",
    "fact": "{measure} {value}",
    "fact.counted": "{value}",
    "fact.growth": "{measure} {now}, sebelumnya {base} (tumbuh {value})",
    "signature": "Program ini telah dibaca dan disetujui oleh kedua pihak.",
    "signature.lines": "   Tempat, tanggal: ____________________________\n\n"
    "   Perusahaan: ____________________   Peserta: ____________________",
}
