"""What a number may be meant as that is written in the way of another country (model §2)."""

from __future__ import annotations

import re
import unicodedata

GROUPED_BY_A_POINT = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
"""Looks like thousands, though it is a decimal number as well."""

_BLANKS = " '’_`´\u066c"
_NUMBER = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_GROUPED_OTHERWISE = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]*)?")
_GROUPED_BY_HUNDREDS = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]*)?")
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def readings(text: str) -> tuple[str, ...]:
    """List the numbers that a text may be meant as, as homeward writes them; none if it is no number.

    The likelier comes first: "2.000" is 2000, or 2; "1.234.567" is 1234567 alone; "0,5" is 0.5.
    """
    sign = "-" if text.startswith(("-", "\u2212")) else ""
    plain = "".join(_as_ascii(letter) for letter in text.lstrip("+-\u2212"))
    if " " in plain:
        whole, *groups = re.split(r"[.,]", plain)[0].split(" ")
        is_grouped = 0 < len(whole) <= 3 and all(len(group) == 3 for group in groups)
        plain = plain.replace(" ", "") if is_grouped else plain
        return _signed(sign, plain.replace(",", ".")) if is_grouped else ()
    if _EITHER.fullmatch(plain):
        return (
            *_signed(sign, re.sub("[.,]", "", plain)),
            *_signed(sign, plain.replace(",", ".").rstrip("0").rstrip(".")),
        )
    if _GROUPED.fullmatch(plain) or _GROUPED_BY_HUNDREDS.fullmatch(plain):
        return _signed(sign, plain.replace(",", ""))
    if _GROUPED_OTHERWISE.fullmatch(plain):
        return _signed(sign, plain.replace(".", "").replace(",", "."))
    return _signed(sign, plain.replace(",", "."))


def _signed(sign: str, number: str) -> tuple[str, ...]:
    return (f"{sign}{number}",) if _NUMBER.fullmatch(number) else ()


def _as_ascii(letter: str) -> str:
    """Write a digit of any script as 0 to 9, and each sign that groups digits as a blank."""
    if letter.isascii() and letter not in _BLANKS:
        return letter
    if letter in _BLANKS or unicodedata.category(letter) == "Zs":
        return " "
    if unicodedata.category(letter) == "Cf":
        return ""
    signs = {"\u066b": ".", "\uff0e": ".", "\uff0c": ","}
    digit = unicodedata.decimal(letter, None)
    return signs.get(letter, letter) if digit is None else str(digit)
