import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import celery
from .graph import Graph


class BadRoads(Exception):
    pass


class Loader:
    def __init__(self, threads: int = 4) -> None:
        self._lock = threading.Lock()
        self._threads = threads
        self.roads = 0

    def load(self, files: list[Path]) -> Graph:
        graph = Graph()
        with ThreadPoolExecutor(max_workers=self._threads) as pool:
            for roads in pool.map(self._read, files):
                for one, other, metres in roads:
                    graph.connect(one, other, celery.rounded(metres))
        return graph

    def _read(self, file: Path) -> list[tuple[str, str, float]]:
        try:
            roads = [tuple(road) for road in json.loads(file.read_text())]
        except (OSError, json.JSONDecodeError) as error:
            raise BadRoads(f"{file} holds no roads") from error
        with self._lock:
            self.roads += len(roads)
        return roads
