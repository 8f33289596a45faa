package toolbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

public final class FareDesk implements AutoCloseable {
    private final List<Fare> fares;
    private final RecentFares recent = new RecentFares(500);
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final ReentrantLock lock = new ReentrantLock();
    private long asked;

    public FareDesk(List<Fare> fares) {
        this.fares = List.copyOf(fares);
    }

    public long cheapest(Journey journey) {
        count();
        Long kept = recent.get(journey);
        if (kept != null) {
            return kept;
        }
        List<Future<Long>> answers = new ArrayList<>();
        for (Fare fare : fares) {
            answers.add(pool.submit(() -> fare.cents(journey)));
        }
        long cheapest = Long.MAX_VALUE;
        for (Future<Long> answer : answers) {
            cheapest = Math.min(cheapest, wait(answer));
        }
        recent.put(journey, cheapest);
        return cheapest;
    }

    private static long wait(Future<Long> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new FareException("a fare could not be computed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FareException("interrupted", e);
        }
    }

    private void count() {
        lock.lock();
        try {
            asked++;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
