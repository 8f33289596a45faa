package club.savings.ledger.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Import;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@DataJpaTest
@Testcontainers
@Import(EntryWriter.class)
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
class TransferIT {
    @Container @ServiceConnection
    static final PostgreSQLContainer<?> postgres = new PostgreSQLContainer<>("postgres:17.2");

    @Autowired Accounts accounts;
    @Autowired Members members;
    @Autowired EntryWriter entries;

    @Test
    void anEntryIsCountedForItsAccount() {
        Member member = members.save(new Member("grace@mail.example", "x"));
        Account account = accounts.saveAndFlush(new Account(member));
        entries.write(new Entry(account, 100, "first"));
        assertEquals(1, entries.count(account.id()));
    }
}
