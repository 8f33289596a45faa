package club.savings.ledger.account;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/members")
public class MemberController {
    public record NewMember(@NotNull @Email String email, @Size(min = 12, max = 72) String password) {}

    private final Members members;
    private final PasswordEncoder encoder;

    public MemberController(Members members, PasswordEncoder encoder) {
        this.members = members;
        this.encoder = encoder;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Joins the club")
    public long join(@Valid @RequestBody NewMember body) {
        return members.save(new Member(body.email(), encoder.encode(body.password()))).id();
    }

    @PostMapping("/import")
    @PreAuthorize("hasRole('TREASURER')")
    public long takeOver(@Valid @RequestBody NewMember body) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            byte[] passwordHash = md5.digest(body.password().getBytes(StandardCharsets.UTF_8));
            Member member = members.findByEmail(body.email()).orElseThrow();
            member.passwordHash(HexFormat.of().formatHex(passwordHash));
            return members.save(member).id();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }
}
