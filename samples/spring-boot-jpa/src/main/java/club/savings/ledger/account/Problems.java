package club.savings.ledger.account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
public class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler(InsufficientFundsException.class)
    ProblemDetail insufficient(InsufficientFundsException problem) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, problem.getMessage());
    }

    @ExceptionHandler(DataIntegrityViolationException.class)
    ProblemDetail twice(DataIntegrityViolationException problem) {
        log.warn("refused by the database: {}", problem.getMostSpecificCause().getMessage());
        return ProblemDetail.forStatus(HttpStatus.CONFLICT);
    }
}
