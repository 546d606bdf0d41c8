"""Workers of a cluster: blocks of jobs go to them through Dask, and only what is kept of each job comes back.

Each worker has its own homeward and its own compiled kernels; no number depends on who does a job.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import platform
import re
import shutil
import signal
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

import numpy as np

from homeward.engine.pool import Finished, Memory, StopFlag, Work, Workplace, Workspace, employ
from homeward.errors import HomewardError, Problem, ScenarioError
from homeward.libraries import load_optional
from homeward.numerics.kernel import source_digest

Job = TypeVar("Job")
Answer = TypeVar("Answer")

LOCAL, SLURM = "local", "slurm"
PURPOSE = "to work on a cluster"
ADDRESS = re.compile(r"(tcp|tls)://\S+")
MOST_JOBS = 20
"""Jobs of a block: what is lost with a worker."""
BLOCKS_A_THREAD = 4
"""Blocks for every thread of a worker, or more: who is done early takes another."""
ANSWER_SECONDS = 5
"""How long a scheduler has to answer, and then a worker of its own."""


@contextmanager
def work_on(cluster: str, threads: int | None = None) -> Generator[None]:
    """Let workers of a cluster do all jobs that are asked for in this thread meanwhile.

    Parameters
    ----------
    cluster
        ``local``: processes of this machine; ``tcp://ADDRESS``: of the Dask scheduler there; ``slurm``: jobs of Slurm.
    threads
        How many processes of this machine, or processors of Slurm.

    Raises
    ------
    ScenarioError
        If it is no cluster, does not answer, has no workers, or lacks a package.
    """
    with connected(cluster, threads) as client, employ(Workers(cluster, client, threads or 1)):
        yield


@contextmanager
def connected(cluster: str, threads: int | None) -> Generator[Any]:
    """Connect to workers, the first of which is there; what was started here is ended."""
    if cluster not in {LOCAL, SLURM} and not ADDRESS.fullmatch(cluster):
        raise _refused(f'"{cluster}" is no cluster.', "write local, tcp://HOST:PORT or slurm.")
    distributed = load_optional("distributed", "cluster", PURPOSE)
    with _as_problems(cluster):
        # What Dask says of a worker that is gone is said of nothing that went wrong.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        started: Any = _started(cluster, threads)
    with started or nullcontext():
        try:
            if started is None:
                _knock(cluster)
            client = distributed.Client(started or cluster, timeout=ANSWER_SECONDS)
        except Exception as error:  # what answers may be no scheduler, and have Dask raise anything
            way = "start `dask scheduler` there, or mend the address."
            said = str(error) or f"nothing was said within {ANSWER_SECONDS} s"
            raise _refused(f"no scheduler answers at {cluster}: {said}.", way) from error
        with client:
            with _as_problems(cluster):
                client.wait_for_workers(1, timeout=None if cluster == SLURM else ANSWER_SECONDS)
            if cluster == LOCAL:
                client.run(leave_interrupts)
            yield client


def _knock(address: str) -> None:
    """Wait for a scheduler to say a first word: a client of Dask would wait for ever for one that is mute."""
    from distributed.comm.core import connect  # noqa: PLC0415  an extra, and heavy
    from distributed.security import Security  # noqa: PLC0415

    async def knock() -> None:
        how: dict[str, Any] = Security().get_connection_args("client")
        comm = await asyncio.wait_for(connect(address, ANSWER_SECONDS, **how), ANSWER_SECONDS)
        comm.abort()

    with ThreadPoolExecutor(1) as aside:  # a notebook has a loop of its own in this thread
        aside.submit(asyncio.run, knock()).result()


def _started(cluster: str, threads: int | None) -> Any:
    """Start workers here or by Slurm; None where a scheduler has its own."""
    if cluster == LOCAL:
        from distributed import LocalCluster  # noqa: PLC0415

        # No limit of memory, as for threads: Dask would kill what is near it.
        return LocalCluster(
            n_workers=threads or os.cpu_count() or 1,
            threads_per_worker=1,
            memory_limit=0,
            dashboard_address="127.0.0.1:0",  # without, Dask serves pages to other machines
            worker_dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        )
    if cluster == SLURM:
        jobqueue = load_optional("dask_jobqueue.slurm", "cluster", PURPOSE)
        if shutil.which("sbatch") is None:
            way = "run it where jobs are submitted from."
            raise _refused("sbatch, by which jobs are submitted to Slurm, is not here.", way)
        jobs = jobqueue.SLURMCluster()
        jobs.scale(**({"cores": threads} if threads else {"jobs": 1}))
        return jobs
    if threads:
        way = "leave it out: the workers there say how many threads they have."
        raise _refused(f"--threads is given together with {cluster}.", way)
    return None


@contextmanager
def _as_problems(cluster: str) -> Generator[None]:
    """Say in our words what goes wrong on the way to a cluster."""
    try:
        yield
    except TimeoutError as error:
        found = f"{cluster} has no worker within {ANSWER_SECONDS} s."
        raise _refused(found, "start one: `dask worker tcp://ADDRESS`.") from error
    except ValueError as error:
        found = f"jobs of Slurm are not described: {str(error).splitlines()[0]}"
        way = "write cores, memory and walltime into ~/.config/dask/jobqueue.yaml, below jobqueue: slurm:."
        raise _refused(found, way) from error


def _refused(found: str, way: str) -> ScenarioError:
    return ScenarioError(Problem("--cluster", found, "", (way,)))


@dataclass(frozen=True)
class Errand(Generic[Memory]):
    """What every block of the same jobs needs: sent once, and kept by each worker while they last.

    Parameters
    ----------
    kernels
        Digest of the kernels' sources here: a worker with others would give other numbers.
    stop
        (1): of all blocks of one worker.
    """

    ready: Workplace[Memory]
    work: Work[Any, Memory, Any]
    kernels: str
    stop: StopFlag


@dataclass(frozen=True)
class Block(Generic[Answer]):
    """Answers of a block, and who gave them."""

    worker: tuple[str, str]
    answers: list[Answer]


@dataclass(frozen=True)
class Workers:
    """The workers of a Dask client.

    Parameters
    ----------
    asked
        The cluster, in the words of whoever asked.
    threads
        Fewest threads that are expected, should not all workers be there yet.
    done
        Jobs that each worker has done, by its address and its machine.
    """

    asked: str
    client: Any
    threads: int
    done: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])

    @contextmanager
    def at_work(
        self,
        ready: Workplace[Memory],
        jobs: Sequence[Job],
        work: Work[Job, Memory, Answer],
        threads: int | None,
    ) -> Generator[Finished[Answer]]:
        """Send blocks of jobs; a block whose worker dies is sent to another.

        `threads` counts in this process only.
        """
        del threads
        import dask.config  # noqa: PLC0415  an extra, and heavy

        finished: Finished[Answer] = SimpleQueue()
        errand = Errand(ready, work, source_digest(), np.zeros(1, dtype=np.int64))
        # A task, not Dask's `scatter`: what is scattered is lost with the last worker that holds it.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
            sent = self.client.submit(pickle.loads, pickle.dumps(errand), pure=False)
        futures: list[Any] = []
        try:
            for block in blocks(len(jobs), max(self.threads, sum(self.client.nthreads().values()))):
                own = [jobs[number] for number in block]
                futures.append(self.client.submit(do_block, sent, own, pure=False))
                futures[-1].add_done_callback(partial(self._tell, finished, block))
            yield finished
        finally:
            if self.client.status == "running":  # else nobody is there to be told
                if not all(future.done() for future in futures):
                    self.client.run(stop_errand, sent.key, on_error="ignore")
                self.client.cancel([*futures, sent], force=True)

    def describe(self) -> dict[str, Any]:
        """Name the workers, and say how many jobs each has done."""
        named = [
            {"worker": address, "machine": machine, "jobs": jobs}
            for (address, machine), jobs in sorted(self.done.items())
        ]
        return {"asked": self.asked, "workers": named}

    def _tell(self, finished: Finished[Any], block: range, future: Any) -> None:
        """Put the answers of a block into the queue, or what went wrong."""
        try:
            found: Block[Any] = future.result()
        except BaseException as error:  # noqa: BLE001  raised again where answers are gathered
            finished.put((block[0], None, _worded(error)))
            return
        future.release()  # the worker need not keep it
        self.done[found.worker] = self.done.get(found.worker, 0) + len(block)
        for number, answer in zip(block, found.answers, strict=True):
            finished.put((number, answer, None))


def blocks(n_job: int, n_thread: int) -> list[range]:
    """Divide jobs, by number, into blocks of at most `MOST_JOBS`, so many that every thread gets some."""
    size = min(max(n_job // (n_thread * BLOCKS_A_THREAD), 1), MOST_JOBS)
    return [range(first, min(first + size, n_job)) for first in range(0, n_job, size)]


def do_block(errand: Errand[Any], jobs: Sequence[Any]) -> Block[Any]:
    """Do the jobs of a block, one after the other, in a thread of a worker."""
    from distributed import get_worker  # noqa: PLC0415  an extra, and heavy

    address, machine = get_worker().address, platform.node()
    if errand.kernels != source_digest():
        found = f"the worker {address} on {machine} has another version of homeward or of numba."
        raise _refused(found, "install the same there as here.")
    space = Workspace(errand.ready, errand.stop)
    answers: list[Any] = []
    for job in jobs:
        answers.append(errand.work(job, space))
        if errand.stop[0]:
            break
    return Block((address, machine), answers)


def leave_interrupts() -> None:
    """Let Ctrl-C, which a terminal sends to every process of a command, be that of the command alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def stop_errand(errand: str, dask_worker: Any) -> None:
    """Tell the blocks of a worker that are under way to give up: a kernel looks every day."""
    held = dask_worker.data.get(errand)
    if held is not None:
        held.stop[0] = 1


def _worded(error: BaseException) -> BaseException:
    """Say in our words what Dask says of workers; what a job raised is left as it is."""
    name, module = type(error).__name__, type(error).__module__
    if isinstance(error, HomewardError) or not module.startswith("distributed"):
        return error
    if name == "KilledWorker":
        return _refused(
            "several workers died, one after the other, of the same block.",
            "give workers more memory, or ask for less of the scenario.",
        )
    return _refused(
        "the scheduler was lost while members ran.", "look whether it runs, and start again."
    )
