"""What SciPy says of a contrast over every draw that could have been made: p-value and 95 % interval.

Loaded when needed: every command would wait for SciPy.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LEVEL = 0.05
POWER = 0.8
_WIDER = 12  # how often the search for an end goes four times as far


def library() -> str:
    """With what it is computed, to be kept beside the result."""
    import scipy

    return f"SciPy {scipy.__version__}"


def p_of(contrasts: Array) -> float:
    """The two-sided p-value of the first contrast, the draw that happened, among those of the other draws.

    `scipy.stats.monte_carlo_test` takes the number of a draw as its sample. Where `contrasts` holds every
    possible draw once, what it answers is the exact share of draws at least as far from nought.
    """
    from scipy import stats

    sizes = np.round(np.abs(contrasts), 12)  # draws that tie differ by the order of a sum
    if len(sizes) < 2:
        return 1.0
    answer = stats.monte_carlo_test(
        np.zeros(1),
        lambda size: np.arange(1.0, len(sizes)).reshape(size),
        lambda draw, axis: np.take(sizes, np.squeeze(draw, axis=axis).astype(int)),
        vectorized=True,
        n_resamples=len(sizes) - 1,
        alternative="greater",
    )
    return float(answer.pvalue)


def interval(contrasts: Array, exposures: Array) -> tuple[float | None, float | None]:
    """The constant effects that the same test does not reject. An effect of x takes x times `exposures` (the
    contrast of the treatment itself) out of each contrast. None where no value is rejected on that side."""
    effect = float(contrasts[0])

    def kept(x: float) -> bool:
        return p_of(contrasts - x * exposures) > LEVEL

    reach = max(float(np.max(np.abs(contrasts))), 1e-6)
    return _end(kept, effect, -reach), _end(kept, effect, reach)


def _end(kept: Callable[[float], bool], middle: float, step: float) -> float | None:
    from scipy import optimize

    for _ in range(_WIDER):
        if not kept(middle + step):
            break
        step *= 4
    else:
        return None
    found = optimize.bisect(
        lambda share: 1.0 if kept(middle + share * step) else -1.0, 0.0, 1.0, xtol=1e-9, rtol=1e-9
    )
    return middle + float(found) * step


def t_of(groups: Array, others: Array) -> Array:
    """Student's t of two groups, a draw in each row; of unequal variances unless a group is one unit."""
    from scipy import stats

    sizes = groups.shape[1], others.shape[1]
    means = groups.mean(axis=1), others.mean(axis=1)
    # Units that changed alike leave no spread; a floor far below any figure keeps the order of the draws.
    spreads = [
        np.maximum(rows.std(axis=1, ddof=1), 1e-9) if rows.shape[1] > 1 else np.zeros(len(rows))
        for rows in (groups, others)
    ]
    found: Array = stats.ttest_ind_from_stats(
        means[0], spreads[0], sizes[0], means[1], spreads[1], sizes[1], equal_var=min(sizes) < 2
    ).statistic
    return found


def reach_of_t(free: int) -> float:
    """How many standard errors an effect must measure to be found four times in five."""
    from scipy import stats

    return float(stats.t.ppf(1 - LEVEL / 2, free) + stats.t.ppf(POWER, free))


def reach_of_z() -> float:
    """The same where the spread of the draws is known."""
    from scipy import stats

    return float(stats.norm.ppf(1 - LEVEL / 2) + stats.norm.ppf(POWER))
