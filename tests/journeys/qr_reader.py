"""Read the QR code on a printed page, module by module, as a camera app would after finding it.

ISO/IEC 18004, versions 2–8, error correction M, Q and H, byte mode: what the documents carry. The print is
exact, so the error correction codewords are skipped.
"""

from __future__ import annotations

import io
import re

from pypdf import PdfReader

# Data codewords of each block, by version, for the levels M, Q and H.
_BLOCKS = {
    "M": {2: [28], 3: [44], 4: [32] * 2, 5: [43] * 2, 6: [27] * 4, 7: [31] * 4, 8: [38] * 2 + [39] * 2},
    "Q": {
        2: [22],
        3: [17] * 2,
        4: [24] * 2,
        5: [15] * 2 + [16] * 2,
        6: [19] * 4,
        7: [14] * 2 + [15] * 4,
        8: [18] * 4 + [19] * 2,
    },
    "H": {
        2: [16],
        3: [13] * 2,
        4: [9] * 4,
        5: [11] * 2 + [12] * 2,
        6: [15] * 4,
        7: [13] * 4 + [14],
        8: [14] * 4 + [15] * 2,
    },
}
_LEVELS = {0b00: "M", 0b11: "Q", 0b10: "H"}
_ALIGNMENT = {2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34], 7: [6, 22, 38], 8: [6, 24, 42]}
_MASKS = [
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
]
_DRAWN = re.compile(r"((?:[\d.]+ [\d.]+ [ml]\s+){100,})[SB]\s")
_RUN = re.compile(r"([\d.]+) ([\d.]+) m\s+([\d.]+) [\d.]+ l")


def address_in(pdf: bytes) -> str:
    """The address that the QR code of a document opens. Raises LookupError where there is none."""
    for page in PdfReader(io.BytesIO(pdf)).pages:
        contents = page.get_contents()
        text = contents.get_data().decode("latin-1") if contents is not None else ""
        for drawing in _DRAWN.finditer(text):
            return decode(_modules(drawing[1]))
    raise LookupError("the document shows no QR code")


def _modules(path: str) -> list[list[bool]]:
    runs = [(float(x), float(y), float(end)) for x, y, end in _RUN.findall(path)]
    left, top = min(run[0] for run in runs), min(run[1] for run in runs)
    size = round(max(run[2] for run in runs) - left)
    grid = [[False] * size for _ in range(size)]
    for x, y, end in runs:
        for column in range(round(x - left), round(end - left)):
            grid[round(y - top)][column] = True
    return grid


def decode(grid: list[list[bool]]) -> str:
    """The text in a square of modules, True where dark."""
    size = len(grid)
    version = (size - 17) // 4
    bits = [grid[8][column] for column in (0, 1, 2, 3, 4, 5, 7, 8)]
    head = int("".join(str(int(bit)) for bit in bits[:5]), 2) ^ 0b10101
    level, mask = _LEVELS[head >> 3], _MASKS[head & 0b111]
    stream = [grid[r][c] != mask(r, c) for r, c in _path(size, version)]
    words = [
        int("".join(str(int(bit)) for bit in stream[at : at + 8]), 2) for at in range(0, len(stream) - 7, 8)
    ]
    data = _in_order(words, _BLOCKS[level][version])
    whole = "".join(f"{word:08b}" for word in data)
    mode, length = whole[:4], int(whole[4:12], 2)
    if mode != "0100":
        raise LookupError(f"mode {mode} is not bytes")
    return bytes(int(whole[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode("utf-8")


def _in_order(words: list[int], lengths: list[int]) -> list[int]:
    """Undo the interleaving of the blocks."""
    blocks: list[list[int]] = [[] for _ in lengths]
    stream = iter(words)
    for turn in range(max(lengths)):
        for block, length in zip(blocks, lengths, strict=True):
            if turn < length:
                block.append(next(stream))
    return [word for block in blocks for word in block]


def _path(size: int, version: int) -> list[tuple[int, int]]:
    """The modules that carry data, in their order: two columns at a time from the right, up and down."""
    order, upward, column = [], True, size - 1
    while column > 0:
        if column == 6:
            column -= 1
        for row in range(size - 1, -1, -1) if upward else range(size):
            order += [(row, c) for c in (column, column - 1) if not _is_pattern(row, c, size, version)]
        upward = not upward
        column -= 2
    return order


def _is_pattern(r: int, c: int, size: int, version: int) -> bool:
    if 6 in {r, c}:
        return True
    if (r < 9 and (c < 9 or c >= size - 8)) or (r >= size - 8 and c < 9):
        return True
    if version >= 7 and ((r < 6 and c >= size - 11) or (c < 6 and r >= size - 11)):
        return True
    centres = _ALIGNMENT[version]
    corners = {(6, 6), (6, centres[-1]), (centres[-1], 6)}
    return any(abs(r - y) <= 2 and abs(c - x) <= 2 for y in centres for x in centres if (y, x) not in corners)
