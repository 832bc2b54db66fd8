"""One sale in every spelling: amounts, days, returns, encodings, delimiters."""

from __future__ import annotations

from horror import DAY, ONE, PLAIN, Horror, under_head

SPELLINGS = [
    Horror(
        f"the amount is written {amount}",
        under_head(f"F1;25/08/2026;R1;P1;2;{amount}"),
        ONE,
    )
    for amount in (
        "50000",
        "Rp50.000,-",
        "Rp 50.000,00",
        "Rp. 50.000,00",
        "rp50.000,--",
        "IDR 50.000,00",
        "50.000,00",
        "50,000.00",
        "Rp\u00a050.000,00",
        "50 000,00",
        "'50000",
        "+50000",
        "50.000,00 IDR",
    )
]
DAYS = [
    Horror(f"the day is written {day}", under_head(f"F1;{day};R1;P1;2;50000"), ONE)
    for day in (
        "25/08/2026",
        "25-08-2026",
        "25.08.2026",
        "25/8/26",
        "2026-08-25",
        "20260825",
        "25 Agt 2026",
        "25 Agustus 2026",
        "25-Agu-26",
        "Selasa, 25 Agustus 2026",
        "25 Aug 2026",
        "Aug 25, 2026",
        "08/25/2026",
        "2026-08-25T00:00:00+07:00",
    )
]
RETURNS = [
    Horror(
        f"a return is written {quantity} and {amount}",
        under_head(f"F1;25/08/2026;R1;P1;{quantity};{amount}"),
        [(DAY, -2_000, -50_000_00)],
    )
    for quantity, amount in (
        ("-2", "-50000"),
        ("(2)", "(50.000,00)"),
        ("2-", "50.000,00-"),
        ("\u22122", "\u2212Rp50.000,00"),
        ("-2", "Rp-50.000,00"),
        ("(2)", "(Rp50.000,-)"),
        ("- 2", "- 50000"),
        ("(-2)", "(-50000)"),
    )
]
ENCODED = [
    Horror("UTF-8 with a BOM", b"\xef\xbb\xbf" + PLAIN.encode(), ONE),
    Horror("UTF-16 with a BOM", PLAIN.encode("utf-16"), ONE),
    Horror("UTF-16, little end first, without a BOM", PLAIN.encode("utf-16-le"), ONE),
    Horror("UTF-16, big end first, without a BOM", PLAIN.encode("utf-16-be"), ONE),
    Horror(
        "UTF-16 that breaks off inside a letter",
        PLAIN.encode("utf-16")[:-1],
        no_table="file.encoding",
    ),
    Horror(
        "Windows-1252 and UTF-8 in one file",
        PLAIN.encode()
        + "F2;25/08/2026;Café;P1;2;50000\n".encode("cp1252")
        + "F3;25/08/2026;Café;P1;2;50000\n".encode(),
        ONE * 3,
    ),
    Horror("line ends of an old Macintosh", PLAIN.replace("\n", "\r"), ONE),
    Horror("line ends of Windows", PLAIN.replace("\n", "\r\n"), ONE),
    Horror("no line end at the end", PLAIN.rstrip("\n"), ONE),
    Horror("divided by tabs", PLAIN.replace(";", "\t"), ONE),
    Horror("divided by strokes", PLAIN.replace(";", "|"), ONE),
    Horror("divided by commas", PLAIN.replace(";", ","), ONE),
    Horror("a first line that tells the delimiter", "sep=;\n" + PLAIN, ONE),
    Horror("a delimiter at the end of every line", PLAIN.replace("\n", ";\n"), ONE),
    Horror(
        "quoted cells that hold quotes, delimiters and line ends",
        under_head('"F1";"25/08/2026";"R;1";"P ""satu""\nbaru";"2";"50.000,00"'),
        ONE,
    ),
]
SPELLINGS_OF_ALL = [*SPELLINGS, *DAYS, *RETURNS, *ENCODED]
