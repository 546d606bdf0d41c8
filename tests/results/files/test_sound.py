"""Damaged and foreign files of results are refused, in a sentence, before their counts are believed."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

import homeward
from homeward.catalogue import VARIABLE
from homeward.errors import ScenarioError
from homeward.results.files.sound import DIGEST, check_balance, digest_of
from homeward.results.result import open_result

DAMAGED = "results.nc: the file is damaged, or no file of results."
FLIPS = 40


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "run"
    return homeward.run(homeward.load("tiny"), members=3, seed=1, every=14).save(folder)


@pytest.fixture
def run(saved: Path, tmp_path: Path) -> Path:
    shutil.copytree(saved, tmp_path / "run")
    return tmp_path / "run"


def trust(folder: Path) -> None:
    """Take the digest out, as in a folder that an older version wrote."""
    edit(folder, lambda info: info.pop(DIGEST))


def edit(folder: Path, change: Callable[[dict], object]) -> None:
    info = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    change(info)
    (folder / "run.json").write_text(json.dumps(info), encoding="utf-8")


def read_all(folder: Path) -> None:
    """Open a run as the report does, and read everything that is counted."""
    result = open_result(folder)
    for name in VARIABLE:
        result.series(name)


def people(file: h5py.File, name: str) -> h5py.Dataset:
    """Find counts of people, wherever in the file they stand."""
    found: list[h5py.Dataset] = []
    file.visititems(lambda path, one: found.append(one) if path.split("/")[-1] == name else None)
    return found[0]


@pytest.mark.slow
def test_run_json_knows_its_file(run: Path):
    info = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert info[DIGEST] == hashlib.sha256((run / "results.nc").read_bytes()).hexdigest()
    assert info[DIGEST] == digest_of(run / "results.nc")
    read_all(run)
    trust(run)
    read_all(run)
    result = open_result(run)
    check_balance(result.series, result.axes, result.scenario)


@pytest.mark.parametrize("seed", range(10))
def test_a_single_bit_is_noticed(run: Path, seed: int):
    content = bytearray((run / "results.nc").read_bytes())
    chance = random.Random(seed)
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    (run / "results.nc").write_bytes(content)
    with pytest.raises(ScenarioError, match=DAMAGED):
        open_result(run)


@pytest.mark.parametrize("content", [b"", b"\x89HDF\r\n\x1a\n", b"CDF\x01" + bytes(60), b"PK\x03\x04", os.urandom(5000)], ids=["empty", "head", "classic", "zip", "noise"])  # fmt: skip
@pytest.mark.parametrize("is_trusted", [False, True])
def test_another_programs_file_is_refused(run: Path, content: bytes, is_trusted: bool):
    (run / "results.nc").write_bytes(content)
    if is_trusted:
        trust(run)
    with pytest.raises(ScenarioError, match=DAMAGED):
        open_result(run)


def damage(file: h5py.File, what: str) -> None:
    idps = people(file, "idps")
    group, name = idps.parent, "idps"
    match what:
        case "negative":
            idps[0, 0, 0] = -5
        case "gone":
            del group[name]
        case "floats":
            values = idps[...].astype("f8")
            del group[name]
            group[name] = values * np.nan
        case "text":
            del group[name]
            group[name] = "many"
        case "a claim of 10^12":
            del group[name]
            group.create_dataset(name, (10**4, 10**4, 10**4), "i4", chunks=(100, 100, 100))
        case "a group":
            del group[name]
            group.create_group(name)
        case "a loop":
            del group[name]
            group[name] = h5py.SoftLink(idps.name if idps else "/nowhere")


@pytest.mark.parametrize("what", ["negative", "gone", "floats", "text", "a claim of 10^12", "a group", "a loop"])  # fmt: skip
def test_counts_that_are_none_are_refused(run: Path, what: str):
    trust(run)
    with h5py.File(run / "results.nc", "r+") as file:
        damage(file, what)
    with pytest.raises(ScenarioError, match=DAMAGED):
        read_all(run)


def test_people_who_are_made_or_lost_are_noticed(run: Path):
    trust(run)
    with h5py.File(run / "results.nc", "r+") as file:
        people(file, "residents")[0, -1, 0] += 1
    result = open_result(run)
    with pytest.raises(ValueError, match="made or lost"):
        check_balance(result.series, result.axes, result.scenario)


@pytest.mark.parametrize(
    ("key", "value"),
    [("members", 4), ("members", "3"), ("seed", [1]), ("days_kept", 10**12), ("versions", []), ("scenario", "tiny"), ("settings", 3), ("exact", 1)],
)  # fmt: skip
def test_run_json_that_says_something_else_is_refused(run: Path, key: str, value: object):
    edit(run, lambda info: info.update({key: value}))
    with pytest.raises(ScenarioError, match="the file is damaged"):
        open_result(run)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[" * 100_000, "the file is damaged: it is not JSON."),
        (b"\xff\xfe\x00", "the file is damaged: it is not JSON."),
        (b'{"format": ' + b"9" * 10_000 + b"}", "the file is damaged: it is not JSON."),
        (b"[]", "the folder was not written in format 1"),
        (b'{"format": 7}', "the folder was not written in format 1"),
    ],
    ids=["deep", "bytes", "digits", "list", "format"],
)
def test_run_json_that_is_none_is_refused(run: Path, content: bytes, said: str):
    (run / "run.json").write_bytes(content)
    with pytest.raises(ScenarioError) as refused:
        open_result(run)
    assert said in str(refused.value)


@pytest.mark.parametrize("name", ["run.json", "results.nc"])
@pytest.mark.parametrize("kind", ["pipe", "loop", "folder", "zero"])
def test_what_is_no_file_is_refused_without_waiting(run: Path, name: str, kind: str):
    path = run / name
    path.unlink()
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "loop":
            path.symlink_to(path)
        case "folder":
            path.mkdir()
        case "zero":
            path.symlink_to("/dev/zero")
    with pytest.raises(ScenarioError, match=f"it holds no {name}"):
        open_result(run)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["results.nc", "run.json"])
def test_whatever_is_flipped_or_cut_it_is_read_or_refused(saved: Path, tmp_path: Path, name: str):
    """Without a digest to go by: no other error, whatever HDF5 makes of it."""
    chance = random.Random(20)
    content = (saved / name).read_bytes()
    refused = 0
    for number in range(FLIPS):
        folder = tmp_path / str(number)
        shutil.copytree(saved, folder)
        trust(folder)
        damaged = bytearray(content if name == "results.nc" else (folder / name).read_bytes())
        for _ in range(chance.choice([1, 20])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if number % 3 == 0:
            del damaged[chance.randrange(len(damaged)) :]
        (folder / name).write_bytes(damaged)
        try:
            read_all(folder)
        except ScenarioError:
            refused += 1
        shutil.rmtree(folder)
    assert refused > FLIPS / 4


@pytest.mark.parametrize(("table", "column"), [("presence", "actor"), ("permissions", "actor"), ("presence", "place"), ("routes", "origin")])  # fmt: skip
def test_inputs_that_name_what_they_do_not_have_are_refused(run: Path, table: str, column: str):
    edit(run, lambda info: info["inputs"][table][0].update({column: "nobodx"}))
    with pytest.raises(ScenarioError, match="json: the file is damaged"):
        open_result(run)


def test_numbers_that_would_be_unpacked_too_many_at_a_time_are_refused(run: Path):
    trust(run)
    with h5py.File(run / "results.nc", "r+") as file:
        file.create_dataset("huge", (2**26,), "i4", chunks=(2**25,), compression="gzip")
    with pytest.raises(ScenarioError, match=DAMAGED):
        open_result(run)


def test_beliefs_that_cannot_be_unpacked_are_refused_by_the_report(run: Path):
    """They are read late, when the page is made."""
    trust(run)
    with h5py.File(run / "results.nc", "r") as file:
        belief = people(file, "belief")
        where = belief.id.get_chunk_info(0).byte_offset
    content = bytearray((run / "results.nc").read_bytes())
    content[where : where + 8] = b"\xff" * 8
    (run / "results.nc").write_bytes(content)
    with pytest.raises(ScenarioError, match=DAMAGED):
        homeward.open(run).report(run.with_name("page.html"))
    assert not run.with_name("page.html").exists()
