"""What the tests of the command line share: a model that has been compiled."""

from __future__ import annotations

import pytest

from cli.command import call


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    done = call("score", "tiny", "--members", "2", cwd=tmp_path_factory.mktemp("compiled"))
    assert done.returncode == 0, done.stderr
