"""A second reader, if the user has one: a model on this machine, asked as OpenAI's is (decision 35).

Off unless its address is given. The only module of homeward that speaks to anybody: to this machine alone, unless
`anywhere` is given, by one request a paragraph, through no proxy, following no redirection.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import urllib.parse
from dataclasses import dataclass, replace
from typing import Any, get_args

from homeward.errors import Problem, ScenarioError
from homeward.reading.finding.candidate import COUNTED, Candidate
from homeward.reading.language.rule_parts import Kind
from homeward.reading.paragraphs import Report

SECONDS = 120.0
_MOST_ANSWER = 2_000_000
_UNITS = ("people", "families", "houses", "incidents", "share", "square miles", "km2", "hectares")
_MODALITIES = ("stated", "negated", "hypothesis", "hearsay")
CONFIDENCE = 0.5
"""Of what it proposes: nobody has counted how often it is right."""

PROMPT = """\
List what this paragraph of a report says about displacement: quantities of people, families, houses, incidents or
areas, and events. Answer with JSON alone: {"found": [{"kind": one of KINDS, "value": number or null,
"low": number or null, "high": number or null, "unit": one of UNITS or "", "date": ISO 8601 or "", "place": "",
"actor": "", "said_by": a role or "", "modality": one of MODALITIES, "words": the exact words it rests on}]}.
Never name a private person."""


@dataclass(frozen=True)
class SecondReader:
    """Where a model answers.

    Parameters
    ----------
    address
        Up to and with ``/v1``, e.g. ``http://127.0.0.1:11434/v1``.
    model
        Its name, as its server knows it.
    anywhere
        Whether it may be on another machine: the text of the report is then sent there.
    """

    address: str
    model: str
    anywhere: bool = False

    def read(self, report: Report) -> list[Candidate]:
        """Return what it proposes.

        Raises
        ------
        ScenarioError
            If the address is not of this machine and `anywhere` is not given, or nobody answers there as expected.
        """
        target = checked(self.address, anywhere=self.anywhere)
        return [
            one
            for paragraph in report.paragraphs
            for one in self._of(report, paragraph.number, paragraph.text, target)
        ]

    def _of(
        self, report: Report, number: int, text: str, target: urllib.parse.SplitResult
    ) -> list[Candidate]:
        answer = self._ask(target, text, report.published)
        found = [candidate_of(row, report.document, number, text) for row in answer]
        return [one for one in found if one is not None]

    def _ask(self, target: urllib.parse.SplitResult, text: str, published: str) -> list[Any]:
        prompt = (
            PROMPT.replace("KINDS", str([*get_args(Kind), COUNTED]))
            .replace("UNITS", str(_UNITS))
            .replace("MODALITIES", str(_MODALITIES))
        )
        said = f"{prompt}\nThe report was published {published}." if published else prompt
        messages = [{"role": "system", "content": said}, {"role": "user", "content": text}]
        body = json.dumps(
            {"model": self.model, "messages": messages, "temperature": 0, "stream": False}
        )
        answer = _post(target, body)
        try:
            content = json.loads(answer)["choices"][0]["message"]["content"]
            found = json.loads(content[content.index("{") : content.rindex("}") + 1])["found"]
        except (ValueError, KeyError, IndexError, TypeError):
            return []
        return found if isinstance(found, list) else []


def checked(address: str, *, anywhere: bool = False) -> urllib.parse.SplitResult:
    """Take an address apart, and refuse one that is not of this machine.

    Raises
    ------
    ScenarioError
        With a way out.
    """
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        way = "give an address such as http://127.0.0.1:11434/v1"
        raise ScenarioError(
            Problem("--second-reader", f'"{address}" is no address of a model.', "", (way,))
        )
    if not anywhere and not is_this_machine(parts.hostname):
        found = f'"{parts.hostname}" is not this machine.'
        why = "The text of the report would be sent there."
        ways = (
            "run a model here and give 127.0.0.1.",
            "--anywhere, if the text may leave this machine.",
        )
        raise ScenarioError(Problem("--second-reader", found, why, ways))
    return parts


def is_this_machine(host: str) -> bool:
    """Tell whether a host is this machine: by its number or as localhost; other names may come to mean anything."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _post(target: urllib.parse.SplitResult, body: str) -> bytes:
    kind = http.client.HTTPSConnection if target.scheme == "https" else http.client.HTTPConnection
    host = "127.0.0.1" if target.hostname == "localhost" else target.hostname or ""
    connection = kind(host, target.port, timeout=SECONDS)
    try:
        path = f"{target.path.rstrip('/')}/chat/completions"
        connection.request("POST", path, body.encode(), {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = response.read(_MOST_ANSWER)
    except (OSError, http.client.HTTPException, ValueError) as error:
        found = f"nobody answers at {host}: {error}."
        raise ScenarioError(
            Problem(
                "--second-reader",
                found,
                "",
                ("start the model's server, or leave the option out.",),
            )
        ) from None
    finally:
        connection.close()
    if response.status != http.client.OK:
        found = f"the server at {host} answered {response.status}."
        raise ScenarioError(
            Problem("--second-reader", found, "", ("see --model and the address.",))
        )
    return answer


def candidate_of(row: Any, document: str, number: int, text: str) -> Candidate | None:
    """Make a candidate of what a model answered; None if it is none, or its words are not in the paragraph."""
    if not isinstance(row, dict):
        return None
    words = row.get("words")
    kind = row.get("kind")
    if not isinstance(words, str) or not words.strip() or kind not in {*get_args(Kind), COUNTED}:
        return None
    start = text.find(words.strip())
    if start < 0:
        return None
    made = Candidate(
        document,
        number,
        str(kind),
        words=(start, start + len(words.strip())),
        confidence=CONFIDENCE,
    )
    figures = {name: _figure(row.get(name)) for name in ("value", "low", "high")}
    said = {name: _text(row.get(name)) for name in ("date", "place", "actor", "said_by")}
    unit, modality = row.get("unit"), row.get("modality")
    return replace(
        made,
        **figures,  # pyright: ignore[reportArgumentType]
        **said,  # pyright: ignore[reportArgumentType]
        unit=str(unit) if unit in _UNITS else "",
        modality=str(modality) if modality in _MODALITIES else "stated",
    )


def _figure(given: Any) -> float | None:
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    return float(given) if is_number and abs(given) < 1e12 else None


def _text(given: Any) -> str:
    return " ".join(given.split())[:100] if isinstance(given, str) else ""
