import { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateShipments1719200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shipments (
        id CHAR(36) NOT NULL PRIMARY KEY,
        account_id CHAR(36) NOT NULL,
        destination CHAR(2) NOT NULL,
        created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
        CONSTRAINT shipments_account FOREIGN KEY (account_id) REFERENCES accounts (id)
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
    `);
    await runner.query(`
      CREATE TABLE parcels (
        id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
        shipmentId CHAR(36) NOT NULL,
        barcode VARCHAR(24) NOT NULL UNIQUE,
        grams INT NOT NULL CHECK (grams > 0),
        CONSTRAINT parcels_shipment FOREIGN KEY (shipmentId) REFERENCES shipments (id)
          ON DELETE CASCADE
      ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
    `);
    await runner.query(
      'CREATE INDEX shipments_by_account ON shipments (account_id, created_at) ALGORITHM = INPLACE',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE parcels');
    await runner.query('DROP TABLE shipments');
  }
}
