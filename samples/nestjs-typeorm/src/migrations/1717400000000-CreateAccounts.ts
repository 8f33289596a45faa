import { MigrationInterface, QueryRunner, Table } from 'typeorm';

export class CreateAccounts1717400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'accounts',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'email', type: 'varchar', length: '190', isUnique: true },
          { name: 'password_hash', type: 'char', length: '60' },
          { name: 'role', type: 'enum', enum: ['customer', 'dispatcher'], default: "'customer'" },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('accounts');
  }
}
