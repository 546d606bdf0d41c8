"""The normal distribution's quantile (model §4.3)."""

import math

from homeward.numerics.kernel import kernel

# Coefficients of Wichura's rational functions, of the highest power first: near the middle, in the tails, far out.
CENTRE_TOP = (
    2509.0809287301226727,
    33430.575583588128105,
    67265.770927008700853,
    45921.953931549871457,
    13731.693765509461125,
    1971.5909503065514427,
    133.14166789178437745,
    3.387132872796366608,
)
CENTRE_LOW = (
    5226.495278852545925,
    28729.085735721942674,
    39307.89580009271061,
    21213.794301586595867,
    5394.1960214247511077,
    687.1870074920579083,
    42.313330701600911252,
    1.0,
)
TAIL_TOP = (
    7.7454501427834140764e-4,
    0.0227238449892691845833,
    0.24178072517745061177,
    1.27045825245236838258,
    3.64784832476320460504,
    5.7694972214606914055,
    4.6303378461565452959,
    1.42343711074968357734,
)
TAIL_LOW = (
    1.05075007164441684324e-9,
    5.475938084995344946e-4,
    0.0151986665636164571966,
    0.14810397642748007459,
    0.68976733498510000455,
    1.6763848301838038494,
    2.05319162663775882187,
    1.0,
)
FAR_TOP = (
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    0.0012426609473880784386,
    0.026532189526576123093,
    0.29656057182850489123,
    1.7848265399172913358,
    5.4637849111641143699,
    6.6579046435011037772,
)
FAR_LOW = (
    2.04426310338993978564e-15,
    1.4215117583164458887e-7,
    1.8463183175100546818e-5,
    7.868691311456132591e-4,
    0.0148753612908506148525,
    0.13692988092273580531,
    0.59983220655588793769,
    1.0,
)


@kernel
def polynomial(x: float, coefficients: tuple[float, ...]) -> float:
    """Value of a polynomial, from the coefficient of its highest power to that of 1."""
    value = 0.0
    for coefficient in coefficients:
        value = value * x + coefficient
    return value


MIDDLE = 0.425
"""How far from a half a probability has its quantile from one rational function."""


@kernel
def middle_quantile(q: float) -> float:
    """Quantile of the standard normal at 1/2 + q, at most `MIDDLE` from it."""
    r = 0.180625 - q * q
    return q * polynomial(r, CENTRE_TOP) / polynomial(r, CENTRE_LOW)


@kernel
def normal_quantile(u: float) -> float:
    """Quantile of the standard normal (Wichura 1988, AS 241 PPND16; relative error 1e-16), 0 < u < 1."""
    q = u - 0.5
    if abs(q) <= MIDDLE:
        return middle_quantile(q)
    r = math.sqrt(-math.log(u if q < 0.0 else 1.0 - u))
    if r <= 5.0:
        r -= 1.6
        quantile = polynomial(r, TAIL_TOP) / polynomial(r, TAIL_LOW)
    else:
        r -= 5.0
        quantile = polynomial(r, FAR_TOP) / polynomial(r, FAR_LOW)
    return -quantile if q < 0.0 else quantile
