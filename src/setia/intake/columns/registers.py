"""What files of people and of products may bring."""

from __future__ import annotations

from setia.intake.columns.column import Column, Kind, spelt

ROLES = (
    ("distributor", "distributor|dist|agen besar|agen utama"),
    ("reseller", "reseller|agen|dropshipper|mitra|sub agen"),
    ("outlet", "outlet|toko|key account|warung|retail|apotek|minimarket"),
    ("salesperson", "salesperson|sales|salesman|salesgirl|spg|tenaga penjual"),
    ("customer", "customer|pelanggan|konsumen|pembeli|member|end user"),
    ("supplier", "supplier|pemasok|prinsipal|principal|vendor"),
    ("charity", "charity|yayasan|amal|lembaga amal"),
)
PARTIES = (
    Column(
        "code",
        "Code",
        Kind.ID,
        spelt(
            "party_id|code|kode|id|kode reseller|kode pelanggan|kode toko|kode agen|"
            "kode mitra|no anggota|id pelanggan|customer id|kode distributor|id reseller"
        ),
        required=True,
    ),
    Column(
        "name",
        "Name",
        Kind.WORD,
        spelt(
            "name|nama|nama lengkap|nama toko|nama reseller|nama pelanggan|nama agen|"
            "nama mitra|customer name|full name|nama distributor|toko"
        ),
        required=True,
        most=160,
    ),
    Column(
        "role",
        "Role",
        Kind.CHOICE,
        spelt("role|peran|jenis|tipe|jenis pelanggan|type|kelompok|sebagai"),
        choices=ROLES,
    ),
    Column(
        "tier",
        "Tier",
        Kind.WORD,
        spelt("tier|tingkat|level|jenjang|kelas|grade|status member"),
        most=60,
    ),
    Column(
        "category",
        "Category",
        Kind.WORD,
        spelt("category|kategori|segmen|segment|golongan"),
        most=60,
    ),
    Column(
        "territory",
        "Territory",
        Kind.WORD,
        spelt("territory|wilayah|area|daerah|region|rayon|cabang"),
        most=80,
    ),
    Column(
        "parent",
        "Upline",
        Kind.ID,
        spelt(
            "parent_id|parent|upline|atasan|kode upline|induk|kode induk|sponsor|perekrut"
        ),
    ),
    Column(
        "joined_on",
        "Joined on",
        Kind.DAY,
        spelt(
            "joined_on|tgl gabung|tanggal gabung|tgl daftar|tanggal daftar|bergabung|"
            "join date|tgl bergabung|tanggal bergabung|registered"
        ),
    ),
    Column(
        "whatsapp",
        "WhatsApp",
        Kind.WORD,
        spelt("whatsapp|wa|no wa|nomor wa|no whatsapp|nomor whatsapp"),
        most=80,
    ),
    Column(
        "phone",
        "Phone",
        Kind.WORD,
        spelt(
            "phone|telepon|telp|no telp|no telepon|hp|no hp|nomor hp|no handphone|handphone|"
            "ponsel|kontak|tlp|no tlp|phone number|mobile"
        ),
        most=80,
    ),
    Column(
        "email",
        "E-mail",
        Kind.WORD,
        spelt("email|e-mail|surel|alamat email|email address"),
        most=254,
    ),
    Column(
        "street",
        "Street",
        Kind.WORD,
        spelt("street|alamat|jalan|alamat lengkap|address|alamat toko|alamat rumah"),
        most=240,
    ),
    Column(
        "city", "City", Kind.WORD, spelt("city|kota|kabupaten|kota/kab|kab/kota"), most=80
    ),
    Column("province", "Province", Kind.WORD, spelt("province|provinsi|propinsi"), most=80),
    Column(
        "birth_date",
        "Birth date",
        Kind.DAY,
        spelt(
            "birth_date|tgl lahir|tanggal lahir|lahir|ulang tahun|birthday|date of birth|"
            "ttl|birth date"
        ),
    ),
    Column(
        "notes",
        "Note",
        Kind.WORD,
        spelt("notes|catatan|keterangan|ket|note|remarks"),
        most=4_000,
    ),
)
PRODUCTS = (
    Column(
        "code",
        "Code",
        Kind.ID,
        spelt(
            "product_id|code|kode|kode barang|kode produk|sku|id produk|kd barang|plu|"
            "kode item|item code|product code|barcode|id"
        ),
        required=True,
    ),
    Column(
        "name",
        "Name",
        Kind.WORD,
        spelt(
            "name|nama|nama barang|nama produk|barang|produk|deskripsi|description|product"
        ),
        required=True,
        most=160,
    ),
    Column(
        "category",
        "Category",
        Kind.WORD,
        spelt("category|kategori|jenis|kelompok|golongan|group"),
        most=80,
    ),
    Column("brand", "Brand", Kind.WORD, spelt("brand|merek|merk"), most=80),
    Column(
        "supplier",
        "Supplier",
        Kind.ID,
        spelt("supplier_id|supplier|pemasok|prinsipal|principal|kode supplier|vendor"),
    ),
    Column(
        "price",
        "Price",
        Kind.MONEY,
        spelt("price|harga|harga jual|hrg jual|het|harga satuan|unit price|harga eceran"),
    ),
    Column(
        "cost",
        "Cost",
        Kind.MONEY,
        spelt("cost|hpp|modal|harga beli|hrg beli|harga pokok|harga modal|cogs"),
    ),
)
