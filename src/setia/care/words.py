"""What each reason says to the one who cares, and the words that it suggests to write.

Keyed by the code of the reason; facts are filled in where both are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAID: Mapping[str, str | Promise] = MappingProxyType(
    {
        "promise_broken": _(
            "%(promise)s “%(ref)s” was promised for %(due_on)s, and nobody has told them why"
            " it broke. Call and say sorry."
        ),
        "promise_near": _(
            "%(promise)s “%(ref)s” is promised for %(due_on)s and still open."
        ),
        "reward_late": _(
            "The reward of %(program)s was promised for %(due_on)s and is %(days)s days late."
            " Say sorry before they ask."
        ),
        "reward_soon": _(
            "The reward of %(program)s is promised for %(due_on)s and was not given yet."
        ),
        "come_back": _("Asked to be contacted later; that day was %(asked_on)s."),
        "first_sale": _(
            "Sold for the first time on %(first_on)s: %(sum_minor)s so far. Those who are"
            " congratulated feel seen."
        ),
        "account_dips": _(
            "The last 30 days brought %(now_minor)s. None of the %(months)s months before"
            " was below %(least_minor)s; their mean is %(mean_minor)s."
        ),
        "third_month": _(
            "Began on %(first_on)s, three months ago, and has been silent for %(silent)s"
            " days. Usual are %(usual)s ± %(spread)s days between orders."
        ),
        "quiet": _(
            "No order for %(silent)s days, since %(last_on)s. Their own rhythm is"
            " %(usual)s ± %(spread)s days, from %(orders)s days with orders."
        ),
        "quiet_as_others": _(
            "No order for %(silent)s days, since %(last_on)s. Others like them order every"
            " %(usual)s ± %(spread)s days."
        ),
        "near_a_step": _("%(more)s more for the next step of %(program)s; has %(has)s."),
        "near_a_step_until": _(
            "%(more)s more until %(until_on)s for the next step of %(program)s; has %(has)s."
        ),
        "date_today": _("%(what)s today."),
        "date_soon": _("%(what)s on %(day_on)s."),
        "never_touched": _(
            "Nobody has turned to them yet, and they bring about %(month_minor)s a month."
        ),
        "long_untouched": _(
            "Nobody turned to them for %(days)s days, and they bring about %(month_minor)s a month."
        ),
    }
)
SUGGESTED: Mapping[str, str | Promise] = MappingProxyType(
    {
        "promise_broken": _(
            "Hello %(name)s, this is %(me)s of %(business)s. We promised you “%(ref)s”"
            " for %(due_on)s and did not keep it. I am sorry. May I call to tell you what"
            " happened and when it will be done?"
        ),
        "promise_near": _(
            "Hello %(name)s, this is %(me)s of %(business)s. What we promised you, “%(ref)s”,"
            " is due on %(due_on)s. I am seeing to it and will keep you informed."
        ),
        "reward_late": _(
            "Hello %(name)s, this is %(me)s of %(business)s. Your reward from %(program)s"
            " should have been with you on %(due_on)s. We are sorry that it is late. I am"
            " looking into it today and will tell you when it arrives."
        ),
        "reward_soon": _(
            "Hello %(name)s, this is %(me)s of %(business)s. Your reward from %(program)s is"
            " planned for %(due_on)s. I will let you know as soon as it is on its way."
        ),
        "come_back": _(
            "Hello %(name)s, this is %(me)s of %(business)s. You asked me to come back to you"
            " later. Is now a good time?"
        ),
        "first_sale": _(
            "Congratulations on your first sale, %(name)s! This is %(me)s of %(business)s. How"
            " did it go? I am glad to help with the next one."
        ),
        "account_dips": _(
            "Hello %(name)s, this is %(me)s of %(business)s. How is the shop this month? I"
            " noticed fewer orders than usual and wondered whether there is something that we"
            " can do better."
        ),
        "third_month": _(
            "Hello %(name)s, this is %(me)s of %(business)s. How has selling been these three"
            " months? If something is in the way, I would like to help."
        ),
        "quiet": _(
            "Hello %(name)s, how are you? This is %(me)s of %(business)s. We have not heard"
            " from you since %(last_on)s. Is everything all right? Is there anything that we"
            " can help with?"
        ),
        "near_a_step": _(
            "Hello %(name)s, good news: only %(more)s more and you reach the next step of"
            " %(program)s. Shall I help you with ideas? %(me)s, %(business)s"
        ),
        "date": _(
            "Hello %(name)s, all of us at %(business)s congratulate you: %(what)s! We wish you"
            " health and much joy. %(me)s"
        ),
        "date_soon": _(
            "Hello %(name)s, this is %(me)s of %(business)s. Your %(what)s is near, and we are"
            " thinking of you. Is there something that we can do for you?"
        ),
        "hello": _(
            "Hello %(name)s, how are you? This is %(me)s of %(business)s. How is the selling"
            " going, and what can we do better for you?"
        ),
    }
)
SAME_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "quiet_as_others": "quiet",
        "date_today": "date",
        "never_touched": "hello",
        "long_untouched": "hello",
    }
)
"""Reasons that suggest what another one does."""
