package club.savings.ledger.statement;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.retry.annotation.Backoff;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * Sends a statement after each transfer. Before Kafka it was
 *
 * <pre>{@code
 * @RabbitListener(queues = "transfers")
 * public void on(String reference) { rabbitTemplate.convertAndSend("statements", reference); }
 * }</pre>
 */
@Component
public class StatementListener {
    private static final Logger log = LoggerFactory.getLogger(StatementListener.class);

    @RetryableTopic(attempts = "4", backoff = @Backoff(delay = 1000, multiplier = 2))
    @KafkaListener(topics = "transfers", groupId = "statements")
    public void on(String reference) {
        log.info("statement for transfer {}", reference);
        print(reference);
    }

    @Async("statements")
    public void print(String reference) {
        log.info("printed {}", reference.strip());
    }
}
