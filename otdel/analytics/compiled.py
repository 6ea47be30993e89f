"""How a function of plain loops over arrays becomes machine code: the one place that names the compiler and its flags.

Never plain `fastmath=True`: it lets the compiler assume there is no infinity and no NaN, and then it removes the checks
for them. The named flags allow sums in another order and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numba.np.linalg

F = TypeVar("F", bound=Callable[..., Any])
REORDER = {"reassoc", "contract", "arcp", "nsz", "afn"}


def compiled(function: F) -> F:
    """Exact arithmetic, kept on disk between runs, runs without the interpreter's lock.

    That it is exact must be said: what is not said a function takes over from the caller it is first compiled for.
    """
    return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy", fastmath=False)(function))


def compiled_fast(function: F) -> F:
    """The same with sums in whatever order is quickest."""
    return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy", fastmath=REORDER)(function))


def _without_blas() -> None:
    """The compiler looks for scipy's matrix products when it wakes: a tenth of a second of every run."""
    raise ImportError("what is compiled here multiplies matrices by plain loops")


numba.np.linalg.ensure_blas = _without_blas
