CREATE TABLE member (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email         TEXT        NOT NULL UNIQUE,
    password_hash TEXT        NOT NULL,
    treasurer     BOOLEAN     NOT NULL DEFAULT FALSE,
    joined        TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE account (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES member (id) ON DELETE RESTRICT,
    cents     BIGINT NOT NULL DEFAULT 0 CHECK (cents >= 0)
);

CREATE INDEX account_member ON account (member_id);
