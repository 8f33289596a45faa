from functools import lru_cache


def edit_distance(one: str, other: str) -> int:
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        table[i][0] = i
    for j in range(len(other) + 1):
        table[0][j] = j
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            change = 0 if one[i - 1] == other[j - 1] else 1
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + change
            )
    return table[-1][-1]


@lru_cache(maxsize=None)
def ways(minutes: int, stops: tuple[int, ...]) -> int:
    if minutes == 0:
        return 1
    if minutes < 0 or not stops:
        return 0
    return ways(minutes - stops[0], stops) + ways(minutes, stops[1:])


@lru_cache
def alphabet() -> str:
    return "".join(chr(code) for code in range(ord("a"), ord("z") + 1))
