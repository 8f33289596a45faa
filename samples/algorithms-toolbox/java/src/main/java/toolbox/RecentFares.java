package toolbox;

import java.util.HashMap;
import java.util.Map;

public final class RecentFares {
    private static final class Node {
        final Journey journey;
        final long cents;
        Node newer;
        Node older;

        Node(Journey journey, long cents) {
            this.journey = journey;
            this.cents = cents;
        }
    }

    private final Map<Journey, Node> nodes = new HashMap<>();
    private final int capacity;
    private Node newest;
    private Node oldest;

    public RecentFares(int capacity) {
        this.capacity = capacity;
    }

    public synchronized Long get(Journey journey) {
        Node node = nodes.get(journey);
        if (node == null) {
            return null;
        }
        unlink(node);
        linkNewest(node);
        return node.cents;
    }

    public synchronized void put(Journey journey, long cents) {
        Node old = nodes.remove(journey);
        if (old != null) {
            unlink(old);
        }
        if (nodes.size() == capacity) {
            nodes.remove(oldest.journey);
            unlink(oldest);
        }
        Node node = new Node(journey, cents);
        nodes.put(journey, node);
        linkNewest(node);
    }

    private void linkNewest(Node node) {
        node.older = newest;
        node.newer = null;
        if (newest != null) {
            newest.newer = node;
        }
        newest = node;
        if (oldest == null) {
            oldest = node;
        }
    }

    private void unlink(Node node) {
        if (node.newer == null) {
            newest = node.older;
        } else {
            node.newer.older = node.older;
        }
        if (node.older == null) {
            oldest = node.newer;
        } else {
            node.older.newer = node.newer;
        }
    }
}
