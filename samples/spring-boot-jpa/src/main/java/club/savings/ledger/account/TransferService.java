package club.savings.ledger.account;

import java.util.List;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

@Service
public class TransferService {
    private final Accounts accounts;
    private final EntryWriter entries;
    private final KafkaTemplate<String, String> kafka;

    public TransferService(
            Accounts accounts, EntryWriter entries, KafkaTemplate<String, String> kafka) {
        this.accounts = accounts;
        this.entries = entries;
        this.kafka = kafka;
    }

    @Transactional(isolation = Isolation.READ_COMMITTED)
    @CacheEvict(cacheNames = "months", allEntries = true)
    @PreAuthorize("hasRole('TREASURER') or @accountRights.owns(#from, authentication.name)")
    public void transfer(long from, long to, long cents, String reference) {
        List<Account> both = accounts.lock(List.of(from, to));
        if (both.size() != 2) {
            throw new IllegalArgumentException("no such account");
        }
        for (Account account : both) {
            long change = account.id() == from ? -cents : cents;
            account.apply(change);
            entries.write(new Entry(account, change, reference));
        }
        kafka.send("transfers", String.valueOf(from), reference);
    }

    @Cacheable("months")
    @Transactional(readOnly = true)
    public List<Object[]> months(long account) {
        return accounts.months(account);
    }
}
