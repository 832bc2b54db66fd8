"""The words of a consent, as a partner reads them and as they are kept with it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from setia.people.models.knowing import ConsentAct, ConsentChannel


def consent_words(channel: str, act: str, business: str) -> str:
    """Return what somebody agrees to, or takes back, in the language of the page."""
    names = {"business": business, "channel": _name(channel)}
    if channel == ConsentChannel.DATA:
        if act == ConsentAct.WITHDRAWN:
            return (
                _(
                    "I no longer agree that %(business)s keeps personal data about me beyond "
                    "what the law and my payments need."
                )
                % names
            )
        return (
            _(
                "I agree that %(business)s keeps my name, my number and what I sell, to count "
                "and pay my rewards."
            )
            % names
        )
    if act == ConsentAct.WITHDRAWN:
        return _("I no longer want news and offers of %(business)s by %(channel)s.") % names
    return _("I agree to news and offers of %(business)s by %(channel)s.") % names


def application_words(business: str) -> str:
    """Return what an applicant agrees to."""
    names = {"business": business}
    return (
        _(
            "I agree that %(business)s keeps what I wrote here, and writes to me by WhatsApp "
            "about my application and, once I am a reseller, about my rewards. I may take "
            "this back at any time."
        )
        % names
    )


def _name(channel: str) -> str:
    known = {one.value: str(one.label) for one in ConsentChannel}
    return known.get(channel, channel)
