"""Every problem that reading can meet, by code, with the parameters of its sentence.

The sentences here are the English of the codes; `sentences.py` speaks to people.
"""

from __future__ import annotations

FILE = {
    "file.empty": "This file is empty.",
    "file.no_table": "This is no table: it looks like %(what)s. Save it as CSV or XLSX.",
    "file.old_excel": "This is a workbook of an old kind. Save it as XLSX and try again.",
    "file.html": "This is a web page that is called a workbook. Save it as XLSX.",
    "file.broken": "This workbook cannot be opened: %(why)s.",
    "file.bomb": "This workbook unpacks to more than %(most)s MB, which no honest one does.",
    "file.sheet_too_large": "This sheet holds more than %(most)s cells. Split it.",
    "file.sheet_missing": "There is no sheet “%(sheet)s” in this workbook.",
    "file.no_header": "No row with the names of the columns was found.",
    "file.encoding": "The file is not written in %(encoding)s.",
    "file.quote_open": "A quotation mark opens in row %(row)s and never closes.",
}
MAPPING = {
    "mapping.column_missing": "Choose the column that holds: %(column)s.",
    "mapping.header_gone": "The column “%(header)s” is not in this file.",
    "mapping.version": "This mapping was made by another version of Setia.",
}
CELL = {
    "cell.missing": "Nothing stands here.",
    "cell.no_number": "“%(value)s” is no number.",
    "cell.two_styles": "“%(value)s” does not fit the way numbers are written in this column.",
    "cell.too_many_decimals": "“%(value)s” has more than %(places)s decimals.",
    "cell.too_large": "“%(value)s” is larger than Setia can hold.",
    "cell.no_date": "“%(value)s” is no day.",
    "cell.no_such_day": "There is no such day: “%(value)s”.",
    "cell.id_spoiled": "The spreadsheet has spoiled this id into “%(value)s”. Format the "
    "column as text and type the ids again.",
    "cell.too_long": "This is longer than %(most)s characters.",
    "cell.formula": "Here stands a formula without its result. Open the file in a "
    "spreadsheet, save it, and try again.",
    "cell.error": "The spreadsheet says %(value)s here.",
    "cell.unknown_word": "“%(value)s” is none of: %(allowed)s.",
    "cell.sum_differs": "%(quantity)s times %(price)s is not %(amount)s.",
    "cell.no_amount": "There is neither an amount nor a price.",
    "cell.whole": "“%(value)s” is no whole number.",
}
ASIDE = {
    "row.total": "A total, not a sale.",
    "row.header_again": "The names of the columns again.",
    "row.hidden": "A hidden row, left out as you chose.",
}
QUESTION = {
    "question.date_order": "Is the day or the month first in “%(header)s”?",
    "question.date_serial": "From which year does “%(header)s” count its days?",
    "question.number_style": "Is the dot or the comma the decimal sign in “%(header)s”?",
    "question.hidden_rows": "%(rows)s rows are hidden in the file. Do they count?",
}
ALL = FILE | MAPPING | CELL | ASIDE | QUESTION
