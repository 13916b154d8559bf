import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm'
import { columnsFor } from './columns'

const byStaff = new TableIndex({
  name: 'customer_merge_by_staff',
  columnNames: ['org_id', 'staff_id', 'id'],
})
const places = ['owner', 'store', 'region'] as const
const by = (place: (typeof places)[number]) =>
  new TableIndex({ name: `customer_merge_by_${place}`, columnNames: ['org_id', `${place}_id`, 'id'] })

/** Merges lie with the owner, store and region of who stayed: whoever leads there sees them, whoever made them. */
export class MergePlaces1795500920000 implements MigrationInterface {
  name = 'MergePlaces1795500920000'

  async up(runner: QueryRunner): Promise<void> {
    const column = (name: string, isNullable: boolean) =>
      new TableColumn(columnsFor(runner).text(name, 40, isNullable))
    for (const place of places) {
      await runner.addColumn('customer_merge', column(`${place}_id`, true))
      await runner.query(
        `update customer_merge set ${place}_id = (select c.${place}_id from customer c
           where c.org_id = customer_merge.org_id and c.id = customer_merge.survivor_id)`,
      )
      if (place !== 'owner')
        await runner.changeColumn('customer_merge', `${place}_id`, column(`${place}_id`, false))
      await runner.createIndex('customer_merge', by(place))
    }
    await runner.dropIndex('customer_merge', byStaff)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.createIndex('customer_merge', byStaff)
    for (const place of places) {
      await runner.dropIndex('customer_merge', by(place))
      await runner.dropColumn('customer_merge', `${place}_id`)
    }
  }
}
