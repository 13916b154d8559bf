import { TermPlaces1795501000000 } from '../../migrations/1795501000000-term-places'
import { PlanAndClosureIndexes1795501010000 } from '../../migrations/1795501010000-plan-and-closure-indexes'
import { CustomerTerm } from '../../server/customers/tables'
import { Rejection } from '../../server/orders/tables'
import { onEveryEngine } from '../support/engines'
import { termsOutOfPlace } from '../support/terms-in-place'
import { buildWorld, happened } from '../support/world'

onEveryEngine('migrating what was there before', (openEmpty) => {
  test('search terms get the place of their customer, refusals the owner of their time; no drift', async () => {
    const database = await openEmpty()
    const world = await buildWorld(database)
    const { orgId, customers, staff } = world
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
    await database.transaction((tx) => tx.insert(Rejection, refusal))
    const terms = () =>
      database.read(async (reader) =>
        (await reader.find(CustomerTerm, { orgId })).map(({ term }) => term).sort(),
      )
    const before = await terms()

    const runner = database.dataSource.createQueryRunner()
    const migrations = [new TermPlaces1795501000000(), new PlanAndClosureIndexes1795501010000()]
    for (const migration of migrations.toReversed()) await migration.down(runner)
    for (const migration of migrations) await migration.up(runner)
    if (database.engine !== 'sqlite') await runner.release()

    expect(before.length).toBeGreaterThan(20)
    expect(await terms()).toEqual(before)
    expect(await termsOutOfPlace(database)).toEqual([])
    expect(await database.read((reader) => reader.findOne(Rejection, { orgId }))).toMatchObject({
      ownerId: staff.rep,
    })
    const drift = await database.dataSource.driver.createSchemaBuilder().log()
    expect(drift.upQueries.map(({ query }) => query)).toEqual([])
  })
})
