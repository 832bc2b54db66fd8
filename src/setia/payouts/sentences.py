"""Problems with paying out as sentences: what is wrong and what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from setia.intake.problem_codes import FILE

OF_CONFIGURATION: dict[str, str | Promise] = {
    "payout.config.not_mapping": _("Here belongs a mapping of keys to values."),
    "payout.config.missing": _("This must be filled in."),
    "payout.config.not_text": _("Here belongs a text of at most %(most)s characters."),
    "payout.config.not_texts": _(
        "Here belongs a list of texts of at most %(most)s characters each."
    ),
    "payout.config.not_allowed": _(
        "“%(value)s” is not allowed here. Allowed: %(allowed)s."
    ),
    "payout.config.not_yes_or_no": _("Here belongs true or false."),
    "payout.config.not_whole": _("Here belongs a whole number from 0 to %(most)s."),
    "payout.config.not_list": _("Here belongs a list of at most %(most)s entries."),
    "payout.config.unknown_key": _("There is no such key. Allowed: %(allowed)s."),
}
OF_TAX: dict[str, str | Promise] = {
    "payout.tax.unreadable": _("The table of withholding tax cannot be read as a file."),
    "payout.tax.too_long": _("The table is longer than %(most)s characters."),
    "payout.tax.no_yaml": _("Line %(line)s of the table is no plain YAML: %(why)s."),
    "payout.tax.no_percent": _(
        "“%(value)s” is no percentage. Write it like 15%% or 2.5%%."
    ),
    "payout.tax.percent_above": _("%(value)s is more than %(most)s%%."),
    "payout.tax.no_rupiah": _("“%(value)s” is no whole rupiah. Write it like 60_000_000."),
    "payout.tax.no_day": _("“%(value)s” is no day. Write it like 2024-01-01."),
    "payout.tax.ends_before": _("The rule ends before it begins."),
    "payout.tax.factor_below": _(
        "Without a tax id the tax cannot be less: at least 100%%."
    ),
    "payout.tax.above_gross": _("By this rule the tax could exceed the whole payment."),
    "payout.tax.band_order": _("The bands begin at 0 and rise."),
    "payout.tax.no_bands": _("A rule has at least one band."),
    "payout.tax.overlap": _("On %(day)s this rule and %(other)s would both hold."),
    "payout.tax.unknown_kind": _("“%(kind)s” is no kind of payee. Allowed: %(allowed)s."),
    "payout.tax.no_rule": _(
        "The table of withholding tax has no rule for %(kind)s on %(day)s. Add one, or have "
        "your tax adviser say that there is none."
    ),
}
OF_LAYOUT: dict[str, str | Promise] = {
    "payout.layout.field_or_text": _("A column has either a field or a text."),
    "payout.layout.unknown_field": _("“%(field)s” is no field. Allowed: %(allowed)s."),
    "payout.layout.field_missing": _("The file needs a column with the field %(field)s."),
    "payout.layout.pad_without_width": _("What is filled up needs a width."),
    "payout.layout.zeros_before_words": _("Only figures are filled up with zeros."),
    "payout.layout.decimals": _("Amounts have 0 or 2 decimals."),
    "payout.layout.date_format": _(
        "“%(value)s” is no form of a day. Write it like DD/MM/YYYY."
    ),
    "payout.layout.mark_is_delimiter": _(
        "Without quotation marks the decimal sign would cut amounts in two. Choose another "
        "delimiter or decimal sign."
    ),
    "payout.layout.unwritable": _("“%(value)s” cannot be written into this file as it is."),
    "payout.layout.empty_line": _("This line has nothing in it. Leave it out."),
    "payout.layout.unknown_place": _(
        "“%(value)s” has a place that nobody fills. Allowed: %(allowed)s."
    ),
}
OF_FILE: dict[str, str | Promise] = {
    "payout.file.no_transfers": _("There is nothing to transfer."),
    "payout.file.key_twice": _("The transfer %(key)s is there twice."),
    "payout.file.amount": _("The amount of transfer %(key)s is not above 0."),
    "payout.file.sen": _("Transfer %(key)s has sen, but this bank takes whole rupiah."),
    "payout.file.missing": _("Transfer %(key)s has no account number or no key."),
    "payout.file.unwritable": _(
        "“%(value)s” of transfer %(key)s cannot be written into this file unchanged. "
        "Correct it first."
    ),
    "payout.file.too_wide": _(
        "“%(value)s” of transfer %(key)s is longer than the %(width)s characters of its "
        "column."
    ),
}
OF_CONFIRMATION: dict[str, str | Promise] = {
    "payout.confirmation.too_large": _("This file is larger than %(most)s MB."),
    "payout.confirmation.too_many_rows": _("This file has more than %(most)s rows."),
    "payout.confirmation.workbook": _("This is a workbook. Save it as CSV and try again."),
    "payout.confirmation.no_column": _(
        "No column holds %(column)s. Looked for a head such as: %(heads)s."
    ),
    "payout.confirmation.head_twice": _(
        "Two columns are called “%(heads)s”. Rename the one that does not hold %(column)s."
    ),
    "payout.confirmation.word_means_both": _("“%(value)s” means both done and failed."),
    "payout.confirmation.row_too_wide": _(
        "This row has more cells than there are columns."
    ),
    "payout.confirmation.key_missing": _("This row names no transfer."),
    "payout.confirmation.key_spoiled": _(
        "A spreadsheet has turned the key of this row into a number and lost it."
    ),
    "payout.confirmation.state_unknown": _(
        "The state is no word that means done or failed. Add the bank's word if it is one."
    ),
    "payout.confirmation.amount_missing": _("This row has no amount."),
    "payout.confirmation.amount_unreadable": _("The amount cannot be read."),
    "payout.confirmation.amount_ambiguous": _(
        "The amount has two readings. Say whether the dot or the comma is the decimal sign."
    ),
    "payout.confirmation.other_currency": _("The amount is money of another country."),
    "payout.confirmation.day_unreadable": _("The day cannot be read."),
    "payout.confirmation.day_ambiguous": _(
        "The day has two readings: in other rows the month comes in another place."
    ),
}
OF_RUNS: dict[str, str | Promise] = {
    "payout.run.open": _("Run %(run)s waits for a decision. Approve or cancel it first."),
    "payout.run.nobody": _("Nobody can be paid on this day. Look at who is carried over."),
    "payout.run.meanwhile": _("Somebody else decided about run %(run)s. Look again."),
    "payout.run.same_person": _(
        "Whoever prepared a run cannot approve it or send it again. Ask a second person."
    ),
    "payout.run.reason_missing": _("Say why, in a few words."),
    "payout.run.not_approved": _("Run %(run)s is not approved, so there is no file yet."),
    "payout.changed.released": _(
        "%(key)s, %(payee)s: less is released than it would pay. Cancel the run and prepare "
        "it again."
    ),
    "payout.changed.held": _(
        "%(key)s, %(payee)s: an award of it is held back now. Cancel the run and prepare it "
        "again, or wait until the hold is lifted."
    ),
    "payout.changed.arrears": _(
        "%(key)s, %(payee)s: what was paid too much is another sum now. Cancel the run and "
        "prepare it again."
    ),
    "payout.changed.tax": _(
        "%(key)s, %(payee)s: the tax comes to another sum now. Cancel the run and prepare it "
        "again."
    ),
    "payout.changed.account": _(
        "%(key)s, %(payee)s: there is another bank account now. Cancel the run and prepare "
        "it again."
    ),
    "payout.changed.merged": _(
        "%(key)s: %(payee)s was merged into another record. Cancel the run and prepare it "
        "again."
    ),
    "payout.outcome.reason_missing": _("Say what the bank said, in a few words."),
    "payout.outcome.not_open": _("Nothing is to be told about %(key)s."),
    "payout.outcome.meanwhile": _("Somebody else recorded this outcome. Look again."),
    "payout.retry.not_failed": _("%(key)s did not fail, so it is not sent again."),
    "payout.retry.meanwhile": _("%(key)s is on its way already."),
}
OF_PAYEES: dict[str, str | Promise] = {
    "payout.payee.no_account": _("There is no bank account of %(payee)s."),
    "payout.payee.account_no": _("An account number has 4 to 40 digits or letters."),
    "payout.payee.bank_code": _("A bank's code has digits and letters only."),
    "payout.payee.name_missing": _("Write the name in which the account is."),
    "payout.payee.tax_id": _("An NPWP has 15 or 16 digits, a NIK 16, an NITKU 22."),
    "payout.settings.minimum": _("The minimum is whole rupiah, not below 0."),
    "payout.settings.netting": _("Between 0 and 100 percent."),
    "payout.settings.changed_meanwhile": _(
        "Somebody else changed these settings. Look at them again."
    ),
    "payout.goods.amount": _("At most %(left)s are left to hand over."),
    "payout.goods.held": _("This award is held back."),
    "payout.goods.meanwhile": _(
        "Goods of this award were handed over already. Look again."
    ),
    "payout.points.amount": _("%(has)s points can be spent."),
    "payout.points.key_reused": _("The key %(key)s spent other points before."),
}
SENTENCES: dict[str, str | Promise] = {
    "program.settled_already": _("This program was settled already."),
    "program.not_over": _("It is not over yet, or nobody approved it."),
    "program.not_final": _("Not every month of it is closed and final."),
    "program.held": _("An award of it is held back. Settle the dispute first."),
    "program.not_paid": _("Something of it still waits, or has not arrived."),
    **OF_CONFIGURATION,
    **OF_TAX,
    **OF_LAYOUT,
    **OF_FILE,
    **OF_CONFIRMATION,
    **OF_RUNS,
    **OF_PAYEES,
    # What is wrong with a file as such is said in the words of the room that reads it.
    **{code: _(sentence) for code, sentence in FILE.items()},
}
