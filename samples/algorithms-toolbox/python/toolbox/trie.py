from __future__ import annotations

from collections.abc import Iterator


class Node:
    def __init__(self) -> None:
        self.children: dict[str, Node] = {}
        self.ends: bool = False


class Trie:
    def __init__(self) -> None:
        self._root = Node()

    def insert(self, word: str) -> None:
        node = self._root
        for letter in word:
            node = node.children.setdefault(letter, Node())
        node.ends = True

    def __contains__(self, word: str) -> bool:
        node = self._find(word)
        return node is not None and node.ends

    def starting_with(self, prefix: str) -> Iterator[str]:
        node = self._find(prefix)
        if node is not None:
            yield from self._words(node, prefix)

    def _find(self, prefix: str) -> Node | None:
        node = self._root
        for letter in prefix:
            if letter not in node.children:
                return None
            node = node.children[letter]
        return node

    def _words(self, node: Node, word: str) -> Iterator[str]:
        if node.ends:
            yield word
        for letter in sorted(node.children):
            yield from self._words(node.children[letter], word + letter)
