import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { columnsFor } from './columns'

/** Pairs that may be one customer, merges with every row they moved. */
export class MergesAndTransfers1795500500000 implements MigrationInterface {
  name = 'MergesAndTransfers1795500500000'

  async up(runner: QueryRunner): Promise<void> {
    const { text, instant, whole, json } = columnsFor(runner)
    const key = (name: string, length = 40) => ({ ...text(name, length), isPrimary: true })
    await runner.createTable(
      new Table({
        name: 'duplicate_pair',
        columns: [
          key('org_id'),
          key('id'),
          text('first_id', 40),
          text('second_id', 40),
          text('reason', 10),
          text('shared_value', 128),
          text('state', 10),
          text('owner_id', 40, true),
          text('store_id', 40),
          text('region_id', 40),
          instant('found_at'),
          instant('decided_at', true),
          text('decided_by_id', 40, true),
        ],
        indices: [
          {
            name: 'duplicate_pair_of_two',
            columnNames: ['org_id', 'first_id', 'second_id'],
            isUnique: true,
          },
          { name: 'duplicate_pair_by_second', columnNames: ['org_id', 'second_id'] },
          { name: 'duplicate_pair_by_owner', columnNames: ['org_id', 'owner_id', 'state', 'id'] },
          { name: 'duplicate_pair_by_store', columnNames: ['org_id', 'store_id', 'state', 'id'] },
          { name: 'duplicate_pair_by_region', columnNames: ['org_id', 'region_id', 'state', 'id'] },
          { name: 'duplicate_pair_by_state', columnNames: ['org_id', 'state', 'id'] },
        ],
      }),
    )
    await runner.createIndex('todo', todoByCustomer)
    await runner.createIndex('visit_finding', findingByCustomer)
    await runner.createTable(
      new Table({
        name: 'customer_merge',
        columns: [
          key('org_id'),
          key('id'),
          text('survivor_id', 40),
          text('merged_id', 40),
          text('staff_id', 40),
          instant('merged_at'),
          json('changes'),
          instant('undone_at', true),
          text('undone_by_id', 40, true),
        ],
        indices: [
          { name: 'customer_merge_by_survivor', columnNames: ['org_id', 'survivor_id'] },
          { name: 'customer_merge_by_staff', columnNames: ['org_id', 'staff_id', 'id'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'customer_merge_row',
        columns: [
          key('org_id'),
          key('merge_id'),
          key('table_name', 30),
          key('row_key', 191),
          text('did', 10),
          whole('row_version', true),
          json('row_before', true),
        ],
      }),
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('visit_finding', findingByCustomer)
    await runner.dropIndex('todo', todoByCustomer)
    for (const table of ['customer_merge_row', 'customer_merge', 'duplicate_pair'])
      await runner.dropTable(table)
  }
}

const todoByCustomer = new TableIndex({
  name: 'todo_by_customer',
  columnNames: ['org_id', 'customer_id', 'state'],
})
const findingByCustomer = new TableIndex({
  name: 'visit_finding_by_customer',
  columnNames: ['org_id', 'customer_id', 'occurred_at'],
})
