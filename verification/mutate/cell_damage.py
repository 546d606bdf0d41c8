"""Damage to single cells: what keyboards, spreadsheets, languages and units do to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

from mutate.folder import Folder
from mutate.tables import pick_cell, shown

RESERVED = ("all", "nan", "NaN", "null", "none", "NA", "N/A", "true", "no", "total", "judgement",
            "everyone", "contested", "inf", "other", "index", "member", "1e5", "con")  # fmt: skip
INVISIBLE = "\u200b\u200e\u200f\u202e\u00ad\ufeff\u2060\u00a0\u3000\u2066\ufe0f\u180e\x7f\x07\x1b"
DIGITS = (
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "０１２３４５６７８９",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
)
EXTREMES = ("1e300", "-1", "0", "-0", "1e-300", "1e308", "9e999", "2147483647", "2147483648", "-2147483649",
            "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808", "1e17", "0.5", "5e-324",
            "1e-400", "nan", "inf", "-inf", "0x10", "1_000", "+7", "٣", "1e", ".", "-", "00012", "1.0000000001",
            "100000000000", "1e9", "3000000000")  # fmt: skip
OTHER_DAYS = ("31.12.2015", "12/31/2015", "2015-13-01", "0000-01-01", "9999-12-31", "1899-12-31", "2100-12-31",
              "2101-01-01", "2015-02-29", "20150101", "2015-1-1", "2015-01-01T00:00:00", "42370", "42370.5",
              "Jan 2015", "2015", "2015-W01", "1436-03-10", "2015-01-01Z", "２０１５-01-01", "2015–01–01", "01-02-03",
              "1900-01-01", "2031-01-01", "2031-03-11", "2031-03-12", "today", "-1", "1e9")  # fmt: skip
FORMULAS = ("=1+1", "#REF!", "#N/A", "#VALUE!", "=cmd|' /C calc'!A0", "+SUM(A1)", "@x", "(2000)", "2000 people",
            "40 km", "40000 m", "50%", "~2000", "<10", "10-20", "?", "…", "..", "*", "~", "£5", "1/2", "½")  # fmt: skip
QUOTES = ('"{}', '{}"', '"{}" {}', "'{}'", "“{}”", '""{}""', '{}"{}', '"{}\n{}"', "{}\\")


def _replaced(
    chance: Random, files: Folder, new: Callable[[str], str], *, is_number: bool = False
) -> str | None:
    spot = pick_cell(chance, files, is_number=is_number)
    return None if spot is None else spot.put(files, new(spot.text))


def reserved_word(chance: Random, files: Folder) -> str | None:
    """Call something by a word of the tables, in one cell."""
    return _replaced(chance, files, lambda _: chance.choice(RESERVED))


def renamed_everywhere(chance: Random, files: Folder) -> str | None:
    """Call something by another name wherever it is named."""
    spot = pick_cell(chance, files)
    if spot is None or not re.fullmatch(r"[A-Za-z][\w ]*", spot.text):
        return None
    old = spot.text
    new = chance.choice([*RESERVED, old.upper(), f"{old}_", f"{old}-x", f"é{old}", old * 40, old[:1],
                         f"{old}\u200f", f"{old},", f'"{old}"', f"{old};x", "-", "1", "a b"])  # fmt: skip
    word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)".encode())
    for name, content in files.items():
        if isinstance(content, bytes):
            files[name] = word.sub(lambda _: new.encode(), content)
    return f"{shown(old)} is called {shown(new)} in every file"


def invisible_mark(chance: Random, files: Folder) -> str | None:
    """Put a mark that nobody sees into a cell."""
    spot = pick_cell(chance, files)
    if spot is None:
        return None
    place = chance.choice([0, len(spot.text), chance.randrange(len(spot.text) + 1)])
    mark = chance.choice(INVISIBLE)
    return spot.put(files, f"{spot.text[:place]}{mark}{spot.text[place:]}")


def other_letters(chance: Random, files: Folder) -> str | None:
    """Write a letter in another way: with a mark of its own, wide, of another alphabet, in capitals."""
    ways: list[Callable[[str], str]] = [
        lambda text: unicodedata.normalize("NFD", text.replace("e", "é", 1)),
        lambda text: text.replace("e", "é", 1),
        lambda text: text.replace("a", "а", 1).replace("o", "о", 1),
        lambda text: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text),
        str.upper,
        str.title,
        lambda text: text.replace("i", "ı", 1).replace("s", "ß", 1),
        lambda text: text.replace("fi", "ﬁ").replace("_", "-"),
        lambda text: f"{text}\u0301",
        lambda text: f"مدينة {text}",
        lambda text: f"{text}\U0001f3e0",
        lambda text: f"{text}\ud83c",
    ]  # fmt: skip
    return _replaced(chance, files, chance.choice(ways))


def other_digits(chance: Random, files: Folder) -> str | None:
    """Write a number with the digits of another script."""
    digits = str.maketrans("0123456789", chance.choice(DIGITS))
    return _replaced(chance, files, lambda text: text.translate(digits), is_number=True)


def thousands(chance: Random, files: Folder) -> str | None:
    """Write a count as a spreadsheet of another language does."""
    sign = chance.choice([".", ",", " ", "'", "\u202f", "\u00a0", "_", "’", "٬"])
    few, many = chance.choice([("2{}000", 1), ("1{}234{}567", 1), ("12{}500", 1), ("{}", 0)])  # fmt: skip

    def grouped(text: str) -> str:
        whole = f"{int(float(text)):,}".replace(",", sign) if not many else few.replace("{}", sign)
        return whole if len(whole) > 1 else f"1{sign}000"

    return _replaced(chance, files, grouped, is_number=True)


def decimal_comma(chance: Random, files: Folder) -> str | None:
    """Write a number with a decimal comma, or another sign."""
    comma = chance.choice([",", "٫", "·", "،", ".0", ".000", ",0", ",000", ".50"])

    def written(text: str) -> str:
        return (
            text.replace(".", comma)
            if "." in text
            else f"{text}{comma}{'' if len(comma) > 1 else '5'}"
        )

    return _replaced(chance, files, written, is_number=True)


def extreme_number(chance: Random, files: Folder) -> str | None:
    """Write a number that nothing on earth has."""
    return _replaced(chance, files, lambda _: chance.choice(EXTREMES), is_number=True)


def many_digits(chance: Random, files: Folder) -> str | None:
    """Write a number of very many digits."""
    count = chance.choice([20, 400, 5_000, 100_000])
    start = chance.choice(["", "0.", "-", "1e", "1e-", "0"])
    return _replaced(chance, files, lambda _: start + "7" * count, is_number=True)


def scaled_number(chance: Random, files: Folder) -> str | None:
    """Write a number in another unit: metres, thousands, percent."""
    factor = chance.choice([1000, 0.001, 100, 0.01, -1, 1_000_000])
    return _replaced(chance, files, lambda text: f"{float(text) * factor:.15g}", is_number=True)


def other_day(chance: Random, files: Folder) -> str | None:
    """Write a date in another way, or another date."""
    for _ in range(20):
        spot = pick_cell(chance, files)
        if spot is None:
            return None
        if re.fullmatch(r"\d{4}-\d\d-\d\d", spot.text):
            return spot.put(files, chance.choice(OTHER_DAYS))
    return None


def shifted_day(chance: Random, files: Folder) -> str | None:
    """Move a date by some days or years."""
    for _ in range(20):
        spot = pick_cell(chance, files)
        if spot is None:
            return None
        found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", spot.text)
        if found:
            year, month, day = (int(part) for part in found.groups())
            moved = chance.choice([(year - 1, month, day), (year + 1, month, day), (year, day, month),
                                   (year, month % 12 + 1, day), (year, month, day % 28 + 1)])  # fmt: skip
            return spot.put(files, "{:04}-{:02}-{:02}".format(*moved))
    return None


def swapped_cells(chance: Random, files: Folder) -> str | None:
    """Swap two cells of a row."""
    spot = pick_cell(chance, files)
    if spot is None:
        return None
    row = spot.table.rows[spot.row]
    other = chance.randrange(len(row))
    row[spot.column], row[other] = row[other], row[spot.column]
    spot.table.save(files)
    return f"{spot.where}: swapped with cell {other + 1}"


def copied_cell(chance: Random, files: Folder) -> str | None:
    """Write into a cell what another one of the folder says."""
    other = pick_cell(chance, files)
    return None if other is None else _replaced(chance, files, lambda _: other.text)


def repeated_neighbour(chance: Random, files: Folder) -> str | None:
    """Write into a cell what the next one says: a road to itself, a hub of its own."""
    spot = pick_cell(chance, files)
    if spot is None:
        return None
    row = spot.table.rows[spot.row]
    return spot.put(files, row[(spot.column + 1) % len(row)])


def emptied_cell(chance: Random, files: Folder) -> str | None:
    """Empty a cell, or leave blanks in it."""
    return _replaced(chance, files, lambda _: chance.choice(["", "", " ", "\t", "-", "\u00a0"]))


def filled_cell(chance: Random, files: Folder) -> str | None:
    """Fill a cell that was empty."""
    spot = pick_cell(chance, files)
    if spot is None:
        return None
    row = spot.table.rows[spot.row]
    empty = [column for column, text in enumerate(row) if not text]
    if not empty:
        return None
    spot.column = chance.choice(empty)
    return spot.put(files, chance.choice(["x", "1", "0", "yes", "2031-01-10", "-", "?", "oldtown"]))


def formula(chance: Random, files: Folder) -> str | None:
    """Leave a formula, an error, a unit or a remark in a cell."""
    return _replaced(chance, files, lambda _: chance.choice(FORMULAS))


def quoted(chance: Random, files: Folder) -> str | None:
    """Put quotes where they do not belong, without doubling them."""
    spot = pick_cell(chance, files)
    content = files[spot.table.name] if spot else None
    if spot is None or not isinstance(content, bytes):
        return None
    pattern = chance.choice(QUOTES)
    new = pattern.replace("{}", spot.text)
    old = spot.text.encode()
    start = content.find(old, content.find(b"\n"))
    if start < 0:
        return None
    files[spot.table.name] = content[:start] + new.encode() + content[start + len(old) :]
    return f"{spot.table.name}: {shown(spot.text)} is written {shown(new)}"


def huge_cell(chance: Random, files: Folder) -> str | None:
    """Write very much into one cell."""
    sign = chance.choice(["x", "ы", " ", "\n", "a ", "1", ";", '"', "\x00", "a,b "])
    count = chance.choice([2_000, 131_073, 300_000])
    return _replaced(chance, files, lambda text: text + sign * count)


def listed_twice(chance: Random, files: Folder) -> str | None:
    """Make of a cell a list: with commas, semicolons, bars, or one name twice."""
    between = chance.choice([", ", ";", " ", "|", "/", " and ", "\n", "+"])
    return _replaced(chance, files, lambda text: f"{text}{between}{text}")


ALL = (reserved_word, renamed_everywhere, invisible_mark, other_letters, other_digits, thousands, decimal_comma,
       extreme_number, many_digits, scaled_number, other_day, shifted_day, swapped_cells, copied_cell,
       repeated_neighbour, emptied_cell, filled_cell, formula, quoted, huge_cell, listed_twice)  # fmt: skip
