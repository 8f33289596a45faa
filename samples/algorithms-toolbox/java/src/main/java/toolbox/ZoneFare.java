package toolbox;

import java.util.NavigableMap;
import java.util.TreeMap;

public final class ZoneFare extends Fare {
    private final NavigableMap<Integer, Long> centsUpToZones = new TreeMap<>();

    public ZoneFare() {
        super("zones");
        centsUpToZones.put(1, 180L);
        centsUpToZones.put(3, 320L);
        centsUpToZones.put(6, 540L);
    }

    @Override
    protected long base(Journey journey) {
        Integer zones = centsUpToZones.ceilingKey(journey.zones());
        if (zones == null) {
            throw new FareException("no fare for " + journey.zones() + " zones", null);
        }
        return centsUpToZones.get(zones);
    }
}
