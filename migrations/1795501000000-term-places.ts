import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  type TableColumnOptions,
  TableIndex,
} from 'typeorm'
import { columnsFor } from './columns'

const customersAtOnce = 2000

/**
 * Search terms carry their customer's owner, store and region, and lie by customer: a search within a scope begins with
 * what is in it. The table is made anew, its indexes after its rows: changing millions of rows in place takes longer.
 */
export class TermPlaces1795501000000 implements MigrationInterface {
  name = 'TermPlaces1795501000000'

  async up(runner: QueryRunner): Promise<void> {
    const { text } = columnsFor(runner)
    const key = (name: string, length = 40) => ({ ...text(name, length), isPrimary: true })
    await remake(
      runner,
      [
        key('org_id'),
        key('customer_id'),
        key('term', 24),
        text('kind', 16),
        text('owner_id', 40, true),
        text('store_id', 40),
        text('region_id', 40),
      ],
      't.org_id, t.customer_id, t.term, t.kind, c.owner_id, c.store_id, c.region_id',
      [
        { name: 'customer_term_by_term', columnNames: ['org_id', 'term', 'customer_id'] },
        { name: 'customer_term_by_owner', columnNames: ['org_id', 'owner_id', 'term', 'customer_id'] },
        { name: 'customer_term_by_store', columnNames: ['org_id', 'store_id', 'term', 'customer_id'] },
        { name: 'customer_term_by_region', columnNames: ['org_id', 'region_id', 'term', 'customer_id'] },
      ],
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    const { text } = columnsFor(runner)
    const key = (name: string, length = 40) => ({ ...text(name, length), isPrimary: true })
    await remake(
      runner,
      [key('org_id'), key('term', 24), key('customer_id'), text('kind', 16)],
      't.org_id, t.term, t.customer_id, t.kind',
      [{ name: 'customer_term_by_customer', columnNames: ['org_id', 'customer_id'] }],
    )
  }
}

/** Some customers at a time: a cluster takes no transaction of gigabytes. */
async function remake(
  runner: QueryRunner,
  columns: TableColumnOptions[],
  values: string,
  indices: { name: string; columnNames: string[] }[],
): Promise<void> {
  const made = 'customer_term_made'
  // What an attempt that was cut off left.
  await runner.dropTable(made, true)
  await runner.createTable(new Table({ name: made, columns }))
  const organisations: { id: string }[] = await runner.query('select id from org')
  for (const { id: orgId } of organisations)
    for (let after = ''; ; ) {
      const [last]: { id: string }[] = await runner.query(
        `select max(id) as id from
           (select id from customer where org_id = ? and id > ? order by id limit ${customersAtOnce}) some`,
        [orgId, after],
      )
      if (!last?.id) break
      await runner.query(
        `insert into ${made} (${columns.map(({ name }) => name).join(', ')})
         select ${values} from customer c join customer_term t on t.org_id = c.org_id and t.customer_id = c.id
         where c.org_id = ? and c.id > ? and c.id <= ?`,
        [orgId, after, last.id],
      )
      after = last.id
    }
  // Names of indexes are the whole database's on SQLite: the old ones go first.
  await runner.dropTable('customer_term')
  await runner.renameTable(made, 'customer_term')
  for (const index of indices) await runner.createIndex('customer_term', new TableIndex(index))
}
