import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor } from './columns'

/** The WeCom apps of further organisations, their secrets sealed. */
export class WecomApps1795500100000 implements MigrationInterface {
  name = 'WecomApps1795500100000'

  async up(runner: QueryRunner): Promise<void> {
    const { text, instant, whole } = columnsFor(runner)
    await runner.createTable(
      new Table({
        name: 'wecom_app',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          text('corp_id', 64),
          whole('agent_id'),
          text('secret_sealed', 500),
          text('callback_token_sealed', 500),
          text('aes_key_sealed', 500),
          instant('created_at'),
        ],
        indices: [{ name: 'wecom_app_by_corp', columnNames: ['corp_id'], isUnique: true }],
      }),
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('wecom_app')
  }
}
