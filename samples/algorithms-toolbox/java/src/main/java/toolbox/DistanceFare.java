package toolbox;

public final class DistanceFare extends Fare {
    private final long centsPerKilometre;

    public DistanceFare(long centsPerKilometre) {
        super("distance");
        this.centsPerKilometre = centsPerKilometre;
    }

    @Override
    protected long base(Journey journey) {
        return Math.round(journey.kilometres() * centsPerKilometre);
    }
}
