package club.savings.ledger.account;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

public interface Members extends JpaRepository<Member, Long> {
    Optional<Member> findByEmail(String email);
}
