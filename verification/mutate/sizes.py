"""Very large inputs, given to the command itself: refused at once, and in little memory."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutate.folder import Folder, Odd, write
from mutate.originals import FLEE, PARAMETER_FILE, PARAMETER_VALUES, original

MOST_SECONDS = 2.0
MOST_MEGABYTES = 500.0
_KILLED_AFTER = 60.0
_LIMIT_BYTES = 8 << 30

_REFUSED_AT_ONCE = {
    "check": ("check", "nowhere/x"),
    "run": ("run", "tiny", "--members", "2", "--out", "{out}", "--parameters", "nowhere.csv"),
    "import": ("import", "flee", "nowhere/x", "--to", "{out}"),
    "report": ("report", "nowhere/x"),
}
MB = 1_000_000
Made = Callable[[bytes], bytes]
"""What a file says instead; worked out only when it is wanted, and forgotten."""
CHECK = ("check", "{in}")
IMPORT = (
    "import",
    "flee",
    "{in}/input",
    "{in}/validation",
    "--to",
    "{out}",
    "--settings",
    "{in}/simsetting.yml",
)
RUN = ("run", "tiny", "--members", "2", "--out", "{out}")
PARAMETERS = (*RUN, "--parameters", f"{{in}}/{PARAMETER_FILE}")


@dataclass(frozen=True)
class Size:
    """One very large input.

    Parameters
    ----------
    make
        Makes the files.
    arguments
        Of the command; {in} and {out} stand for folders.
    status
        How the command should end: 2, refused, unless nothing is wrong with what it reads.
    """

    name: str
    make: Callable[[], Folder]
    arguments: tuple[str, ...] = CHECK
    status: int = 2


@dataclass(frozen=True)
class Measured:
    """What the command did with one."""

    status: int
    seconds: float
    processor_seconds: float
    megabytes: float
    said: str

    def misses(self, start_up: Measured | None = None, status: int = 2) -> list[str]:
        """Say what should not be so; processor seconds are those beyond starting up."""
        spent = self.processor_seconds - (start_up.processor_seconds if start_up else 0.0)
        return [
            *([f"exit {self.status}"] if self.status != status else []),
            *([f"{spent:.1f} s"] if spent >= MOST_SECONDS else []),
            *([f"{self.megabytes:.0f} MB"] if self.megabytes >= MOST_MEGABYTES else []),
        ]


def _tiny(name: str, content: Odd | Made) -> Callable[[], Folder]:
    return lambda: _with(original("tiny"), name, content)


def _flee(name: str, content: Odd | Made) -> Callable[[], Folder]:
    return lambda: _with(original(FLEE), name, content)


def _parameters(content: Odd | Made) -> Callable[[], Folder]:
    return lambda: _with(original(PARAMETER_VALUES), PARAMETER_FILE, content)


def _with(files: Folder, name: str, content: Odd | Made) -> Folder:
    files[name] = content if isinstance(content, Odd) else content(_bytes(files, name))
    return files


def _bytes(files: Folder, name: str) -> bytes:
    said = files.get(name, b"")
    return said if isinstance(said, bytes) else b""


def _columns(count: int) -> Made:
    def widened(table: bytes) -> bytes:
        header, _, rows = table.partition(b"\n")
        return header + b"".join(b",x%d" % number for number in range(count)) + b"\n" + rows

    return widened


def _last_row(times: int) -> Made:
    return lambda table: table + (table.rstrip().split(b"\n")[-1] + b"\n") * times


def _appended(more: bytes, times: int, before: bytes = b"", after: bytes = b"") -> Made:
    return lambda said: said + before + more * times + after


def _first_cell(letters: int) -> Made:
    def filled(table: bytes) -> bytes:
        header, _, rows = table.partition(b"\n")
        return header + b"\n" + b"a" * letters + rows[rows.index(b",") :]

    return filled


def _numbered(line: bytes, count: int) -> Made:
    return lambda said: said + b"".join(line % number for number in range(count))


def _instead_of(old: bytes, new: bytes) -> Made:
    return lambda before: before.replace(old, new, 1)


def _nothing() -> Folder:
    return {}


def _many_files() -> Folder:
    return {**original("tiny"), **{f"x{number}.csv": b"" for number in range(100_000)}}


_DIGITS = b"7" * 100_000
SIZES: tuple[Size, ...] = (
    Size("10^4 columns", _tiny("routes.csv", _columns(10_000))),
    Size("10^6 columns", _tiny("routes.csv", _columns(1_000_000))),
    Size("a row of 10^6 cells", _tiny("routes.csv", _appended(b"x,", 1_000_000))),
    Size("a table of 200 MB", _tiny("routes.csv", _appended(b"a,oldtown,farms,40,,yes,\n", 8 * MB))),
    Size("200 MB on one line", _tiny("routes.csv", _appended(b"x", 200 * MB))),
    Size("10^6 rows", _tiny("harms.csv", _last_row(1_000_000))),
    Size("10^6 empty lines", _tiny("harms.csv", _appended(b"\n", 1_000_000))),
    Size("10^5 places of one name", _tiny("places.csv", _last_row(100_000))),
    Size("10^5 places", _tiny("places.csv", _numbered(b"p%d,P,town,XXA,,34.0,38.0,10,,,,,,,,,judgement\n", 100_000))),
    Size("a name of 10^6 letters", _tiny("places.csv", _first_cell(1_000_000))),
    Size("a cell of 50 MB", _tiny("claims.csv", _first_cell(50 * MB))),
    Size("a quote of 100 MB never closed", _tiny("claims.csv", _appended(b"x\n", 50 * MB, before=b'"'))),
    Size("a number of 10^5 digits", _tiny("places.csv", _instead_of(b"2000", _DIGITS))),
    Size("a number of 10^5 digits in YAML", _tiny("scenario.yaml", _instead_of(b"0.05", _DIGITS))),
    Size("YAML 10^4 deep", _tiny("scenario.yaml", _appended(b"[", 10_000, before=b"deep: "))),
    Size("YAML 10^4 deep in blocks", _tiny("levers.yaml", _appended(b"- ", 10_000, before=b"deep:\n"))),
    Size("YAML of 10^5 keys", _tiny("levers.yaml", _numbered(b"k%d: 1\n", 100_000))),
    Size("a YAML list of 10^6", _tiny("levers.yaml", _appended(b"a, ", 1_000_000, before=b"k: [", after=b"]\n"))),
    Size("YAML of 200 MB", _tiny("scenario.yaml", _appended(b"# x\n", 50 * MB))),
    Size("10^5 other files", _many_files, status=0),
    Size("a scenario name of 10^5 letters", _nothing, ("check", "x" * 100_000)),
    Size("levers of 10^6 letters", _nothing, (*RUN, *("--lever", "x" * 100_000) * 10)),
    Size("parameters: 10^6 columns", _parameters(_columns(1_000_000)), PARAMETERS),
    Size("parameters: 10^6 rows", _parameters(_last_row(1_000_000)), PARAMETERS),
    Size("parameters: 200 MB", _parameters(_appended(b"x", 200 * MB)), PARAMETERS),
    Size("parameters: endless", _parameters(Odd.ENDLESS), PARAMETERS),
    Size("Flee: 10^6 columns", _flee("input/locations.csv", _columns(1_000_000)), IMPORT),
    Size("Flee: 10^6 rows", _flee("input/routes.csv", _last_row(1_000_000)), IMPORT),
    Size("Flee: 10^6 days", _flee("input/conflicts.csv", _last_row(1_000_000)), IMPORT),
    Size("Flee: 200 MB", _flee("validation/cedar.csv", _appended(b"2030-02-21,10\n", 15 * MB)), IMPORT),
    Size("Flee: settings 10^4 deep", _flee("simsetting.yml", _appended(b"{a: ", 10_000, before=b"deep: ")), IMPORT),
    Size("Flee: an endless file", _flee("input/routes.csv", Odd.ENDLESS), IMPORT),
    Size("a period of 10^9 days", _flee("input/sim_period.csv", _instead_of(b"12", b"999999999")), IMPORT),
    Size("run.json of 100 MB", lambda: {"run.json": b'{"a": [' + b"1," * 50 * MB + b"1]}"}, ("report", "{in}")),
    Size("run.json 10^5 deep", lambda: {"run.json": b"[" * 100_000}, ("report", "{in}")),
    Size("run.json, endless", lambda: {"run.json": Odd.ENDLESS}, ("report", "{in}")),
    Size("results.nc of 200 MB of nothing", lambda: {"run.json": b"{}", "results.nc": bytes(200 * MB)},
    ("report", "{in}")),
)  # fmt: skip


def try_sizes() -> int:
    """Try all, print a table, and return how many were not refused as they should be."""
    start_ups = {command: measure(given, {}) for command, given in _REFUSED_AT_ONCE.items()}
    print(
        "Processor seconds are those beyond starting up, where the same command refuses a name that is not there:"
    )
    print(
        "; ".join(
            f"`{command}` {one.processor_seconds:.1f} s and {one.megabytes:.0f} MB"
            for command, one in start_ups.items()
        )
    )
    print(
        "\n| input | exit | seconds | processor seconds | MB | misses |\n|---|---|---|---|---|---|"
    )
    missed = 0
    for size in SIZES:
        start_up = start_ups[size.arguments[0]]
        found = measure(size.arguments, size.make())
        misses = found.misses(start_up, size.status)
        missed += bool(misses)
        beyond = max(found.processor_seconds - start_up.processor_seconds, 0.0)
        print(f"| {size.name} | {found.status} | {found.seconds:.1f} | {beyond:.1f} | {found.megabytes:.0f} | "
              f"{', '.join(misses)} |", flush=True)  # fmt: skip
    print(f"\n{missed} of {len(SIZES)} miss: exit 2, {MOST_SECONDS:g} s, {MOST_MEGABYTES:g} MB.")
    return missed


def measure(arguments: Sequence[str], files: Folder) -> Measured:
    """Give files to the command, and measure it."""
    shared = Path("/dev/shm")
    place = Path(tempfile.mkdtemp(dir=shared if shared.is_dir() else None, prefix="sizes-"))
    try:
        write(files, place / "in")
        given = [
            part.replace("{in}", str(place / "in")).replace("{out}", str(place / "out"))
            for part in arguments
        ]
        return _measured([sys.executable, "-m", "homeward.cli.wall", *given], place)
    finally:
        shutil.rmtree(place)


def _measured(command: list[str], place: Path) -> Measured:
    limits = [str(_KILLED_AFTER), str(_LIMIT_BYTES)]
    with (place / "said").open("w+b") as said:
        done = subprocess.run(
            [sys.executable, "-S", Path(__file__).with_name("measuring.py"), *limits, *command],
            stdout=subprocess.PIPE, stderr=said, cwd=place, check=True, text=True,
        )  # fmt: skip
        said.seek(0)
        text = said.read().decode(errors="replace")
    status, seconds, processor_seconds, kilobytes = (float(part) for part in done.stdout.split())
    return Measured(int(status), seconds, processor_seconds, kilobytes / 1024, text)
