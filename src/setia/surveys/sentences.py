"""Problems of surveys as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "survey.title_missing": _("Give the survey a name in both languages."),
    "survey.too_long": _("At most %(most)s characters fit in here."),
    "survey.not_plain": _("There is a sign in it that cannot be kept."),
    "survey.purpose_unknown": _("Say what the survey is for."),
    "survey.template_unknown": _("There is no such template."),
    "survey.questions_missing": _("Ask at least one question."),
    "survey.questions_many": _("Ask at most %(most)s questions; few are answered."),
    "survey.text_missing": _("Write question %(number)s in both languages."),
    "survey.kind_unknown": _("Choose the kind of question %(number)s."),
    "survey.choices_few": _("Give question %(number)s between 2 and %(most)s choices."),
    "survey.choice_wrong": _(
        "Write each choice of question %(number)s in both languages, with | between them."
    ),
    "survey.reason_unknown": _("There is no reason for leaving called %(code)s."),
    "survey.answer_missing": _("Answer this question."),
    "survey.answer_wrong": _("Choose one of what stands there."),
    "survey.answered_already": _("This link was used already. Thank you."),
    "survey.nobody": _("Nobody fits, or everybody was asked already."),
    "survey.many": _("These are %(count)s people. Ask at most %(most)s at a time."),
    "survey.asked_already": _("This person was asked about it already."),
    "survey.changed_meanwhile": _(
        "Somebody else changed this survey in the meantime. Look again."
    ),
    "survey.times_wrong": _("Ask after 1.5 to 20 times the usual gap."),
    "survey.least_wrong": _("Ask who came on 3 to 100 days before."),
    "survey.asking_over": _("Nobody is asked by itself already."),
    "reason.text_missing": _("Write why, or choose a reason."),
    "reason.code_wrong": _("Give the reason a short code of small letters."),
    "reason.code_name": _("Give the reason a name in both languages."),
    "reason.code_taken": _("There is a reason with this code already."),
}
