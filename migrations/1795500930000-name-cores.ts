import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { coreKey } from '../server/customers/duplicates/core-key'
import { columnsFor } from './columns'

const customersAtOnce = 1000

/** The core of each customer's name, by which look-alikes are found. */
export class NameCores1795500930000 implements MigrationInterface {
  name = 'NameCores1795500930000'

  async up(runner: QueryRunner): Promise<void> {
    const { text } = columnsFor(runner)
    const key = (name: string, length = 40) => ({ ...text(name, length), isPrimary: true })
    // What an attempt that was cut off left.
    await runner.dropTable('customer_core', true)
    await runner.createTable(
      new Table({
        name: 'customer_core',
        columns: [key('org_id'), key('core', 100), key('customer_id')],
        indices: [{ name: 'customer_core_by_customer', columnNames: ['org_id', 'customer_id'] }],
      }),
    )
    const organisations: { id: string }[] = await runner.query('select id from org')
    for (const { id: orgId } of organisations)
      for (let after = ''; ; ) {
        const customers: { id: string; name: string; mergedIntoId: string | null }[] = await runner.query(
          `select id, name, merged_into_id as mergedIntoId from customer
           where org_id = ? and id > ? order by id limit ${customersAtOnce}`,
          [orgId, after],
        )
        if (customers.length === 0) break
        after = customers.at(-1)!.id
        const cores = customers.filter(({ mergedIntoId }) => mergedIntoId === null)
        if (cores.length === 0) continue
        await runner.query(
          `insert into customer_core (org_id, core, customer_id) values ${cores.map(() => '(?, ?, ?)').join(', ')}`,
          cores.flatMap(({ id, name }) => [orgId, coreKey(name), id]),
        )
      }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('customer_core')
  }
}
