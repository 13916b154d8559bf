import { migrations } from '../../migrations'
import { MergePlaces1795500920000 } from '../../migrations/1795500920000-merge-places'
import { NameCores1795500930000 } from '../../migrations/1795500930000-name-cores'
import { CustomerCore } from '../../server/customers/duplicates/tables'
import { CustomerMerge } from '../../server/customers/merges/tables'
import { Customer } from '../../server/customers/tables'
import { openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { migrate, SchemaTooNew } from '../../server/platform/migrate'
import { newDatabaseUrl, onEveryEngine } from '../support/engines'
import { buildWorld } from '../support/world'

onEveryEngine('migrations', (openEmpty, engine) => {
  test('make exactly the schema the entities describe: no drift; and all can be taken back', async () => {
    const { url, drop } = await newDatabaseUrl(engine)
    const database = await openDatabase(url, createLog('silent'))
    const { dataSource } = database
    expect(await migrate(database)).toHaveLength(migrations.length)
    const drift = await dataSource.driver.createSchemaBuilder().log()
    expect(drift.upQueries.map(({ query }) => query)).toEqual([])
    for (const _ of migrations) await dataSource.undoLastMigration({ transaction: 'each' })
    const runner = dataSource.createQueryRunner()
    const left = await Promise.all(
      dataSource.entityMetadatas.map(
        async ({ tableName }) => (await runner.hasTable(tableName)) && tableName,
      ),
    )
    expect(left.filter(Boolean)).toEqual([])
    if (engine !== 'sqlite') await runner.release()
    expect(await migrate(database)).toHaveLength(migrations.length)
    await database.close()
    await drop()
  })

  test('run a second time do nothing', async () => {
    expect(await migrate(await openEmpty())).toEqual([])
  })

  test('can be taken back and applied again', async () => {
    const database = await openEmpty()
    await database.dataSource.undoLastMigration()
    expect(await migrate(database)).toHaveLength(1)
  })

  test('names that were there before their cores, and merges before their places, are found by them', async () => {
    const database = await openEmpty()
    const { orgId, customers, stores, regions, staff } = await buildWorld(database)
    const merge = {
      ...{
        orgId,
        id: 'mrg_1',
        survivorId: customers.mine,
        mergedId: customers.second,
        staffId: staff.director,
      },
      ...{ mergedAt: new Date(), changes: { before: {}, after: {} }, undoneAt: null, undoneById: null },
      ...{ ownerId: null, storeId: '', regionId: '' },
    }
    await database.transaction(async (tx) => {
      await tx.insert(CustomerMerge, merge)
      await tx.update(Customer, { orgId, id: customers.second }, { mergedIntoId: customers.mine })
      await tx.update(Customer, { orgId, id: customers.mine }, { name: '优鲜达·文三路店（加盟）' })
    })
    const runner = database.dataSource.createQueryRunner()
    for (const migration of [new NameCores1795500930000(), new MergePlaces1795500920000()]) {
      await migration.down(runner)
      await migration.up(runner)
    }
    if (database.engine !== 'sqlite') await runner.release()
    const cores = await database.read((reader) => reader.find(CustomerCore, { orgId }))
    expect(Object.fromEntries(cores.map(({ customerId, core }) => [customerId, core]))).toEqual({
      [customers.mine]: '优鲜达文三路',
      [customers.colleagues]: '百果园西湖',
      [customers.east]: '东城生鲜',
      [customers.south]: '滨江水果',
    })
    expect(await database.read((reader) => reader.findOne(CustomerMerge, { orgId }))).toMatchObject({
      ownerId: staff.rep,
      storeId: stores.west,
      regionId: regions.north,
    })
    const drift = await database.dataSource.driver.createSchemaBuilder().log()
    expect(drift.upQueries.map(({ query }) => query)).toEqual([])
  })

  test('a schema newer than the code is refused', async () => {
    const database = await openEmpty()
    await database.dataSource.query(
      "insert into migration (timestamp, name) values (9999999999999, 'Future9999999999999')",
    )
    await expect(migrate(database)).rejects.toThrow(SchemaTooNew)
  })
})
