"""A virtual environment with Flee and Mesa, made once from the package index and kept."""

from __future__ import annotations

import shutil
import subprocess
import venv
from pathlib import Path

from platformdirs import user_cache_path

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


class NoEnvironmentError(Exception):
    """The environment could not be made; says why."""


def environment() -> Path:
    """Return the Python of the environment; makes it where it is not there or holds something else."""
    folder = user_cache_path("homeward", appauthor=False) / "against_flee"
    python, kept = folder / "bin" / "python", folder / REQUIREMENTS.name
    if kept.exists() and kept.read_bytes() == REQUIREMENTS.read_bytes():
        print(f"Flee and Mesa are in {folder}.")
        return python
    print(f"Installing Flee and Mesa from the package index into {folder} (once)…", flush=True)
    try:
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS]
        subprocess.run(install, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        said = error.stderr if isinstance(error.stderr, str) else str(error)
        raise NoEnvironmentError(said.strip().splitlines()[-1] if said.strip() else said) from error
    except OSError as error:
        raise NoEnvironmentError(str(error)) from error
    shutil.copy(REQUIREMENTS, kept)
    return python
