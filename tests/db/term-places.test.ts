import { TermPlaces1795501000000 } from '../../migrations/1795501000000-term-places'
import { PlanAndClosureIndexes1795501010000 } from '../../migrations/1795501010000-plan-and-closure-indexes'
import { ToCompletePlaces1795501020000 } from '../../migrations/1795501020000-to-complete-places'
import { CustomerTerm, CustomerToComplete } from '../../server/customers/tables'
import { Rejection } from '../../server/orders/tables'
import { onEveryEngine } from '../support/engines'
import { outOfPlace } from '../support/out-of-place'
import { buildWorld, happened } from '../support/world'

onEveryEngine('migrating what was there before', (openEmpty) => {
  test('terms and entries to complete get their customer’s place, refusals the owner of then; no drift', async () => {
    const database = await openEmpty()
    const world = await buildWorld(database)
    const { orgId, customers, staff, stores, regions } = world
    const at = '2026-03-01T01:00:00.000Z'
    const touchpointId = await happened(database, world, { customer: 'mine', at, kind: 'rejection' })
    const refusal = {
      orgId,
      id: 'rej_1',
      customerId: customers.mine,
      ownerId: null,
      productId: null,
      productName: '草莓',
      category: null,
      quantityMilli: null,
      unit: null,
      reason: null,
      rejectedAt: new Date(at),
      touchpointId,
    }
    const place = { ownerId: staff.rep, storeId: stores.west, regionId: regions.north }
    await database.transaction(async (tx) => {
      await tx.insert(Rejection, refusal)
      await tx.insert(CustomerToComplete, { orgId, customerId: customers.mine, ...place })
    })
    const terms = () =>
      database.read(async (reader) =>
        (await reader.find(CustomerTerm, { orgId })).map(({ term }) => term).sort(),
      )
    const before = await terms()

    const runner = database.dataSource.createQueryRunner()
    const migrations = [
      new TermPlaces1795501000000(),
      new PlanAndClosureIndexes1795501010000(),
      new ToCompletePlaces1795501020000(),
    ]
    for (const migration of migrations.toReversed()) await migration.down(runner)
    for (const migration of migrations) await migration.up(runner)
    if (database.engine !== 'sqlite') await runner.release()

    expect(before.length).toBeGreaterThan(20)
    expect(await terms()).toEqual(before)
    expect(await outOfPlace(database)).toEqual([])
    expect(await database.read((reader) => reader.findOne(Rejection, { orgId }))).toMatchObject({
      ownerId: staff.rep,
    })
    expect(await database.read((reader) => reader.findOne(CustomerToComplete, { orgId }))).toMatchObject(
      place,
    )
    const drift = await database.dataSource.driver.createSchemaBuilder().log()
    expect(drift.upQueries.map(({ query }) => query)).toEqual([])
  })
})
