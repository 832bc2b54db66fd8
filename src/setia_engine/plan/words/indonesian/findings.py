"""What lint says in Bahasa Indonesia: of each finding, what it is, and an example."""

from __future__ import annotations

FINDINGS = {
    "severity.error": "kesalahan",
    "severity.warning": "peringatan",
    "example": "Contoh: {example}",
    "none": "Tidak ada temuan.",
    "cliff.tier": "Ada jurang di jenjang {tier}, mulai {start}: menjual satu lagi dibayar"
    " lebih sedikit seluruhnya.",
    "cliff.tier.example": "{more} menghasilkan {pays}; {less} menghasilkan {paid}.",
    "cliff.place": "Ada jurang dalam peringkat: posisi {place} dibayar lebih sedikit daripada"
    " posisi {lower} di bawahnya.",
    "cliff.place.example": "posisi {place} dibayar {pays}, posisi {lower} dibayar {paid}.",
    "cliff.condition.at_most": "Ada jurang di balik syarat ini: siapa yang melewati {limit}"
    " kehilangan semuanya.",
    "cliff.condition.below": "Ada jurang di syarat ini: siapa yang mencapai {limit} kehilangan"
    " semuanya.",
    "cliff.condition.example": "{last} menghasilkan {paid}; {beyond} menghasilkan {pays}.",
    "exposure": "Biaya program ini tidak dibatasi apa pun: tidak ada batas per peserta dan"
    " tidak ada anggaran.",
    "exposure.example": "{parties}, masing-masing dengan {facts}, menghabiskan {total}; {more}"
    " menghabiskan {tenfold}.",
    "unreachable.tier": "Jenjang {number}, mulai {asked}, tidak dapat dicapai siapa pun.",
    "unreachable.place": "Posisi {number}, mulai {asked}, tidak dapat dicapai siapa pun.",
    "unreachable.race": "Lomba {number}, sampai {asked}, tidak dapat dimenangkan siapa pun.",
    "unreachable.example": "untuk {asked} dijanjikan {promised}, tetapi tidak ada jendela"
    " program ini yang dapat mencapainya.",
    "unreachable.parties": "Hanya {parties} yang dapat ikut, tetapi ada posisi atau hadiah"
    " untuk yang ke-{asked}.",
    "unreachable.parties.example": "{promised} yang dijanjikan di situ tidak dapat jatuh"
    " kepada siapa pun.",
    "unreachable.cap": "Jenjang {tier} tidak membayar lebih daripada jenjang di bawahnya,"
    " karena batas {cap} sudah tercapai sebelumnya.",
    "unreachable.cap.example": "{start} seharusnya menghasilkan {exact}, tetapi yang dibayar"
    " {cap}, sama seperti di bawahnya.",
    "impossible.condition": "Tidak ada jendela yang dapat memenuhi syarat ini ({limit})"
    " bersama dengan yang lain: {left}.",
    "impossible.left": "{bounds}",
    "impossible.returns": "Hanya jendela yang returnya melebihi penjualannya yang dapat"
    " memenuhi syarat ini ({limit}).",
    "impossible.filter": "Saringan ini mengecualikan semua yang disaringnya.",
    "impossible.weekday": "Tidak ada hari {days} di antara {start} dan {end}.",
    "impossible.example": "{facts} seharusnya menghasilkan {promised}; sebagaimana tertulis,"
    " hasilnya {nothing}.",
    "stacking": "Program-program kelompok {group} berbeda dalam `{path}`, padahal harus sama:"
    " {here} di sini, {there} di {other}.",
    "stacking.example": "{plan} membayar {amount} dan {other} membayar {against}, tetapi mana"
    " yang gugur tidak dapat ditentukan.",
    "minimum.price": "Imbalan minimal {least} per satuan melebihi harga {products}.",
    "minimum.price.example": "{product} dijual seharga {value}; imbalannya {least}, yaitu"
    " {lost} lebih banyak daripada yang masuk.",
    "minimum.margin": "Imbalan minimal {least} per satuan melebihi margin {products}.",
    "minimum.margin.example": "{product} bermargin {value}; imbalannya {least}, yaitu rugi"
    " {lost} untuk setiap satuan.",
    "worthwhile": "Komisi per satuan kurang dari {worthwhile}, jumlah yang bagi penjual masih"
    " sepadan{which}.",
    "worthwhile.every": "",
    "worthwhile.some": ", untuk {products}",
    "worthwhile.unit.example": "satu satuan yang terjual menghasilkan {paid}.",
    "worthwhile.product.example": "satu satuan {product} seharga {price} menghasilkan {paid}.",
    "overlap.one": "Program ini dan {other} membayar pihak yang sama atas penjualan yang"
    " sama, dan keduanya dijumlahkan karena tidak ada kelompok penggabungan.",
    "overlap.several": "Program ini dan {others} lain, di antaranya {other}, membayar pihak"
    " yang sama atas penjualan yang sama, dan semuanya dijumlahkan karena tidak ada kelompok"
    " penggabungan.",
    "overlap.example": "{plan} membayar {one} dan {other} membayar {two}, bersama {total}.",
    "overlap.example.units": "{plan} membayar {one} dan {other} membayar {two} sekaligus.",
    "kept.ignored": "Retur diabaikan: apa yang diperoleh dari sebuah penjualan tetap ada"
    " ketika barangnya kembali.",
    "kept.count": "Imbalan ini tidak dapat ditarik kembali oleh retur: {measure} tidak turun"
    " ketika barang kembali.",
    "kept.condition": "Syarat ini tidak dapat dibatalkan oleh retur: {measure} tidak turun"
    " ketika barang kembali.",
    "kept.example": "{facts} menghasilkan {amount}; bila semuanya diretur, {amount} tetap"
    " ada.",
}
