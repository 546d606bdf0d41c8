"""A later release into a folder that an analyst has worked on: what changed is changed, what she judged stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from homeward.exchange.public.imported_record import Record, Texts, by_key, digest_of

Rows = Sequence[dict[str, str]]


@dataclass
class Merged:
    """The rows of a folder after a later release.

    Parameters
    ----------
    kept
        Rows that the analyst changed, wrote or removed, and that the release would have otherwise: a sentence each.
    orphaned
        Her rows that rest on claims that are gone.
    """

    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict[str, list[dict[str, str]]])
    added: dict[str, int] = field(default_factory=dict[str, int])
    changed: dict[str, int] = field(default_factory=dict[str, int])
    removed: dict[str, int] = field(default_factory=dict[str, int])
    kept: list[str] = field(default_factory=list[str])
    orphaned: list[str] = field(default_factory=list[str])


def merge(record: Record, now: Mapping[str, Rows], new: Mapping[str, Rows]) -> Merged:
    """Merge table by table.

    Parameters
    ----------
    record
        What the last import wrote.
    now
        What the folder holds.
    new
        What the release gives.
    """
    merged = Merged()
    hers: dict[str, set[str]] = {}
    for table in dict.fromkeys((*now, *new)):
        hers[table] = set()
        base = record.rows.get(table, {})
        merged.tables[table] = _merge_table(
            table, base, now.get(table, ()), new.get(table, ()), merged, hers[table]
        )
    _rest_on_what_is_gone(merged, hers, now)
    return merged


def _merge_table(
    table: str, base: Mapping[str, str], now: Rows, new: Rows, merged: Merged, hers: set[str]
) -> list[dict[str, str]]:
    coming, held = by_key(table, new), by_key(table, now)
    rows: list[dict[str, str]] = []
    changed = removed = 0
    for key, row in held.items():
        other = coming.get(key)
        if base.get(key) != digest_of(row):
            hers.add(key)
            rows.append(row)
            merged.kept.extend(_said_otherwise(table, key, row, other, base))
        elif other is None:
            removed += 1
        else:
            changed += digest_of(other) != base[key]
            rows.append(other)
    fresh = [row for key, row in coming.items() if key not in held and key not in base]
    for key in coming.keys() - held.keys():
        if key in base and digest_of(coming[key]) != base[key]:
            merged.kept.append(
                f"{table}.csv, {key}: you removed it; the release has it with other figures."
            )
    for counts, number in (
        (merged.added, len(fresh)),
        (merged.changed, changed),
        (merged.removed, removed),
    ):
        if number:
            counts[table] = number
    return [*rows, *fresh]


def _said_otherwise(
    table: str, key: str, row: Texts, other: Texts | None, base: Mapping[str, str]
) -> Iterator[str]:
    """Say where the release has something else than a row of hers."""
    if other is None:
        if key in base:
            yield f"{table}.csv, {key}: your row stays; the release no longer has it."
    elif digest_of(other) not in {base.get(key), digest_of(row)}:
        yield f"{table}.csv, {key}: your row stays; the release now says {_differences(row, other)}."


def _differences(mine: Texts, other: Texts) -> str:
    cells = [
        f"{name} {value or 'empty'}" for name, value in other.items() if mine.get(name, "") != value
    ]
    return ", ".join(cells[:4])


def _rest_on_what_is_gone(
    merged: Merged, hers: Mapping[str, set[str]], now: Mapping[str, Rows]
) -> None:
    """Find her rows that rest on claims which are gone, and keep those claims, so that the folder can be read."""
    held = {row["claim"] for row in merged.tables.get("claims", ())}
    before = {row["claim"]: row for row in now.get("claims", ())}
    documents = {row["document"] for row in merged.tables.get("documents", ())}
    old_documents = {row["document"]: row for row in now.get("documents", ())}
    for table, keys in hers.items():
        for key, row in by_key(table, merged.tables[table]).items():
            gone = [
                name
                for name in row.get("claims", "").split()
                if name in before and name not in held
            ]
            if key not in keys or not gone:
                continue
            merged.orphaned.append(
                f"{table}.csv, {key}: rests on {', '.join(gone)}, which is gone."
            )
            for name in gone:
                held.add(name)
                merged.tables["claims"].append(before[name])
                document = before[name]["document"]
                if document not in documents and document in old_documents:
                    documents.add(document)
                    merged.tables["documents"].append(old_documents[document])
