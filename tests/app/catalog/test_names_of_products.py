"""What a product may be called."""

from __future__ import annotations

import pytest
from builders import an_actor

from setia.catalog.models import Product
from setia.catalog.register_product import ProductDraft, register_product
from setia.core.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("odd", ["\x07", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_a_name_that_cannot_be_shown_is_refused(odd):
    with pytest.raises(Refused) as refused:
        register_product(ProductDraft("P-1", f"Beras{odd}"), an_actor())
    assert [one.code for one in refused.value.problems] == ["product.name_unreadable"]
    assert not Product.objects.exists()


def test_a_name_of_any_script_is_kept():
    made = register_product(ProductDraft("P-1", "Beras 米 🍚 café"), an_actor())
    assert made.name == "Beras 米 🍚 café"
