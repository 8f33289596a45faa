package club.savings.ledger.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

@Entity
public class Account {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "member_id")
    private Member member;

    @Column(nullable = false)
    private long cents;

    @OneToMany(mappedBy = "account")
    private List<Entry> entries = new ArrayList<>();

    protected Account() {}

    public Account(Member member) {
        this.member = member;
    }

    public void apply(long change) {
        if (cents + change < 0) {
            throw new InsufficientFundsException(id, cents);
        }
        cents += change;
    }

    public Long id() {
        return id;
    }

    public Member member() {
        return member;
    }

    public long cents() {
        return cents;
    }
}
