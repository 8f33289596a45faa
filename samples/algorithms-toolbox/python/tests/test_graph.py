import unittest

from toolbox.celery import delay
from toolbox.graph import Graph, NoPath


class GraphTest(unittest.TestCase):
    def setUp(self):
        self.graph = Graph()
        self.graph.connect("a", "b", 4)
        self.graph.connect("b", "c", 1)
        self.graph.connect("a", "c", 7)
        self.graph.connect("x", "y", 1)

    def test_goes_the_shorter_way_round(self):
        self.assertEqual(self.graph.shortest("a", "c"), (5, ["a", "b", "c"]))

    def test_says_when_there_is_no_path(self):
        with self.assertRaises(NoPath):
            self.graph.shortest("a", "x")

    def test_reaches_what_is_connected(self):
        self.assertEqual(set(self.graph.reachable("b")), {"a", "b", "c"})

    def test_lights_delay(self):
        self.assertAlmostEqual(delay(10, lights=5), 12)
