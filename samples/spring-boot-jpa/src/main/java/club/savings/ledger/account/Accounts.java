package club.savings.ledger.account;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

public interface Accounts extends JpaRepository<Account, Long> {
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.id in ?1 order by a.id")
    List<Account> lock(List<Long> ids);

    @Query("select a from Account a join fetch a.member where a.id = ?1")
    Optional<Account> withMember(Long id);

    @Query("select e from Entry e where e.account.id = ?1 order by e.made desc")
    Page<Entry> statement(Long id, Pageable page);

    @Query(value = """
            select month, cents from monthly_balance
            where account_id = :account order by month desc limit 24
            """, nativeQuery = true)
    List<Object[]> months(Long account);
}
