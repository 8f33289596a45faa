CREATE TABLE orders (
  id SERIAL PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  price NUMERIC(10, 2) DEFAULT 0
);

CREATE INDEX orders_by_customer ON orders (customer_id);

SELECT c.name, SUM(o.price) AS total
FROM orders o
JOIN customers c ON c.id = o.customer_id
WHERE o.price > 10
GROUP BY c.name
HAVING COUNT(*) > 1
ORDER BY total DESC;
