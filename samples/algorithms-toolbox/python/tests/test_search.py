import unittest

from toolbox.search import first_departure, merge_sort
from toolbox.text import edit_distance, ways
from toolbox.trie import Trie


class SearchTest(unittest.TestCase):
    def test_finds_the_first_departure(self):
        self.assertEqual(first_departure([5, 20, 35], 6), 20)
        self.assertIsNone(first_departure([5, 20, 35], 36))

    def test_sorts(self):
        self.assertEqual(merge_sort([3, 1, 2, 1]), [1, 1, 2, 3])

    def test_counts_edits(self):
        self.assertEqual(edit_distance("kirche", "kirsche"), 1)

    def test_counts_ways(self):
        self.assertEqual(ways(5, (1, 2, 5)), 4)

    def test_completes_a_street(self):
        trie = Trie()
        for street in ("main", "market", "mill"):
            trie.insert(street)
        self.assertEqual(list(trie.starting_with("ma")), ["main", "market"])
