import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm'
import { columnsFor } from './columns'

/** The customer file: unique aliases, tags, source changes, self-filling fields, what is to complete, saved views. */
export class CustomerFile1795500200000 implements MigrationInterface {
  name = 'CustomerFile1795500200000'

  async up(runner: QueryRunner): Promise<void> {
    const { text, instant, whole, json } = columnsFor(runner)
    await runner.createTable(
      new Table({
        name: 'customer_tag',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('customer_id', 40), isPrimary: true },
          { ...text('tag', 20), isPrimary: true },
        ],
        indices: [{ name: 'customer_tag_by_tag', columnNames: ['org_id', 'tag', 'customer_id'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'customer_source_change',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('customer_id', 40),
          text('from_source_id', 40),
          text('to_source_id', 40),
          text('reason', 200),
          text('staff_id', 40),
          instant('changed_at'),
        ],
        indices: [
          {
            name: 'customer_source_change_by_customer',
            columnNames: ['org_id', 'customer_id', 'changed_at'],
          },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'customer_to_complete',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('customer_id', 40), isPrimary: true },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'customer_view',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('staff_id', 40),
          text('name', 20),
          json('filter'),
          instant('created_at'),
        ],
        indices: [{ name: 'customer_view_by_staff', columnNames: ['org_id', 'staff_id', 'created_at'] }],
      }),
    )
    await runner.addColumn('customer_alias', new TableColumn(text('unique_key', 160, true)))
    await runner.createIndex('customer_alias', aliasUnique)
    await runner.addColumn('customer_field', new TableColumn(text('computed_from', 24, true)))
    // Filled before it is required: a default in the database is not portable.
    const version = new TableColumn(whole('version', true))
    await runner.addColumn('customer_field', version)
    await runner.query('update customer_field set version = 1')
    await runner.changeColumn('customer_field', version, new TableColumn(whole('version')))
    await installedBefore(runner)
    for (const index of valueIndexes) {
      await runner.dropIndex('customer_field_value', index.name as string)
      await runner.createIndex('customer_field_value', index)
    }
    for (const index of listIndexes) await runner.createIndex('customer', index)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of listIndexes) await runner.dropIndex('customer', index)
    for (const { name, columnNames } of valueIndexes) {
      await runner.dropIndex('customer_field_value', name as string)
      await runner.createIndex(
        'customer_field_value',
        new TableIndex({ name: name as string, columnNames: columnNames.slice(0, -1) }),
      )
    }
    await runner.dropColumn('customer_field', 'version')
    await runner.dropColumn('customer_field', 'computed_from')
    await runner.dropIndex('customer_alias', aliasUnique)
    await runner.dropColumn('customer_alias', 'unique_key')
    for (const table of ['customer_view', 'customer_to_complete', 'customer_source_change', 'customer_tag'])
      await runner.dropTable(table)
  }
}

/** What the template of the foundation had as fields to type in fills itself now; what was typed is not shown. */
async function installedBefore(runner: QueryRunner): Promise<void> {
  for (const [code, from] of [
    ['order_frequency', 'orders'],
    ['last_rejection_reason', 'rejections'],
  ])
    await runner.query(
      `update customer_field set computed_from = '${from}', required = 'no' where code = '${code}'`,
    )
}

const aliasUnique = new TableIndex({
  name: 'customer_alias_unique',
  columnNames: ['org_id', 'unique_key'],
  isUnique: true,
})

/** By the customer at the end as well: a list goes through them in its own order. */
const valueIndexes = (['text_value', 'number_milli', 'day_on'] as const).map(
  (column) =>
    new TableIndex({
      name: `customer_field_value_by_${column.split('_')[0]}`,
      columnNames: ['org_id', 'field_id', column, 'customer_id'],
    }),
)

const listIndexes = [
  ['customer_by_stage', 'stage_id'],
  ['customer_by_source', 'source_id'],
  ['customer_by_touch', 'last_touch_at'],
].map(([name, column]) => new TableIndex({ name, columnNames: ['org_id', column!, 'id'] }))
