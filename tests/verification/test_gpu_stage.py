"""A stage of the day as a CUDA kernel, under Numba's simulator (decision 26)."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "verification" / "gpu_stage.py"


def test_a_thread_a_member_draws_the_same_integers():
    done = subprocess.run(
        [sys.executable, str(SCRIPT)],
        env=os.environ | {"NUMBA_ENABLE_CUDASIM": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("the same integers (")
    assert "(0 people" not in done.stdout
