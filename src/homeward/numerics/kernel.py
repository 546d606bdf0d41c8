"""The one decorator that compiles, and the cache its results are kept in (decision 4)."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
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
from numba.core.registry import cpu_target
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


def kept_folders() -> tuple[Path, Path]:
    """Return the folders of these kernels compiled for this Python and processor: the user's, and the shipped one.

    Neither need be there. `NUMBA_CACHE_DIR`, where set, is respected: the user's is then made inside it.
    """
    target: Any = cpu_target
    system_and_processor = (
        target.target_context.codegen().magic_tuple()
    )  # by which Numba tells them apart
    made_for = (source_digest(), sys.implementation.cache_tag, system_and_processor)
    name = hashlib.sha256(repr(made_for).encode()).hexdigest()[:16]
    root = Path(numba_config.CACHE_DIR or user_cache_path("homeward", appauthor=False) / "kernels")
    return root / name, PACKAGE / "kernels" / name


FOLDER, SHIPPED = kept_folders()


def is_compiled(name: str) -> bool:
    """Tell whether this version of a kernel has been compiled and kept."""
    return any(any(folder.rglob(f"*.{name}-*.nbc")) for folder in (FOLDER, SHIPPED))


@cache
def _say_once(text: str) -> None:
    warnings.warn(text, Notice, stacklevel=3)


class _Locator(UserProvidedCacheLocator):
    """The folder of this version and no other: Numba would else turn to one that an edited law does not change."""

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> _Locator:
        """Make one, and no folder: it is made when something is kept."""
        return cls(py_func, py_file)

    @classmethod
    def get_suitable_cache_subpath(cls, py_file: str) -> str:
        """Name the folder of a file of the package by its place there: kernels are found wherever it is installed."""
        folder = Path(py_file).parent
        if folder.is_relative_to(PACKAGE):
            return "_".join(folder.relative_to(PACKAGE).parts)
        return super().get_suitable_cache_subpath(py_file)

    def get_source_stamp(self) -> bytes:
        """Tell versions of a file apart by what it holds: in a copy of it the time is another."""
        return hashlib.sha256(Path(self._py_file).read_bytes()).digest()


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


class FoundKernels(FunctionCache):
    """Kernels found in a folder, never written; what cannot be read is compiled again."""

    _impl_class = _Checked

    def __init__(self, py_func: Callable[..., Any], folder: Path) -> None:
        self.folder = folder
        before = numba_config.CACHE_DIR
        numba_config.CACHE_DIR = str(folder)  # Numba has no public way to name a cache
        try:
            super().__init__(py_func)
        finally:
            numba_config.CACHE_DIR = before

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Find a kernel."""
        if not os.path.isdir(self.folder):  # noqa: PTH112  whatever is in the way, nothing has been kept
            return None
        try:
            self._check_files()
            return super().load_overload(sig, target_context)
        except Exception:  # noqa: BLE001  what is damaged may raise anything
            _say_once(f"Compiled kernels in {self.folder} cannot be read: they are compiled again.")
            self.flush()
            return None

    def _check_files(self) -> None:
        """Refuse what is there and is no file: whoever opened a pipe would wait for ever."""
        kept: Any = self._cache_file
        index = Path(kept._index_path)  # Numba has no public way to its name
        for path in (index, *index.parent.glob(f"{escape(index.stem)}.*")):
            if os.path.lexists(path) and not path.is_file():
                raise OSError(f"{path} is no file")

    def flush(self) -> None:
        """Leave what is damaged as it was installed."""


class KeptKernels(FoundKernels):
    """Kernels of the user's folder, then those that came with the package; what cannot be written is not kept."""

    def __init__(self, py_func: Callable[..., Any]) -> None:
        super().__init__(py_func, FOLDER)
        self._shipped = FoundKernels(py_func, SHIPPED)

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Find a kernel: the user's own first, compiled where a shipped one was damaged."""
        own = super().load_overload(sig, target_context)
        return self._shipped.load_overload(sig, target_context) if own is None else own

    def flush(self) -> None:
        """Forget the user's own."""
        with suppress(OSError):
            self._cache_file.flush()

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep a kernel, alone: of two that write the list of kernels at once, one would be mistaken for another."""
        folder = Path(self.cache_path)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = take(folder / LOCK)
            try:
                if lock.was_left:  # by a command that was killed as it wrote
                    for path in folder.glob("*.tmp.*"):
                        path.unlink()
                super().save_overload(sig, data)
            finally:
                lock.release()
        except OSError as error:
            _say_once(
                f"Compiled kernels cannot be kept in {self.folder}: {error.strerror or error}. "
                "They are compiled again every time."
            )
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
    compiled._cache = KeptKernels(compiled.py_func)  # as `cache=True` would
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
