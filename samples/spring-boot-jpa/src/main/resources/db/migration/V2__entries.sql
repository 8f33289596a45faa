CREATE TABLE entry (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id BIGINT      NOT NULL REFERENCES account (id),
    cents      BIGINT      NOT NULL CHECK (cents <> 0),
    made       TIMESTAMPTZ NOT NULL DEFAULT now(),
    reference  TEXT        NOT NULL
);

CREATE INDEX entry_statement ON entry (account_id, made DESC) INCLUDE (cents);

CREATE UNIQUE INDEX entry_once ON entry (account_id, reference) WHERE reference <> '';

CREATE VIEW monthly_balance AS
SELECT account_id,
       date_trunc('month', made) AS month,
       sum(sum(cents)) OVER (PARTITION BY account_id ORDER BY date_trunc('month', made)) AS cents
FROM entry
GROUP BY account_id, date_trunc('month', made);
