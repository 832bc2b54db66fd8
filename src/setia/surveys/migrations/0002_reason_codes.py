from django.db import migrations
from django.utils import timezone

SHIPPED = (
    ("price", "Harga terlalu tinggi", "Prices are too high"),
    ("stock", "Barang yang dicari sering kosong", "What I look for is often out of stock"),
    ("delivery", "Kiriman terlambat atau rusak", "Deliveries come late or damaged"),
    ("quality", "Mutu barang mengecewakan", "The goods disappoint"),
    ("attention", "Kurang diperhatikan", "Nobody cared about me"),
    ("other_supplier", "Sudah belanja di tempat lain", "I buy elsewhere now"),
    ("no_need", "Sedang tidak membutuhkan", "I do not need it at the moment"),
    ("stopped", "Berhenti berjualan", "I stopped selling"),
)


def ship(apps, editor):
    code = apps.get_model("surveys", "ReasonCode")
    at = timezone.now()
    code.objects.bulk_create(
        code(code=one, name_id=name_id, name_en=name_en, at=at, by="Setia")
        for one, name_id, name_en in SHIPPED
    )


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]

    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
