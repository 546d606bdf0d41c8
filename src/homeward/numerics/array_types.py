"""Types of the arrays that kernels read and write."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Reals = NDArray[np.float64]
Codes = NDArray[np.int64]
Marks = NDArray[np.bool_]
Rows = NDArray[np.int32]
"""Places in other arrays."""
Tallies = (
    NDArray[np.int64] | NDArray[np.int32]
)  # written in 64 bits; kept in 32, once it is known that they fit
