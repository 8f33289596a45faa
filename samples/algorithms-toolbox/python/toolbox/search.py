from collections.abc import Sequence


def first_departure(departures: Sequence[int], earliest: int) -> int | None:
    low, high = 0, len(departures)
    while low < high:
        middle = (low + high) // 2
        if departures[middle] < earliest:
            low = middle + 1
        else:
            high = middle
    return departures[low] if low < len(departures) else None


def pages(total: int, size: int) -> list[tuple[int, int]]:
    low, found = 0, []
    while low < total:
        high = min(low + size, total)
        found.append((low, high))
        low = high
    return found


def merge_sort(values: list[int]) -> list[int]:
    if len(values) < 2:
        return values
    middle = len(values) // 2
    left, right = merge_sort(values[:middle]), merge_sort(values[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]
