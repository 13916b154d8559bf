import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm'
import { columnsFor } from './columns'

/**
 * The plan of the day finds a person's urgent, silent and refusing customers without going through all they have; closure
 * rates are counted from the indexes of visits alone.
 */
export class PlanAndClosureIndexes1795501010000 implements MigrationInterface {
  name = 'PlanAndClosureIndexes1795501010000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('rejection', new TableColumn(columnsFor(runner).text('owner_id', 40, true)))
    await runner.query(
      `update rejection set owner_id = (select t.owner_id from touchpoint t
         where t.org_id = rejection.org_id and t.id = rejection.touchpoint_id)`,
    )
    await runner.createIndex('rejection', rejectionByOwner)
    await runner.createIndex('customer', customerByOwnerStage)
    for (const { name, columns, counted } of visitIndexes) {
      await runner.dropIndex('visit', name)
      await runner.createIndex('visit', new TableIndex({ name, columnNames: [...columns, ...counted] }))
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name, columns } of visitIndexes) {
      await runner.dropIndex('visit', name)
      await runner.createIndex('visit', new TableIndex({ name, columnNames: columns }))
    }
    await runner.dropIndex('customer', customerByOwnerStage)
    await runner.dropIndex('rejection', rejectionByOwner)
    await runner.dropColumn('rejection', 'owner_id')
  }
}

const rejectionByOwner = new TableIndex({
  name: 'rejection_by_owner',
  columnNames: ['org_id', 'owner_id', 'rejected_at', 'id'],
})
const customerByOwnerStage = new TableIndex({
  name: 'customer_by_owner_stage',
  columnNames: ['org_id', 'owner_id', 'stage_id', 'last_touch_at', 'id'],
})
const visitIndexes = [
  {
    name: 'visit_by_staff',
    columns: ['org_id', 'staff_id', 'state', 'sort_at', 'id'],
    counted: ['closed', 'store_id', 'region_id'],
  },
  {
    name: 'visit_by_store',
    columns: ['org_id', 'store_id', 'state', 'sort_at', 'id'],
    counted: ['closed', 'staff_id', 'region_id'],
  },
  {
    name: 'visit_by_region',
    columns: ['org_id', 'region_id', 'state', 'sort_at', 'id'],
    counted: ['closed', 'staff_id', 'store_id'],
  },
  {
    name: 'visit_by_time',
    columns: ['org_id', 'state', 'sort_at', 'id'],
    counted: ['closed', 'staff_id', 'store_id', 'region_id'],
  },
]
