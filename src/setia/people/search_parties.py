"""Find people while somebody types: by name, phone in any spelling, e-mail or code."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from setia.people.models import Party
from setia.people.name_key import name_key
from setia.people.phone import searched_digits

MOST_WORDS = 6


def search_parties(rows: QuerySet[Party], asked: str) -> QuerySet[Party]:
    """Narrow parties to those that fit, each with its ``rank``: 0 fits best.

    A code or an old code fits first, then a number, a name that begins with the words, and
    names that hold all words in any order.
    """
    asked = asked.replace("\0", "").strip()[:100]
    if not asked:
        return rows.annotate(rank=Value(0, IntegerField()))
    key = name_key(asked)
    by_code = Q(code__iexact=asked) | Q(aliases__code__iexact=asked)
    by_words = Q()
    for word in key.split()[:MOST_WORDS]:
        by_words &= Q(name_key__contains=word)
    by_contact = _by_contact(asked)
    rank = Case(
        When(pk__in=_keys(by_code), then=0),
        When(pk__in=_keys(by_contact), then=1),
        When(name_key__startswith=key, then=2),
        default=3,
        output_field=IntegerField(),
    )
    fits = by_code | by_words | Q(code__istartswith=asked) | by_contact
    return rows.filter(pk__in=_keys(fits)).annotate(rank=rank)


def _by_contact(asked: str) -> Q:
    if digits := searched_digits(asked):
        fits = Q()
        for part in sorted(digits):
            fits |= Q(contacts__normal__contains=part)
        return fits
    if "@" in asked:
        return Q(contacts__normal__startswith=asked.lower())
    return Q(pk__in=[])


def _keys(fits: Q) -> QuerySet[Party, int]:
    return Party.objects.filter(fits).values_list("pk", flat=True)
