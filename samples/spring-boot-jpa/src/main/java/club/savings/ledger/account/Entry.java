package club.savings.ledger.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "entry", indexes = @Index(name = "entry_statement", columnList = "account_id, made"))
public class Entry {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(optional = false)
    private Account account;

    @Column(nullable = false)
    private long cents;

    @Column(nullable = false)
    private Instant made = Instant.now();

    @Column(nullable = false)
    private String reference;

    protected Entry() {}

    public Entry(Account account, long cents, String reference) {
        this.account = account;
        this.cents = cents;
        this.reference = reference;
    }

    public long cents() {
        return cents;
    }
}
