package club.savings.ledger.account;

public class InsufficientFundsException extends RuntimeException {
    private final long cents;

    public InsufficientFundsException(Long account, long cents) {
        super("account " + account + " holds no more than " + cents + ", select less from it");
        this.cents = cents;
    }

    public long cents() {
        return cents;
    }
}
