package toolbox;

public abstract class Fare {
    private final String name;

    protected Fare(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public final long cents(Journey journey) {
        long cents = base(journey);
        if (cents < 0) {
            throw new FareException("the fare " + name + " is negative", null);
        }
        return cents;
    }

    protected abstract long base(Journey journey);
}
