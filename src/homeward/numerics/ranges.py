"""Ranges: the value at a quantile of what is known to lie between a low and a high (model §5.3)."""

from homeward.numerics.kernel import kernel


@kernel
def within_range(low: float, middle: float, high: float, quantile: float) -> float:
    """Value at a quantile (0-1) of a range, in the range's own unit; half of it lies on each side of `middle`."""
    if quantile < 0.5:
        return low + (middle - low) * (2.0 * quantile)
    return middle + (high - middle) * (2.0 * quantile - 1.0)
