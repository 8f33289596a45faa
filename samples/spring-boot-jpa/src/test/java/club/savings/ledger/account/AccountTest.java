package club.savings.ledger.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
    private final Account account = new Account(new Member("ada@mail.example", "x"));

    @Test
    void addsWhatIsPaidIn() {
        account.apply(250);
        assertEquals(250, account.cents());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -500})
    void doesNotGoBelowZero(long change) {
        assertThrows(InsufficientFundsException.class, () -> account.apply(change));
    }
}
