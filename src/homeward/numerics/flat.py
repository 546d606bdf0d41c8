"""An array as a row, as kernels see it: what `reshape` asks in every call is known when they are compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from numba.core import types
from numba.extending import intrinsic
from numba.np.arrayobj import make_array, populate_array

from homeward.numerics.kernel import numba_config


def as_row(array: Any) -> Any:
    """View a contiguous array as one row, in the order of memory."""
    return array.reshape(-1)


@intrinsic
def _compiled_row(_typing: Any, array: Any) -> Any:
    """`as_row` in kernels."""
    if array.layout != "C":
        return None
    row = types.Array(array.dtype, 1, "C", readonly=not array.mutable)

    def view(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        whole = make_array(array)(context, builder, arguments[0])
        made = make_array(row)(context, builder)
        populate_array(
            made,
            data=whole.data,
            shape=[whole.nitems],
            strides=[whole.itemsize],
            itemsize=whole.itemsize,
            meminfo=whole.meminfo,
            parent=whole.parent,
        )
        return made._getvalue()

    return row(array), view


if not TYPE_CHECKING and not numba_config.DISABLE_JIT:
    as_row = _compiled_row
