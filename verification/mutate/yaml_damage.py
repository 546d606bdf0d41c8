"""Damage to YAML: what its grammar allows and nobody means."""

from __future__ import annotations

import re
from random import Random

from mutate.cell_damage import EXTREMES, INVISIBLE, OTHER_DAYS, RESERVED
from mutate.folder import Folder
from mutate.tables import shown

_ENDINGS = (".yaml", ".yml")
_LINE = re.compile(r"(?P<start>\s*(?:- )?[\w\"']+:)(?P<gap> *)(?P<value>.*)")
_WRONG = ("[]", "{}", "[a, b]", "{a: b}", "~", "null", "yes", "0x1F", "0o17", "1:30:00", "1_000", "1e3", ".inf",
          "-.inf", ".nan", "2001-12-14t21:59:43.10-05:00", "''", '"\\x00"', '"\\u200f"', "|", ">",
          "|\n    text", "[[[[1]]]]",
          "{value: {4: x}}", "[{a: [b]}]", "- 1", "? a", "*a", "&a 1", "<<", "=", "@x", "`x`", "%x", "!", "!!null ''",
          "a: b", "a #b", "'", '"', "{", "[", "}", "]", "{a, b}", "{1: 2, 1: 3}", "{[a]: b}", "1 2 3", "True",
          "off")  # fmt: skip
_TAGS = ("!!str", "!!int", "!!float", "!!bool", "!!binary", "!!omap", "!!set", "!!pairs", "!!timestamp", "!!seq",
         "!!map", "!!python/object/apply:os.system", "!!python/name:os.system", "!local", "!<tag:yaml.org,2002:str>",
         "!!x", "!", "!!merge")  # fmt: skip


class _Lines:
    """The lines of one YAML file."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.split("\n")

    def said(self) -> list[int]:
        """Numbers of the lines that say something."""
        return [at for at, line in enumerate(self.lines) if line.strip() and line.strip()[0] != "#"]

    def keyed(self) -> list[int]:
        """Numbers of the lines that have a key."""
        return [at for at in self.said() if _LINE.fullmatch(self.lines[at])]

    def save(self, files: Folder, what: str, at: int | None = None) -> str:
        """Write it back, and say what was done."""
        files[self.name] = "\n".join(self.lines).encode("utf-8", "surrogatepass")
        return f"{self.name}{'' if at is None else f', line {at + 1}'}: {what}"


def _open(chance: Random, files: Folder) -> _Lines | None:
    names = [name for name in files if name.endswith(_ENDINGS)]
    if not names:
        return None
    name = chance.choice(names)
    content = files[name]
    if not isinstance(content, bytes):
        return None
    try:
        lines = _Lines(name, content.decode())
    except UnicodeDecodeError:
        return None
    return lines if lines.keyed() else None


def _parts(line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    return (found["start"], found["value"]) if found else (line, "")


def wrong_value(chance: Random, files: Folder) -> str | None:
    """Give a key a value of another kind."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    at = chance.choice(yaml.keyed())
    start, _ = _parts(yaml.lines[at])
    value = chance.choice(_WRONG)
    yaml.lines[at] = f"{start} {value}"
    return yaml.save(files, f"its value is {shown(value)}", at)


def wrong_number(chance: Random, files: Folder) -> str | None:
    """Change a number or a word inside a line."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    at = chance.choice(yaml.keyed())
    words = list(re.finditer(r"[\w.+-]+", yaml.lines[at]))
    word = chance.choice(words)
    new = chance.choice([*EXTREMES, *OTHER_DAYS, *RESERVED, "7" * 5000])
    yaml.lines[at] = yaml.lines[at][: word.start()] + new + yaml.lines[at][word.end() :]
    return yaml.save(files, f"{shown(word.group())} is {shown(new)}", at)


def nested_value(chance: Random, files: Folder) -> str | None:
    """Put a value into a list or a mapping, or into many."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    at = chance.choice(yaml.keyed())
    start, value = _parts(yaml.lines[at])
    depth = chance.choice([1, 1, 2, 40, 200, 2000])
    opened, closed = chance.choice(
        [("[", "]"), ("{a: ", "}"), ("{4: ", "}"), ("[x, ", "]"), ("{? ", "}")]
    )
    yaml.lines[at] = f"{start} {opened * depth}{value or 1}{closed * depth}"
    return yaml.save(files, f"its value is nested {depth} deep in {opened}{closed}", at)


def tagged_value(chance: Random, files: Folder) -> str | None:
    """Put a tag before a value."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    at = chance.choice(yaml.keyed())
    start, value = _parts(yaml.lines[at])
    tag = chance.choice(_TAGS)
    yaml.lines[at] = f"{start} {tag} {value}"
    return yaml.save(files, f"tagged {tag}", at)


def anchored(chance: Random, files: Folder) -> str | None:
    """Name a part of the file, and stand the name for another."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    keyed = yaml.keyed()
    one, other = sorted([chance.choice(keyed), chance.choice(keyed)])
    start, value = _parts(yaml.lines[one])
    yaml.lines[one] = f"{start} &part {value}"
    if other > one and chance.random() < 0.7:
        start, _ = _parts(yaml.lines[other])
        key = start[: len(start) - len(start.lstrip())] + "<<:"
        yaml.lines[other] = f"{chance.choice([start, key])} *part"
    return yaml.save(files, f"anchored, and named on line {other + 1}", one)


def line_twice(chance: Random, files: Folder) -> str | None:
    """Give a key twice, or a block."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    at = chance.choice(yaml.keyed())
    count = chance.choice([1, 1, 5])
    block = yaml.lines[at : at + count]
    place = chance.choice([at, len(yaml.lines)])
    yaml.lines[place:place] = block
    return yaml.save(files, f"{len(block)} lines are given again at line {place + 1}", at)


def line_dropped(chance: Random, files: Folder) -> str | None:
    """Leave a line out, or its value."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    at = chance.choice(yaml.said())
    if chance.random() < 0.6:
        del yaml.lines[at]
        return yaml.save(files, "gone", at)
    yaml.lines[at] = _parts(yaml.lines[at])[0]
    return yaml.save(files, "without its value", at)


def key_renamed(chance: Random, files: Folder) -> str | None:
    """Call a key something else."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    at = chance.choice(yaml.keyed())
    start, value = _parts(yaml.lines[at])
    key = start.strip().rstrip(":")
    new = chance.choice([f"{key}s", key.upper(), key[1:], f'"{key}"', f"{key} ", "1", "~", "true", "null", "? x",
                         "[a]",
                         "", "<<", f"{key}\u200f", "é", "x" * 2000, "all", "2031-01-01", "=", f"!!str {key}",
                         "0.1"])  # fmt: skip
    yaml.lines[at] = f"{start[: len(start) - len(start.lstrip())]}{new}: {value}"
    return yaml.save(files, f"the key is {shown(new)}", at)


def indented(chance: Random, files: Folder) -> str | None:
    """Move a line, or all that follow, to the right or to the left."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    at = chance.choice(yaml.said())
    indent = chance.choice(["  ", " ", "\t", "    ", "", "\u00a0", "- "])
    last = chance.choice([at + 1, len(yaml.lines)])
    for line in range(at, last):
        text = yaml.lines[line]
        yaml.lines[line] = text.lstrip() if indent == "" else indent + text
    return yaml.save(files, f"{last - at} lines indented by {indent!r}", at)


def grammar(chance: Random, files: Folder) -> str | None:
    """Put a sign of the grammar on a line of its own, or into a line."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    at = chance.randrange(len(yaml.lines))
    if chance.random() < 0.5:
        sign = chance.choice(["---", "...", "%YAML 1.1", "%TAG ! x", "- x", "? a", ": b", "{", "}", "[", "]", "!!map",
                              "a", "# é", "\t", "--- !x", "'", '"', "&a", "*a", "x: |", "x: >-", "\x00",
                              "\ufeff"])  # fmt: skip
        yaml.lines.insert(at, sign)
        return yaml.save(files, f"{sign!r} before it", at)
    line = yaml.lines[at]
    place = chance.randrange(len(line) + 1)
    sign = chance.choice([*":{}[],#&*!|>'\"%@`?-", ": ", " #", *INVISIBLE])
    yaml.lines[at] = line[:place] + sign + line[place:]
    return yaml.save(files, f"{sign!r} put in at letter {place + 1}", at)


def parts_swapped(chance: Random, files: Folder) -> str | None:
    """Swap the values of two keys."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    keyed = yaml.keyed()
    one, other = chance.choice(keyed), chance.choice(keyed)
    (first, value), (second, instead) = _parts(yaml.lines[one]), _parts(yaml.lines[other])
    yaml.lines[one], yaml.lines[other] = f"{first} {instead}", f"{second} {value}"
    return yaml.save(files, f"its value swapped with that of line {other + 1}", one)


def many_keys(chance: Random, files: Folder) -> str | None:
    """Give very many keys, or a very long list."""
    yaml = _open(chance, files)
    if yaml is None:
        return None
    at = chance.choice(yaml.keyed())
    start, _ = _parts(yaml.lines[at])
    if chance.random() < 0.5:
        yaml.lines[at:at] = [f"x{number}: 1" for number in range(500)]
        return yaml.save(files, "500 keys before it", at)
    yaml.lines[at] = f"{start} [{', '.join('a' * 500)}]"
    return yaml.save(files, "a list of 500", at)


ALL = (wrong_value, wrong_number, nested_value, tagged_value, anchored, line_twice, line_dropped, key_renamed,
       indented,
       grammar, parts_swapped, many_keys)  # fmt: skip
