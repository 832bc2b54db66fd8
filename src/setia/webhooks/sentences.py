"""Problems with webhooks as sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "webhook.url_unreadable": _("This is no address. Write one like https://toko.id/hook."),
    "webhook.url_not_https": _("The address must begin with https://."),
    "webhook.url_credentials": _("The address may not hold a user name or a password."),
    "webhook.host_unknown": _("There is no host %(host)s on the internet."),
    "webhook.address_private": _(
        "%(host)s is inside a network and not on the internet. Setia does not send there."
    ),
    "webhook.type_unknown": _("Setia tells nothing of the type “%(type)s”."),
    "webhook.closed_already": _("This webhook was closed already."),
    "webhook.endpoint_closed": _("This webhook is closed; nothing is sent to it any more."),
}
