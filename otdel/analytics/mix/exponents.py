"""Exponentials and logarithms of whole arrays, in steps a processor's vector unit takes several of at once.

The library's own are called one number at a time, and the sampler needs a million of them a fit. Both are exact to two
units in the last place in the range they are given (the tests say so); they read and write the parts of a double:
sign, 11 bits of exponent, 52 of fraction.
"""

from __future__ import annotations

import numpy as np

from otdel.analytics.compiled import compiled
from otdel.analytics.mix.shapes import Floats

LOG2E = 1.4426950408889634
LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10  # ln 2 in two parts: 33 bits and the rest
ROUNDING = 6755399441055744.0  # 1.5 * 2**52: adding it leaves the nearest whole number in the lowest bits
ROUNDING_BITS = 0x4338000000000000
ONE_BITS = 0x3FF0000000000000
ROOT_HALF_BITS = 0x3FE6A09E667F3BCD  # sqrt(1/2)
FRACTION_BITS = 0x000FFFFFFFFFFFFF
LARGEST = 700.0  # of an exponent: beyond, e**x is as good as nothing or everything


@compiled
def exponentials(values: Floats, scratch: Floats) -> None:
    """Replace `values` [n] by e**values; beyond 700 either way as at 700. `scratch` [n] is written over.

    e**x = 2**k e**r with k whole and r at most half of ln 2, where thirteen terms of the series are enough.
    """
    bits = scratch.view(np.int64)
    for i in range(len(values)):
        x = min(max(values[i], -LARGEST), LARGEST)
        rounded = x * LOG2E + ROUNDING
        scratch[i] = rounded
        k = rounded - ROUNDING
        r = (x - k * LN2_HIGH) - k * LN2_LOW
        e = 1.0 / 479001600.0
        e = e * r + 1.0 / 39916800.0
        e = e * r + 1.0 / 3628800.0
        e = e * r + 1.0 / 362880.0
        e = e * r + 1.0 / 40320.0
        e = e * r + 1.0 / 5040.0
        e = e * r + 1.0 / 720.0
        e = e * r + 1.0 / 120.0
        e = e * r + 1.0 / 24.0
        e = e * r + 1.0 / 6.0
        e = e * r + 0.5
        values[i] = 1.0 + (r + r * r * e)
    for i in range(len(values)):
        bits[i] = (bits[i] << 52) + ONE_BITS
    for i in range(len(values)):
        values[i] *= scratch[i]


@compiled
def logarithms(values: Floats, scratch: Floats) -> None:
    """Replace positive `values` [n], none below 1e-300, by their natural logarithm. `scratch` [n] is written over.

    x = 2**k m with m from sqrt(1/2) to sqrt(2), and log m = 2 artanh(s) with s = (m - 1) / (m + 1), at most 0.172.
    """
    bits, wholes = values.view(np.int64), scratch.view(np.int64)
    for i in range(len(values)):
        apart = bits[i] - ROOT_HALF_BITS
        wholes[i] = (apart >> 52) + ROUNDING_BITS
        bits[i] = (apart & FRACTION_BITS) + ROOT_HALF_BITS
    for i in range(len(values)):
        k, m = scratch[i] - ROUNDING, values[i]
        s = (m - 1.0) / (m + 1.0)
        q = s * s
        t = 1.0 / 21.0
        t = t * q + 1.0 / 19.0
        t = t * q + 1.0 / 17.0
        t = t * q + 1.0 / 15.0
        t = t * q + 1.0 / 13.0
        t = t * q + 1.0 / 11.0
        t = t * q + 1.0 / 9.0
        t = t * q + 1.0 / 7.0
        t = t * q + 1.0 / 5.0
        t = t * q + 1.0 / 3.0
        values[i] = k * LN2_HIGH + (k * LN2_LOW + 2.0 * (s + s * q * t))
