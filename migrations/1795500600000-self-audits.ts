import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { columnsFor } from './columns'

/** The weekly check that the 15-second card answers; customers are found by when they came. */
export class SelfAudits1795500600000 implements MigrationInterface {
  name = 'SelfAudits1795500600000'

  async up(runner: QueryRunner): Promise<void> {
    const { text, instant, whole, flag } = columnsFor(runner)
    const key = (name: string, length = 40) => ({ ...text(name, length), isPrimary: true })
    await runner.createTable(
      new Table({
        name: 'self_audit',
        columns: [
          key('org_id'),
          key('id'),
          text('week_from_on', 10),
          text('week_until_on', 10),
          instant('audited_at'),
          whole('new_customers'),
          whole('sampled'),
          whole('passed'),
          whole('median_micros'),
          whole('slowest_micros'),
        ],
        indices: [{ name: 'self_audit_week', columnNames: ['org_id', 'week_from_on'], isUnique: true }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'self_audit_sample',
        columns: [
          key('org_id'),
          key('audit_id'),
          key('customer_id'),
          flag('last_contact'),
          flag('stage'),
          flag('owner_today'),
          flag('refusals'),
          whole('took_micros'),
          flag('passed'),
        ],
      }),
    )
    await runner.createIndex(
      'customer',
      new TableIndex({ name: 'customer_by_creation', columnNames: ['org_id', 'created_at', 'id'] }),
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('customer', 'customer_by_creation')
    await runner.dropTable('self_audit_sample')
    await runner.dropTable('self_audit')
  }
}
