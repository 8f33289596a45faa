-- A schema; with a semicolon.
CREATE TABLE IF NOT EXISTS shop.users (
    id bigserial PRIMARY KEY,
    email text NOT NULL UNIQUE,
    key varchar(40),
    manager bigint REFERENCES people (id),
    CHECK (length(email) < 200)
);
CREATE UNIQUE INDEX users_by_email ON users USING btree (lower(email), key) WHERE key IS NOT NULL;
ALTER TABLE ONLY users ADD COLUMN name text DEFAULT 'a; b';
INSERT INTO users (email, key) VALUES ('it''s@example.org', E'a\';b'), ('c', NULL);
INSERT INTO log SELECT coalesce(u.name, o.name) FROM users u, others AS o;
UPDATE users SET key = o.key FROM others o WHERE o.id = users.id;
DELETE FROM users USING others WHERE others.id = users.id;
WITH RECURSIVE tree (id) AS (
    SELECT id FROM users UNION ALL SELECT u.id FROM users u JOIN tree t ON u.manager = t.id
), fresh AS (SELECT * FROM log)
SELECT extract(day FROM now()), count(*) FROM tree LEFT JOIN fresh ON true,
    LATERAL generate_series(1, 3) AS g (n) WHERE g.n IS DISTINCT FROM tree.id;
(SELECT 1 FROM a) UNION (SELECT 2 FROM (b JOIN c USING (id)));
CREATE MATERIALIZED VIEW v AS SELECT * FROM users;
CREATE TABLE copy AS SELECT max(id) AS id FROM users;
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    UPDATE log SET at = now();
    RETURN NEW;
END;
$body$;
CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
DROP TABLE IF EXISTS old, shop.older CASCADE;
TRUNCATE users, log;
REVOKE ALL ON users FROM somebody;
BEGIN;
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
COMMIT;
