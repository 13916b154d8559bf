import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { columnsFor } from './columns'

const places = ['owner', 'store', 'region'] as const

/** The customers to complete carry their owner, store and region: a scope's list is found without the customers. */
export class ToCompletePlaces1795501020000 implements MigrationInterface {
  name = 'ToCompletePlaces1795501020000'

  async up(runner: QueryRunner): Promise<void> {
    const { text } = columnsFor(runner)
    await remake(runner, [text('owner_id', 40, true), text('store_id', 40), text('region_id', 40)])
    for (const place of places)
      await runner.createIndex(
        'customer_to_complete',
        new TableIndex({
          name: `customer_to_complete_by_${place}`,
          columnNames: ['org_id', `${place}_id`, 'customer_id'],
        }),
      )
  }

  down(runner: QueryRunner): Promise<void> {
    return remake(runner, [])
  }
}

async function remake(runner: QueryRunner, columns: ReturnType<ReturnType<typeof columnsFor>['text']>[]) {
  const key = (name: string) => ({ ...columnsFor(runner).text(name, 40), isPrimary: true })
  const made = 'customer_to_complete_made'
  // What an attempt that was cut off left.
  await runner.dropTable(made, true)
  await runner.createTable(
    new Table({ name: made, columns: [key('org_id'), key('customer_id'), ...columns] }),
  )
  const names = columns.map(({ name }) => `, ${name}`).join('')
  const values = columns.map(({ name }) => `, c.${name}`).join('')
  await runner.query(
    `insert into ${made} (org_id, customer_id${names})
     select i.org_id, i.customer_id${values} from customer_to_complete i
     join customer c on c.org_id = i.org_id and c.id = i.customer_id`,
  )
  await runner.dropTable('customer_to_complete')
  await runner.renameTable(made, 'customer_to_complete')
}
