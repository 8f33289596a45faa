package club.savings.ledger.account;

import org.springframework.stereotype.Component;

@Component("accountRights")
public class AccountRights {
    private final Accounts accounts;

    public AccountRights(Accounts accounts) {
        this.accounts = accounts;
    }

    public boolean owns(long account, String member) {
        return accounts.withMember(account)
                .map(found -> String.valueOf(found.member().id()).equals(member))
                .orElse(false);
    }
}
