"""Register the people or products of a file, inside the transaction of an import."""

from __future__ import annotations

from setia.catalog.register_product import ProductDraft, bulk_register_products
from setia.core.actor import Actor
from setia.core.errors import Conflict
from setia.intake.models import Batch
from setia.intake.registers.drafts import judge_rows
from setia.intake.registers.preview import promised
from setia.intake.registers.rows import kept_rows
from setia.people.bulk_register import bulk_register
from setia.people.drafts import PartyDraft

AT_ONCE = 10_000


def bring_in_register(batch: Batch, by: Actor) -> dict[str, int]:
    """Register what is new and give the known what they lack, as the preview promised.

    Raises:
        Conflict: The books changed since the preview.
    """
    judged = judge_rows(batch.kind, kept_rows(batch.pk))
    if promised(judged) != batch.promise["judged"]:
        raise Conflict("import.world_changed")
    drafts = [one.draft for one in judged if not one.problems]
    parties = [draft for draft in drafts if isinstance(draft, PartyDraft)]
    products = [draft for draft in drafts if isinstance(draft, ProductDraft)]
    counts = {"new": 0, "changed": 0}
    if parties:
        done = bulk_register(parties, by)
        counts = {"new": done.new, "changed": done.changed}
    for start in range(0, len(products), AT_ONCE):
        goods = bulk_register_products(products[start : start + AT_ONCE], by)
        counts["new"] += goods.new
        counts["changed"] += goods.changed
    return counts
