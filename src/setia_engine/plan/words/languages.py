"""The languages that plans and findings are put into."""

from __future__ import annotations

from setia_engine.plan.words.english import findings as en_findings
from setia_engine.plan.words.english import habits as en
from setia_engine.plan.words.english import promise as en_promise
from setia_engine.plan.words.english import terms as en_terms
from setia_engine.plan.words.indonesian import findings as id_findings
from setia_engine.plan.words.indonesian import habits as ind
from setia_engine.plan.words.indonesian import promise as id_promise
from setia_engine.plan.words.indonesian import terms as id_terms
from setia_engine.plan.words.language import Language

INDONESIAN = Language(
    code="id",
    sentences={
        **ind.NAMES,
        **id_promise.CLAUSES,
        **id_terms.TERMS,
        **id_findings.FINDINGS,
    },
    months=ind.MONTHS,
    counted=ind.COUNTED,
    thousands=".",
    point=",",
    both=ind.BOTH,
)
ENGLISH = Language(
    code="en",
    sentences={
        **en.NAMES,
        **en_promise.CLAUSES,
        **en_terms.TERMS,
        **en_findings.FINDINGS,
    },
    months=en.MONTHS,
    counted=en.COUNTED,
    thousands=",",
    point=".",
    both=en.BOTH,
)
LANGUAGES = {language.code: language for language in (INDONESIAN, ENGLISH)}
