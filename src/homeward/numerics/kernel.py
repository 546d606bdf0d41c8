"""The one decorator that compiles, and the cache its results are kept in (decision 4)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numba
from numba.core import config
from platformdirs import user_cache_path

numba_config: Any = config  # made at run time from the environment: unknown to a type checker
Law = TypeVar("Law", bound=Callable[..., Any])

PACKAGE = Path(__file__).parents[1]
KERNEL_SOURCES = ("numerics/*.py", "model/**/*.py")


def source_digest() -> str:
    """Return a digest of every kernel source, of Numba's version and of nothing else.

    Numba keys its cache by the caller's own file, so an edited law in another file would go unseen.
    """
    digest = hashlib.sha256(numba.__version__.encode())
    for pattern in KERNEL_SOURCES:
        for path in sorted(PACKAGE.glob(pattern)):
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> Path | None:
    """Return the folder of this version's compiled kernels, or None where none can be written.

    `NUMBA_CACHE_DIR`, where set, is respected: the folder is then made inside it.
    """
    root = numba_config.CACHE_DIR or user_cache_path("homeward", appauthor=False) / "kernels"
    folder = Path(root) / source_digest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


FOLDER = cache_folder()


def is_compiled(name: str) -> bool:
    """Tell whether this version of a kernel has been compiled and kept."""
    return FOLDER is not None and any(FOLDER.rglob(f"*.{name}-*.nbc"))


def _compile(function: Callable[..., Any], signature: str | None = None) -> Any:
    # Never inline= or parallel= (together they made nobody move, silently), never fastmath: every member is one call
    # that holds no lock, so threads run members.
    kept = numba_config.CACHE_DIR
    numba_config.CACHE_DIR = "" if FOLDER is None else str(FOLDER)
    try:
        options: dict[str, Any] = {
            "cache": FOLDER is not None,
            "error_model": "numpy",
            "nogil": True,
        }
        return (
            numba.njit(signature, **options)(function)
            if signature
            else numba.njit(**options)(function)
        )
    finally:
        numba_config.CACHE_DIR = kept


if TYPE_CHECKING:

    def kernel(law: Law) -> Law:
        """Compile a scalar law; for the type checker, the identity."""
        return law

    def kernel_of(signature: str) -> Callable[[Law], Law]:
        """Compile a law for one signature only."""
        return kernel

else:

    def kernel(law):  # noqa: ANN001, ANN201  typed above
        """Compile a scalar law; for the type checker, the identity."""
        return _compile(law)

    def kernel_of(signature):  # noqa: ANN001, ANN201  typed above
        """Compile a law for one signature only: without, every constant passed to it makes another copy."""
        return lambda law: _compile(law, signature)
