import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm'
import { columnsFor } from './columns'

/** Regions, stores and people that are changed on pages; imports and exports. */
export class SetUpAndImports1795500400000 implements MigrationInterface {
  name = 'SetUpAndImports1795500400000'

  async up(runner: QueryRunner): Promise<void> {
    const { text, instant, whole, json } = columnsFor(runner)
    for (const table of changedOnPages) {
      // Filled before it is required: a default in the database is not portable.
      const version = new TableColumn(whole('version', true))
      await runner.addColumn(table, version)
      await runner.query(`update ${table} set version = 1`)
      await runner.changeColumn(table, version, new TableColumn(whole('version')))
    }
    for (const table of ['region', 'store'])
      await runner.addColumn(table, new TableColumn(instant('closed_at', true)))
    await runner.createIndex('contact', contactByPhone)
    await runner.createTable(
      new Table({
        name: 'import_job',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('kind', 16),
          text('state', 16),
          text('staff_id', 40),
          text('file_name', 120),
          json('columns'),
          json('mapping'),
          json('options'),
          whole('rows_read'),
          whole('rows_good'),
          whole('rows_bad'),
          whole('rows_same'),
          whole('rows_written'),
          whole('rows_done'),
          text('note', 200, true),
          instant('created_at'),
          instant('finished_at', true),
          text('lease_owner', 40, true),
          instant('lease_until_at', true),
          whole('version'),
        ],
        indices: [
          { name: 'import_job_by_state', columnNames: ['state', 'lease_until_at'] },
          { name: 'import_job_by_staff', columnNames: ['org_id', 'staff_id', 'id'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'import_row',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('import_id', 40), isPrimary: true },
          { ...whole('line_number'), isPrimary: true },
          text('state', 10),
          json('cells'),
          json('problems', true),
          text('match_id', 40, true),
          text('choice', 10, true),
          text('made_id', 40, true),
        ],
        indices: [
          { name: 'import_row_by_state', columnNames: ['org_id', 'import_id', 'state', 'line_number'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'import_key',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('import_id', 40), isPrimary: true },
          { ...text('match_key', 160), isPrimary: true },
          { ...whole('line_number'), isPrimary: true },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'export_job',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('staff_id', 40),
          text('format', 8),
          json('filter'),
          whole('rows_written', true),
          instant('created_at'),
          instant('downloaded_at', true),
        ],
        indices: [{ name: 'export_job_by_staff', columnNames: ['org_id', 'staff_id', 'id'] }],
      }),
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['export_job', 'import_key', 'import_row', 'import_job'])
      await runner.dropTable(table)
    await runner.dropIndex('contact', contactByPhone)
    for (const table of ['region', 'store']) await runner.dropColumn(table, 'closed_at')
    for (const table of changedOnPages) await runner.dropColumn(table, 'version')
  }
}

const changedOnPages = ['region', 'store', 'staff']
const contactByPhone = new TableIndex({ name: 'contact_by_phone', columnNames: ['org_id', 'phone'] })
