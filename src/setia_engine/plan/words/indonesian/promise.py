"""The clauses of a plan in Bahasa Indonesia."""

from __future__ import annotations

CLAUSES = {
    "plan.id": "Kode program: {id}.",
    "heading.period": "Masa program",
    "heading.parties": "Peserta",
    "heading.counted": "Penjualan yang dihitung",
    "heading.conditions": "Syarat",
    "heading.reward": "Imbalan",
    "heading.caps": "Batas dan anggaran",
    "heading.returns": "Retur",
    "heading.rounding": "Pembulatan",
    "heading.stacking": "Penggabungan dengan program lain",
    "heading.funding": "Pendanaan",
    "heading.settlement": "Penyelesaian",
    "heading.examples": "Contoh",
    "period.closed": "Program ini berlaku dari {start} sampai dengan {end}, kedua tanggal"
    " itu termasuk, menurut {zone}.",
    "period.open": "Program ini berlaku mulai {start} tanpa tanggal akhir, menurut {zone}.",
    "window.whole": "Perolehan dihitung satu kali untuk seluruh masa program; seluruh masa"
    " itu adalah satu jendela.",
    "window.order": "Perolehan dihitung untuk setiap pesanan; satu pesanan adalah satu"
    " jendela. Sebuah pesanan masuk seluruhnya atau tidak sama sekali, menurut tanggal"
    " barisnya yang paling awal.",
    "window.day": "Perolehan dihitung untuk setiap hari; satu hari adalah satu jendela.",
    "window.week": "Perolehan dihitung untuk setiap minggu, dari Senin sampai Minggu; satu"
    " minggu adalah satu jendela.",
    "window.month": "Perolehan dihitung untuk setiap bulan kalender; satu bulan adalah satu"
    " jendela.",
    "window.quarter": "Perolehan dihitung untuk setiap triwulan kalender; satu triwulan"
    " adalah satu jendela.",
    "window.year": "Perolehan dihitung untuk setiap tahun kalender; satu tahun adalah satu"
    " jendela.",
    "window.clipped": "Jendela pertama dan terakhir dibatasi oleh masa program, tetapi"
    " ambang dan jumlah di bawah ini tidak ikut diperkecil.",
    "credit.seller": "Setiap penjualan diakui untuk penjualnya.",
    "credit.buyer": "Setiap penjualan diakui untuk pembelinya; penjualan tanpa pembeli yang"
    " tercatat tidak diakui untuk siapa pun.",
    "credit.upline": "Setiap penjualan diakui untuk atasan penjualnya pada hari penjualan;"
    " penjualan oleh penjual tanpa atasan tidak diakui untuk siapa pun.",
    "eligible.everyone": "Semua pihak yang diakui menjadi peserta.",
    "eligible.some": "Pesertanya adalah {people}.",
    "eligible.last_day": "Yang menentukan adalah keadaan pihak itu pada hari terakhir"
    " jendela.",
    "scope.all": "Semua penjualan peserta dihitung.",
    "scope.some": "Yang dihitung hanyalah {sales}.",
    "scope.that_day": "Tingkat pembeli dilihat pada hari penjualan.",
    "measured.quantity": "Ukurannya adalah jumlah barang yang terjual.",
    "measured.revenue": "Ukurannya adalah nilai penjualan, setelah potongan harga dan tanpa"
    " pajak.",
    "measured.margin": "Ukurannya adalah margin, yaitu nilai penjualan dikurangi harga"
    " pokok; penjualan yang harga pokoknya tidak diketahui tidak ikut diukur.",
    "measured.orders": "Ukurannya adalah jumlah pesanan yang berbeda.",
    "measured.buyers": "Ukurannya adalah jumlah pembeli yang berbeda.",
    "measured.products": "Ukurannya adalah jumlah jenis produk yang berbeda.",
    "measured.categories": "Ukurannya adalah jumlah kategori produk yang berbeda.",
    "measured.margin_rate": "Ukurannya adalah persentase margin, yaitu margin dibagi nilai"
    " penjualan; bila nilai penjualan itu tidak di atas nol, tidak ada perolehan.",
    "measured.growth": "Ukurannya adalah {measure}. Pembandingnya dihitung atas penjualan"
    " yang sama jenisnya dalam seluruh jangka waktu yang lebih awal itu, juga bila itu"
    " sebelum masa program; bila pembandingnya tidak di atas nol, tidak ada perolehan.",
    "conditions.none": "Tidak ada syarat lain.",
    "conditions.all": "Dalam sebuah jendela semua syarat berikut harus dipenuhi; bila tidak,"
    " perolehannya nol dan tidak ada pula yang ditarik kembali:",
    "conditions.undefined": "Pertumbuhan atau persentase margin yang tidak dapat dihitung"
    " tidak memenuhi syarat.",
    "condition.at_least": "{measure} sekurang-kurangnya {limit}",
    "condition.above": "{measure} lebih dari {limit}",
    "condition.at_most": "{measure} paling banyak {limit}",
    "condition.below": "{measure} kurang dari {limit}",
    "condition.plain": "{condition}",
    "condition.over": "{condition}, dihitung atas {sales}",
    "condition.over_all": "{condition}, dihitung atas semua penjualan peserta",
    "reward.rate": "Imbalannya {pay}.",
    "reward.per_unit": "Imbalannya {pay}.",
    "reward.min_per_unit": "Untuk setiap satuan imbalannya sekurang-kurangnya {amount}; bila"
    " satuan itu diretur, yang ditarik kembali pun sekurang-kurangnya sebesar itu.",
    "reward.flat": "Imbalannya {amount}, satu kali dalam setiap jendela, bila {measure} di"
    " atas nol.",
    "reward.step": "Imbalannya {give} untuk setiap kelipatan penuh {every} dari {measure};"
    " sisanya tidak dihitung.",
    "pay.rate": "{rate} dari {basis}",
    "pay.flat": "{amount}",
    "pay.per_unit": "{amount} untuk setiap satuan yang dihitung",
    "pay.per_unit.own": "{amount} untuk setiap satuan dari {sales}",
    "pay.per_unit.all": "{amount} untuk setiap satuan yang dijual peserta",
    "pay.slice.rate": "{rate} dari bagian {measure} itu",
    "pay.slice.per_unit": "{amount} untuk setiap satuan dari bagian itu",
    "basis.revenue": "nilai penjualan yang dihitung",
    "basis.revenue.own": "nilai {sales}",
    "basis.revenue.all": "nilai semua penjualan peserta",
    "basis.margin": "margin penjualan yang dihitung",
    "basis.margin.own": "margin {sales}",
    "basis.margin.all": "margin semua penjualan peserta",
    "basis.increment": "tambahan {measure} di atas pembandingnya",
    "basis.no_margin": "Penjualan yang harga pokoknya tidak diketahui dianggap bermargin"
    " nol.",
    "table.rate": "persentase menurut {by} ({entries}, selain itu {otherwise})",
    "table.amount": "jumlah menurut {by} ({entries}, selain itu {otherwise})",
    "table.entry": "{value}: {paid}",
    "tiers.retroactive": "Imbalannya berjenjang menurut {measure} dan berlaku surut: jenjang"
    " tertinggi yang tercapai berlaku untuk seluruhnya, bukan hanya untuk kelebihannya:",
    "tiers.highest": "Imbalannya berjenjang menurut {measure}; hanya jenjang tertinggi yang"
    " tercapai yang dibayar:",
    "tiers.incremental": "Imbalannya bertahap menurut {measure}: setiap bagian di antara dua"
    " ambang mendapat imbalan jenjangnya sendiri:",
    "tiers.cumulative": "Imbalannya berjenjang menurut {measure} dan akumulatif: setiap"
    " jenjang yang tercapai dibayar, dan semuanya dijumlahkan:",
    "tiers.below": "Di bawah {start} tidak ada imbalan.",
    "tier.from": "mulai {start}: {pay}",
    "tier.between": "mulai {start} sampai kurang dari {end}: {pay}",
    "ranking": "Peserta diurutkan menurut {measure}, dari yang tertinggi, dan menempati"
    " posisi berikut:",
    "place.above_zero": "posisi {place}, bila hasilnya di atas nol: {pay}",
    "place.at_least": "posisi {place}, bila hasilnya sekurang-kurangnya {minimum}: {pay}",
    "ranking.order": "Peserta terbaik yang belum mendapat posisi menempati posisi bebas"
    " tertinggi yang batas bawahnya ia capai. Posisi yang tidak dicapai olehnya tetap"
    " kosong, sehingga tidak seorang pun menempati posisi di atas peserta yang lebih baik.",
    "ranking.ties": "Bila hasilnya sama, yang didahulukan adalah peserta yang penjualan"
    " terakhirnya lebih awal, lalu yang kodenya lebih dahulu menurut abjad.",
    "race": "Imbalannya untuk yang tercepat menurut {measure}. Penjualan diurutkan menurut"
    " waktu jual, lalu nomor pesanan dan nomor baris:",
    "race.first.hold": "yang pertama mencapai {reach} mendapat {amount}, asalkan pada akhir"
    " jendela ia masih mencapainya; bila tidak, yang berikutnya menggantikannya",
    "race.first.free": "yang pertama mencapai {reach} mendapat {amount}, juga bila sesudahnya"
    " hasilnya turun",
    "race.several.hold": "{winners} pertama yang mencapai {reach} masing-masing mendapat"
    " {amount}, asalkan pada akhir jendela masih mencapainya; bila tidak, yang berikutnya"
    " menggantikannya",
    "race.several.free": "{winners} pertama yang mencapai {reach} masing-masing mendapat"
    " {amount}, juga bila sesudahnya hasilnya turun",
    "race.order": "Setiap lomba berdiri sendiri; satu peserta boleh memenangkan semuanya.",
}
