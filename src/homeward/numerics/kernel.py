"""The one decorator that compiles, and the cache its results are kept in (decision 4)."""

from __future__ import annotations

import hashlib
import os
import pickle
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import numba
from numba.core import config
from numba.core.caching import CompileResultCacheImpl, FunctionCache, UserProvidedCacheLocator
from numba.core.serialize import dumps
from numba.np import arrayobj as numba_arrays
from platformdirs import user_cache_path

from homeward.atomic.lock import Busy, take
from homeward.errors import Notice

arrayobj: Any = numba_arrays
numba_config: Any = config  # made at run time from the environment: unknown to a type checker
Law = TypeVar("Law", bound=Callable[..., Any])

PACKAGE = Path(__file__).parents[1]
KERNEL_SOURCES = ("catalogue.py", "numerics/*.py", "model/**/*.py")  # codes are compiled in
LOCK = "kernels.homeward-lock"


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
    """Return the folder of this version's compiled kernels, or None, with a notice, where there can be none.

    `NUMBA_CACHE_DIR`, where set, is respected: the folder is then made inside it.
    """
    root = Path(numba_config.CACHE_DIR or user_cache_path("homeward", appauthor=False) / "kernels")
    folder = root / source_digest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _say_not_kept(root, error)
        return None
    return folder


def _say_not_kept(folder: Path, error: OSError) -> None:
    _say_once(
        f"Compiled kernels cannot be kept in {folder}: {error.strerror or error}. "
        "They are compiled again every time."
    )


@cache
def _say_once(text: str) -> None:
    warnings.warn(text, Notice, stacklevel=3)


FOLDER = cache_folder()


def is_compiled(name: str) -> bool:
    """Tell whether this version of a kernel has been compiled and kept."""
    return FOLDER is not None and any(FOLDER.rglob(f"*.{name}-*.nbc"))


class _Locator(UserProvidedCacheLocator):
    """The folder of this version and no other: Numba would else turn to one that an edited law does not change."""

    def ensure_cache_path(self) -> None:
        """Make the folder; one that cannot be written to may hold kernels all the same."""
        folder = Path(self.get_cache_path())
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _say_not_kept(folder.parent, error)
            raise


class _Checked(CompileResultCacheImpl):
    """Kernels on disk with a digest of each: machine code that was damaged would run all the same."""

    _locator_classes: ClassVar[list[Any]] = [_Locator]

    def reduce(self, cres: Any) -> Any:
        """Pack a kernel."""
        content = dumps(super().reduce(cres))
        return hashlib.sha256(content).digest(), content

    def rebuild(self, target_context: Any, payload: Any) -> Any:
        """Unpack a kernel."""
        digest, content = payload
        if hashlib.sha256(content).digest() != digest:
            raise ValueError("the digest is another")
        return super().rebuild(target_context, pickle.loads(content))  # as Numba does, and checked


class KeptKernels(FunctionCache):
    """Kernels kept on disk; what cannot be read is compiled again, what cannot be written is not kept."""

    _impl_class = _Checked

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Find a kernel that has been kept."""
        try:
            self._check_files()
            return super().load_overload(sig, target_context)
        except Exception:  # noqa: BLE001  what is damaged may raise anything
            _say_once(f"Compiled kernels in {FOLDER} cannot be read: they are compiled again.")
        with suppress(OSError):
            self.flush()
        return None

    def _check_files(self) -> None:
        """Refuse what is there and is no file: whoever opened a pipe would wait for ever."""
        kept: Any = self._cache_file
        index = Path(kept._index_path)  # Numba has no public way to its name
        for path in (index, *index.parent.glob(f"{escape(index.stem)}.*")):
            if os.path.lexists(path) and not path.is_file():
                raise OSError(f"{path} is no file")

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep a kernel, alone: of two that write the list of kernels at once, one would be mistaken for another."""
        try:
            lock = take(Path(self.cache_path) / LOCK)
            try:
                if lock.was_left:  # by a command that was killed as it wrote
                    for path in Path(self.cache_path).glob("*.tmp.*"):
                        path.unlink()
                super().save_overload(sig, data)
            finally:
                lock.release()
        except OSError as error:
            _say_not_kept(Path(self.cache_path).parent, error)
        except Busy:
            pass  # somebody else keeps kernels: the next command will


def _compile(
    function: Callable[..., Any], signature: str | None = None, *, inlined: bool = False
) -> Any:
    # Never inline= or parallel= (together they made nobody move, silently), never fastmath: every member is one call
    # that holds no lock, so threads run members. Kernels allocate nothing, so references are not counted (_nrt), and
    # no array is passed to one twice (noalias): both are half of what a day costs.
    if numba_config.DISABLE_JIT:
        return function
    options: dict[str, Any] = {"forceinline": inlined, "_nrt": False}
    compiled: Any = numba.njit(error_model="numpy", nogil=True, **options)(function)
    compiled._compiler._customize_flags = _without_aliases
    compiled._compiler._compile_core = _with_plain_indices(compiled._compiler._compile_core)
    if FOLDER is not None:
        _keep(compiled, FOLDER)
    if signature:
        compiled.compile(signature)
        compiled.disable_compile()
    return compiled


def _without_aliases(flags: Any) -> Any:
    flags.noalias = True
    return flags


def _with_plain_indices(compile_core: Callable[..., Any]) -> Callable[..., Any]:
    """Compile indices as they are: Numba asks of each whether it counts from the end, a third of a sweep's time.

    No kernel counts from the end (a test looks). Numba compiles under one lock, so that nobody else's is.
    """

    def compile_plainly(*given: Any) -> Any:
        before = arrayobj.fix_integer_index
        arrayobj.fix_integer_index = _as_it_is
        try:
            return compile_core(*given)
        finally:
            arrayobj.fix_integer_index = before

    return compile_plainly


def _as_it_is(_context: Any, _builder: Any, _type: Any, index: Any, _size: Any) -> Any:
    return index


def _keep(compiled: Any, folder: Path) -> None:
    """Keep what is compiled of a kernel in a folder, as `cache=True` would."""
    before = numba_config.CACHE_DIR
    numba_config.CACHE_DIR = str(folder)
    try:
        compiled._cache = KeptKernels(compiled.py_func)  # Numba has no public way to name a cache
    except RuntimeError:
        pass  # a folder inside it cannot be made: it has been said
    finally:
        numba_config.CACHE_DIR = before


if TYPE_CHECKING:

    def kernel(law: Law) -> Law:
        """Compile a scalar law; for the type checker, the identity."""
        return law

    def inlined(law: Law) -> Law:
        """Compile a scalar law into every kernel that calls it."""
        return law

    def kernel_of(signature: str) -> Callable[[Law], Law]:
        """Compile a law for one signature only."""
        return kernel

else:

    def kernel(law):  # noqa: ANN001, ANN201  typed above
        """Compile a scalar law; for the type checker, the identity."""
        return _compile(law)

    def inlined(law):  # noqa: ANN001, ANN201  typed above
        """Compile a scalar law into every kernel that calls it."""
        return _compile(law, inlined=True)

    def kernel_of(signature):  # noqa: ANN001, ANN201  typed above
        """Compile a law for one signature only: without, every constant passed to it makes another copy."""
        return lambda law: _compile(law, signature)
