"""Morton keys (Z-order) over WebMercatorQuad: a tile, or a cell of it, is one run of sorted keys."""

import numpy as np
import numpy.typing as npt

LEVEL = 28
"""Bits of each axis: a step is 15 cm at the equator."""

Keys = npt.NDArray[np.uint64]
_EDGE = 85.0511287798066
_MASKS = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


def keys_of(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> Keys:
    """Keys of positions in degrees."""
    size = 1 << LEVEL
    sine = np.sin(np.radians(np.clip(lat, -_EDGE, _EDGE)))
    across = (lon + 180.0) / 360.0
    down = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    x, y = (np.clip(part * size, 0, size - 1).astype(np.uint64) for part in (across, down))
    return _spread(x) | (_spread(y) << np.uint64(1))


def run_of(z: int, x: int, y: int) -> tuple[int, int]:
    """The first key of a tile and the first after it."""
    shift = 2 * (LEVEL - z)
    code = int(_spread(np.array([x], np.uint64))[0]) | int(_spread(np.array([y], np.uint64))[0]) << 1
    return code << shift, (code + 1) << shift


def within(keys: Keys, z: int, x: int, y: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Where keys lie in a tile, from its north-west corner, 0 to 1 each way."""
    size = float(1 << (LEVEL - z))
    across = (_gathered(keys).astype(np.float64) + 0.5) / size - x
    down = (_gathered(keys >> np.uint64(1)).astype(np.float64) + 0.5) / size - y
    return across, down


def _spread(values: Keys) -> Keys:
    """A zero bit before each bit."""
    for shift, mask in _MASKS:
        values = (values | (values << np.uint64(shift))) & np.uint64(mask)
    return values


def _gathered(values: Keys) -> Keys:
    """Every other bit, from the lowest on."""
    values = values & np.uint64(_MASKS[-1][1])
    for (shift, _), (_, mask) in zip(reversed(_MASKS), [*reversed(_MASKS[:-1]), (0, 0x00000000FFFFFFFF)], strict=True):
        values = (values | (values >> np.uint64(shift))) & np.uint64(mask)
    return values
