"""What a file of sales may bring."""

from __future__ import annotations

from setia.intake.columns.column import Column, Kind, spelt

METHODS = (
    ("cash", "cash|tunai|kontan|lunas tunai"),
    ("card", "card|kartu|debit|kredit card|edc|qris|credit card"),
    ("transfer", "transfer|tf|trf|bank transfer|transfer bank|bank"),
    ("tempo", "tempo|kredit|credit|hutang|utang|bon|termin|on credit"),
)
RETURNED = (
    ("return", "retur|return|refund|kembali|r|retur penjualan|batal|cancel"),
    ("sale", "jual|sale|penjualan|s|sales|order|terjual|selesai"),
)
SALES = (
    Column(
        "order_id",
        "Order number",
        Kind.ID,
        spelt(
            "order_id|order|no order|nomor order|no pesanan|nomor pesanan|id pesanan|"
            "no faktur|nomor faktur|faktur|no nota|nota|nomor nota|invoice|no invoice|"
            "invoice no|inv|no inv|no transaksi|nomor transaksi|id transaksi|no bukti|"
            "no. struk|struk|order no|order number|invoice number|order id"
        ),
    ),
    Column(
        "line_no",
        "Line number",
        Kind.WHOLE,
        spelt("line_no|line|baris|no baris|line no|item no|no item|no urut baris"),
    ),
    Column(
        "sold_at",
        "Date of sale",
        Kind.MOMENT,
        spelt(
            "sold_at|tanggal|tgl|tgl jual|tanggal jual|tanggal transaksi|tgl transaksi|"
            "tgl faktur|tanggal faktur|tgl nota|tanggal nota|tanggal pesanan|waktu|"
            "waktu transaksi|date|sale date|order date|invoice date|tgl order|hari tanggal|"
            "tanggal penjualan|invoicedate"
        ),
        required=True,
    ),
    Column("sold_time", "Time of sale", Kind.WORD, spelt("sold_time|jam|time|pukul")),
    Column(
        "seller",
        "Seller",
        Kind.ID,
        spelt(
            "seller_id|seller|penjual|kode penjual|reseller|kode reseller|id reseller|agen|"
            "kode agen|sales|salesman|kode sales|nama sales|distributor|kode distributor|"
            "mitra|kode mitra|sold by|sales id|sales code"
        ),
        required=True,
    ),
    Column(
        "buyer",
        "Buyer",
        Kind.ID,
        spelt(
            "buyer_id|buyer|pembeli|kode pembeli|pelanggan|kode pelanggan|id pelanggan|"
            "customer|kode customer|customer id|customer code|toko|kode toko|outlet|"
            "kode outlet|konsumen|member|no member|customerid"
        ),
    ),
    Column(
        "product",
        "Product",
        Kind.ID,
        spelt(
            "product_id|product|produk|kode produk|id produk|barang|kode barang|sku|"
            "kode sku|item|kode item|kd barang|kd brg|kode brg|plu|barcode|stockcode|"
            "item code|product code|nama barang|nama produk"
        ),
        required=True,
    ),
    Column(
        "quantity",
        "Quantity",
        Kind.QUANTITY,
        spelt(
            "quantity|qty|jumlah|jml|kuantitas|banyak|banyaknya|pcs|jumlah barang|"
            "jml barang|qty terjual|unit|jumlah pcs|kuantiti"
        ),
        required=True,
    ),
    Column(
        "unit_price",
        "Price of one",
        Kind.MONEY,
        spelt(
            "unit_price|harga|harga satuan|hrg|hrg satuan|price|unit price|harga jual|"
            "@harga|harga/unit|unitprice|harga pcs|satuan harga"
        ),
    ),
    Column(
        "discount",
        "Discount of the line",
        Kind.MONEY,
        spelt("discount|diskon|disc|potongan|pot|potongan harga|diskon rp"),
    ),
    Column(
        "amount",
        "Amount of the line",
        Kind.MONEY,
        spelt(
            "amount|total|nilai|jumlah rp|jumlah (rp)|total harga|nilai penjualan|subtotal|"
            "sub total|netto|net|jumlah harga|total rp|total (rp)|omzet|omset|revenue|"
            "nilai bersih|grand total|line total|total penjualan|jumlah uang|jumlah"
        ),
    ),
    Column(
        "cost",
        "Cost of the line",
        Kind.MONEY,
        spelt("cost|hpp|harga pokok|modal|total modal|cogs|biaya pokok|total hpp"),
    ),
    Column(
        "channel",
        "Channel",
        Kind.WORD,
        spelt("channel|kanal|saluran|platform|marketplace|sumber|via|jalur"),
        most=40,
    ),
    Column(
        "returns_order_id",
        "Returns the order",
        Kind.ID,
        spelt(
            "returns_order_id|retur dari|no faktur asal|nota asal|order asal|retur atas|"
            "faktur retur|ref retur|original order|returned order"
        ),
    ),
    Column(
        "row_kind",
        "Sale or return",
        Kind.CHOICE,
        spelt(
            "row_kind|jenis|jenis transaksi|tipe|tipe transaksi|type|status retur|ket retur"
        ),
        choices=RETURNED,
    ),
    Column(
        "method",
        "Payment",
        Kind.CHOICE,
        spelt(
            "payment_method|pembayaran|cara bayar|metode bayar|metode pembayaran|bayar|"
            "payment|jenis bayar|payment method|cara pembayaran"
        ),
        choices=METHODS,
    ),
    Column(
        "paid_at",
        "Paid at",
        Kind.MOMENT,
        spelt("paid_at|tgl bayar|tanggal bayar|tanggal lunas|tgl lunas|paid date|paid at"),
    ),
)
