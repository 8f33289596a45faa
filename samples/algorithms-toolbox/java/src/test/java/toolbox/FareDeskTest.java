package toolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class FareDeskTest {
    @Test
    void takesTheCheapestFare() {
        try (FareDesk desk = new FareDesk(List.of(new DistanceFare(20), new ZoneFare()))) {
            assertEquals(200, desk.cheapest(new Journey(10, 2)));
        }
    }

    @Test
    void keepsWhyAFareFailed() {
        try (FareDesk desk = new FareDesk(List.of(new ZoneFare()))) {
            FareException failed =
                    assertThrows(FareException.class, () -> desk.cheapest(new Journey(90, 12)));
            assertEquals(FareException.class, failed.getCause().getClass());
        }
    }

    @Test
    void forgetsTheOldest() {
        RecentFares recent = new RecentFares(1);
        recent.put(new Journey(1, 1), 5);
        recent.put(new Journey(2, 1), 6);
        assertNull(recent.get(new Journey(1, 1)));
    }
}
