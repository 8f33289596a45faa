package club.savings.ledger.account;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

@Component
public class EntryWriter {
    private static final String TABLE = "entry";
    private static final String COUNT = "SELECT count(*) FROM " + TABLE + " WHERE account_id = :id";

    private final EntityManager manager;

    public EntryWriter(EntityManager manager) {
        this.manager = manager;
    }

    public void write(Entry entry) {
        manager.persist(entry);
    }

    public long count(long account) {
        Object rows = manager.createNativeQuery(COUNT).setParameter("id", account).getSingleResult();
        return ((Number) rows).longValue();
    }
}
