package toolbox;

public record Journey(double kilometres, int zones) {
    public Journey {
        if (kilometres < 0 || zones < 1) {
            throw new IllegalArgumentException("a journey of " + kilometres + " km");
        }
    }
}
