"""Every problem that reading can meet, by code, with the parameters of its sentence.

The sentences here are the English of the codes; `sentences.py` speaks to people.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FILE = {
    "file.empty": _("This file is empty."),
    "file.no_table": _("This is no table: it looks like %(what)s. Save it as CSV or XLSX."),
    "file.old_excel": _(
        "This is a workbook of an old kind. Save it as XLSX and try again."
    ),
    "file.html": _("This is a web page that is called a workbook. Save it as XLSX."),
    "file.broken": _("This workbook cannot be opened: %(why)s."),
    "file.bomb": _(
        "This workbook unpacks to more than %(most)s MB, which no honest one does."
    ),
    "file.sheet_too_large": _("This sheet holds more than %(most)s cells. Split it."),
    "file.sheet_missing": _("There is no sheet “%(sheet)s” in this workbook."),
    "file.no_header": _("No row with the names of the columns was found."),
    "file.encoding": _("The file is not written in %(encoding)s."),
    "file.quote_open": _("A quotation mark opens in row %(row)s and never closes."),
}
MAPPING = {
    "mapping.column_missing": _("Choose the column that holds: %(column)s."),
    "mapping.header_gone": _("The column “%(header)s” is not in this file."),
    "mapping.version": _("This mapping was made by another version of Setia."),
}
CELL = {
    "cell.missing": _("Nothing stands here."),
    "cell.no_number": _("“%(value)s” is no number."),
    "cell.other_currency": _(
        "“%(value)s” is money of another country. Turn it into rupiah first."
    ),
    "cell.two_styles": _(
        "“%(value)s” does not fit the way numbers are written in this column."
    ),
    "cell.too_many_decimals": _("“%(value)s” has more than %(places)s decimals."),
    "cell.too_large": _("“%(value)s” is larger than Setia can hold."),
    "cell.no_date": _("“%(value)s” is no day."),
    "cell.no_such_day": _("There is no such day: “%(value)s”."),
    "cell.id_spoiled": _(
        "The spreadsheet has spoiled this id into “%(value)s”. Format the "
        "column as text and type the ids again."
    ),
    "cell.too_long": _("This is longer than %(most)s characters."),
    "cell.formula": _(
        "Here stands a formula without its result. Open the file in a "
        "spreadsheet, save it, and try again."
    ),
    "cell.error": _("The spreadsheet says %(value)s here."),
    "cell.unknown_word": _("“%(value)s” is none of: %(allowed)s."),
    "cell.sum_differs": _("%(quantity)s times %(price)s is not %(amount)s."),
    "cell.no_amount": _("There is neither an amount nor a price."),
    "cell.whole": _("“%(value)s” is no whole number."),
}
ASIDE = {
    "row.total": _("A total, not a sale."),
    "row.note": _("A remark, not a sale."),
    "row.header_again": _("The names of the columns again."),
    "row.hidden": _("A hidden row, left out as you chose."),
}
ROW = {
    "row.too_wide": _(
        "This row has more cells than the table has columns; a comma inside an amount may "
        "have cut it in two."
    ),
}
QUESTION = {
    "question.sheet": _("Several sheets hold such a table. Which one is to be imported?"),
    "question.date_order": _("Is the day or the month first in “%(header)s”?"),
    "question.date_serial": _("From which year does “%(header)s” count its days?"),
    "question.number_style": _("Is the dot or the comma the decimal sign in “%(header)s”?"),
    "question.hidden_rows": _("%(rows)s rows are hidden in the file. Do they count?"),
}
ALL = FILE | MAPPING | CELL | ASIDE | ROW | QUESTION
