"""Places whose distances are as near as can be to distances that are wanted."""

import numpy as np

MOST_ROUNDS, ROUNDS_TO_NEXT_LOOK = 300, 10
# It is done where so many rounds make the stress smaller by less than this part of it.
LEAST_GAIN = 0.003


def with_least_stress(start: "np.ndarray", wanted: "np.ndarray") -> "np.ndarray":
    """x and y of each of n points: an array of n × 2, from a `start` of that shape.

    `wanted` are the distances, n × n, above 0 but between a point and itself. Points that are to be
    far apart weigh less, as in Kamada and Kawai. In each round every point goes to where the others
    want it (stress majorization; E. R. Gansner, Y. Koren and S. North, “Graph drawing by stress
    majorization”, Graph Drawing 2004, LNCS 3383, 239–250).
    """
    count = len(start)
    wanted_or_one = wanted + np.eye(count)
    weights = wanted_or_one**-2.0
    np.fill_diagonal(weights, 0)
    pulls = weights * wanted
    # The first point stays, else all could move together.
    laplacian = np.diag(weights.sum(1)) - weights
    solve = np.linalg.inv(laplacian[1:, 1:])
    points: np.ndarray = start - start[0]
    last_stress = np.inf
    for number in range(MOST_ROUNDS):
        distances = _distances(points)
        if number % ROUNDS_TO_NEXT_LOOK == 0:
            stress = float((weights * (distances - wanted) ** 2).sum())
            if last_stress - stress < LEAST_GAIN * last_stress:
                break
            last_stress = stress
        distances.flat[:: count + 1] = 1
        shares = pulls / np.maximum(distances, 1e-9)
        towards = points * shares.sum(1)[:, None] - shares @ points
        points = np.vstack([np.zeros((1, 2)), solve @ towards[1:]])
    return points


def _distances(points: "np.ndarray") -> "np.ndarray":
    """The distance of each point from each."""
    x, y = points.T
    across, down = x[:, None] - x, y[:, None] - y
    distances: np.ndarray = np.sqrt(across * across + down * down)
    return distances
