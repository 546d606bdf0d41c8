"""Workers of a cluster: the bytes of threads whoever does the jobs and whoever dies, a stop, and refusals at once."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from cli.command import call
from engine.errands import refuse, wait_for_a_stop
from homeward.api.run import run
from homeward.engine import cluster
from homeward.engine.cluster import MOST_JOBS, Workers, blocks, connected, work_on
from homeward.engine.communities.ready import prepare
from homeward.engine.pool import Cancelled, employ, run_jobs
from homeward.errors import ScenarioError
from homeward.results.files.provenance import RUN_FILE
from homeward.scenario.scenario import Scenario

MEMBERS = 16


@pytest.fixture(scope="module")
def client() -> Generator[Any]:
    """Two worker processes of this machine."""
    pytest.importorskip("distributed", reason='--cluster needs pip install "homeward[cluster]"')
    with connected("local", 2) as found:
        found.wait_for_workers(2)
        yield found


@pytest.fixture
def workers(client: Any) -> Workers:
    return Workers("local", client, 1)


@pytest.fixture(scope="module")
def by_threads(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return saved(tmp_path_factory.mktemp("threads") / "run")


def saved(folder: Path, **asked: Any) -> dict[str, bytes]:
    """Run and save, and read every file but the one that holds a clock."""
    run("tiny", members=MEMBERS, **asked).save(folder)
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != RUN_FILE]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_two_workers_give_the_bytes_of_threads(
    workers: Workers, by_threads: dict[str, bytes], tmp_path: Path
):
    told: list[tuple[int, int]] = []
    with employ(workers):
        found = saved(tmp_path / "run", progress=lambda *both: told.append(both))
    assert found == by_threads
    assert told == [(done, MEMBERS) for done in range(1, MEMBERS + 1)]


def test_a_run_names_the_workers_and_what_each_has_done(workers: Workers):
    with employ(workers):
        said = run("tiny", members=MEMBERS).info["cluster"]
    assert said["asked"] == "local"
    assert sum(worker["jobs"] for worker in said["workers"]) == MEMBERS
    known = set(workers.client.nthreads())
    assert {worker["worker"] for worker in said["workers"]} <= known
    assert {worker["machine"] for worker in said["workers"]} == {socket.gethostname()}
    assert run("tiny", members=2).info["cluster"] is None


def test_a_worker_that_is_killed_costs_its_block_only(
    workers: Workers, by_threads: dict[str, bytes], tmp_path: Path
):
    killed: list[int] = []

    def kill_one(done: int, _: int) -> None:
        if not killed:
            assert done < MEMBERS
            killed.extend(workers.client.run(os.getpid).values())
            os.kill(killed[0], getattr(signal, "SIGKILL", signal.SIGTERM))

    with employ(workers):
        found = saved(tmp_path / "run", progress=kill_one)
    assert found == by_threads
    workers.client.wait_for_workers(2)
    assert killed[0] not in workers.client.run(os.getpid).values()


def test_a_stop_reaches_the_jobs_under_way(workers: Workers, tiny: Scenario, tmp_path: Path):
    ready = prepare(tiny, days=[0], members=1, seed=1)
    with employ(workers), pytest.raises(Cancelled):
        run_jobs(
            ready,
            [tmp_path],
            wait_for_a_stop,
            is_wanted=lambda: not (tmp_path / "begun").exists(),
        )
    until = time.monotonic() + 10
    while not (tmp_path / "stopped").exists():
        assert time.monotonic() < until, "nobody told it to stop"
        time.sleep(0.01)


def test_what_a_job_raises_is_raised_here(workers: Workers, tiny: Scenario):
    ready = prepare(tiny, days=[0], members=1, seed=1)
    with employ(workers), pytest.raises(ValueError, match="job 3"):
        run_jobs(ready, range(8), refuse)
    with employ(workers):
        assert run_jobs(ready, [1, 4, 2], refuse) == [1, 4, 2]
        assert run_jobs(ready, [], refuse) == []


def test_workers_of_another_version_are_refused(
    workers: Workers, tiny: Scenario, monkeypatch: pytest.MonkeyPatch
):
    ready = prepare(tiny, days=[0], members=1, seed=1)
    monkeypatch.setattr(cluster, "source_digest", lambda: "of another version")
    with employ(workers), pytest.raises(ScenarioError, match="another version of homeward"):
        run_jobs(ready, [1], refuse)


@pytest.mark.parametrize(
    ("n_job", "n_thread", "size"),
    [(200, 2, MOST_JOBS), (200, 16, 3), (5, 16, 1), (10_000, 2, MOST_JOBS), (40, 2, 5)],
)
def test_blocks_are_small_enough_for_every_thread_to_get_some(n_job: int, n_thread: int, size: int):
    found = blocks(n_job, n_thread)
    assert [number for block in found for number in block] == list(range(n_job))
    assert len(found[0]) == size
    assert len(found) >= min(n_job, n_thread)


@pytest.fixture
def mute() -> Generator[int]:
    """Give a port that takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


@pytest.mark.parametrize("is_mute", [True, False])
def test_an_address_that_does_not_answer_is_refused_within_seconds(
    is_mute: bool, mute: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pytest.importorskip("distributed", reason='--cluster needs pip install "homeward[cluster]"')
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1)
    address = f"tcp://127.0.0.1:{mute if is_mute else 9}"
    began = time.monotonic()
    ended = call("run", "tiny", "--members", "2", "--cluster", address, cwd=tmp_path)
    assert ended.returncode == 2, ended.stderr
    assert f"--cluster: no scheduler answers at {address}" in ended.stderr
    assert "Fix:" in ended.stderr
    assert time.monotonic() - began < 20
    assert not list(tmp_path.iterdir())


def test_a_scheduler_without_workers_is_refused(monkeypatch: pytest.MonkeyPatch):
    distributed = pytest.importorskip("distributed", reason="--cluster needs it")
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1)
    with distributed.LocalCluster(
        n_workers=0, processes=False, dashboard_address="127.0.0.1:0", protocol="tcp"
    ) as empty:
        address = empty.scheduler_address
        with pytest.raises(ScenarioError, match="has no worker within 1 s"), work_on(address):
            pass


@pytest.mark.parametrize(
    ("asked", "missing"),
    [("local", "distributed"), ("tcp://127.0.0.1:9", "distributed"), ("slurm", "dask_jobqueue")],
)
def test_without_the_extra_it_is_said_what_to_install(
    asked: str, missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    if missing != "distributed":
        pytest.importorskip("distributed", reason="--cluster needs it")
    for name in (missing, f"{missing}.slurm"):
        monkeypatch.setitem(sys.modules, name, None)
    ended = call("run", "tiny", "--members", "2", "--cluster", asked, cwd=tmp_path)
    assert ended.returncode == 2, ended.stderr
    assert 'pip install "homeward[cluster]"' in ended.stderr
    assert not list(tmp_path.iterdir())


def test_words_that_are_no_cluster_are_refused():
    with pytest.raises(ScenarioError, match='"here" is no cluster'), work_on("here"):
        pass
    with pytest.raises(ScenarioError, match="--threads is given"), work_on("tcp://127.0.0.1:9", 2):
        pass
