package club.savings.ledger.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/accounts")
public class AccountController {
    public record Transfer(long to, @Positive long cents, @NotBlank @Size(max = 140) String reference) {}

    private final TransferService transfers;
    private final Accounts accounts;

    public AccountController(TransferService transfers, Accounts accounts) {
        this.transfers = transfers;
        this.accounts = accounts;
    }

    @PostMapping("/{id}/transfers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Moves money to another account")
    @ApiResponse(responseCode = "409", description = "The account does not hold enough")
    public void transfer(@PathVariable long id, @Valid @RequestBody Transfer body) {
        transfers.transfer(id, body.to(), body.cents(), body.reference());
    }

    @GetMapping("/{id}/statement")
    @PreAuthorize("@accountRights.owns(#id, authentication.name)")
    public Page<Long> statement(@PathVariable long id, @RequestParam(defaultValue = "0") int page) {
        return accounts.statement(id, PageRequest.of(page, 50)).map(Entry::cents);
    }

    @GetMapping("/{id}/months")
    @PreAuthorize("@accountRights.owns(#id, authentication.name)")
    public ResponseEntity<List<Object[]>> months(@PathVariable long id) {
        List<Object[]> rows = transfers.months(id);
        String text = rows.stream().map(row -> row[0] + "=" + row[1]).toList().toString();
        String tag = DigestUtils.md5DigestAsHex(text.getBytes(StandardCharsets.UTF_8));
        return ResponseEntity.ok().eTag(tag).body(rows);
    }
}
