from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Hashable, Iterator


class NoPath(Exception):
    def __init__(self, start: Hashable, goal: Hashable) -> None:
        super().__init__(f"no path leads from {start} to {goal}")
        self.start = start
        self.goal = goal


class Graph:
    def __init__(self) -> None:
        self._edges: dict[Hashable, dict[Hashable, float]] = {}

    def connect(self, one: Hashable, other: Hashable, metres: float) -> None:
        if metres < 0:
            raise ValueError(f"a road of {metres} m")
        self._edges.setdefault(one, {})[other] = metres
        self._edges.setdefault(other, {})[one] = metres

    def reachable(self, start: Hashable) -> Iterator[Hashable]:
        waiting = deque([start])
        seen = {start}
        while waiting:
            node = waiting.popleft()
            yield node
            for neighbour in self._edges.get(node, {}):
                if neighbour not in seen:
                    seen.add(neighbour)
                    waiting.append(neighbour)

    def shortest(self, start: Hashable, goal: Hashable) -> tuple[float, list[Hashable]]:
        best: dict[Hashable, float] = {start: 0.0}
        before: dict[Hashable, Hashable] = {}
        queue: list[tuple[float, int, Hashable]] = [(0.0, 0, start)]
        pushed = 0
        while queue:
            metres, _, node = heapq.heappop(queue)
            if node == goal:
                return metres, self._walk_back(before, start, goal)
            if metres > best[node]:
                continue
            for neighbour, step in self._edges.get(node, {}).items():
                longer = metres + step
                if longer < best.get(neighbour, float("inf")):
                    best[neighbour] = longer
                    before[neighbour] = node
                    pushed += 1
                    heapq.heappush(queue, (longer, pushed, neighbour))
        raise NoPath(start, goal)

    @staticmethod
    def _walk_back(
        before: dict[Hashable, Hashable], start: Hashable, goal: Hashable
    ) -> list[Hashable]:
        path = [goal]
        while path[-1] != start:
            path.append(before[path[-1]])
        return path[::-1]
