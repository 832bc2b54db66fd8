"""The proof of a claim as a document on paper."""

from __future__ import annotations

from django.template.loader import render_to_string

from setia.claims.models import Claim
from setia.claims.proof import proof_of
from setia.core.models import Business
from setia.documents.render_pdf import render_pdf

MOST_PARTNERS = 500
"""What is beyond stands in the workbook: nobody reads more on paper."""


def proof_pdf(claim: Claim) -> bytes:
    """Return the PDF, in the reader's language.

    Raises:
        Refused: This machine lacks the libraries that draw PDF.
    """
    proof = proof_of(claim)
    context = {
        "proof": proof,
        "claim": claim,
        "business": Business.objects.filter(pk=1).first(),
        "in_full": proof.partners <= MOST_PARTNERS,
    }
    return render_pdf(render_to_string("claims/proof.html", context))
