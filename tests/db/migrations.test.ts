import { migrate, SchemaTooNew } from '../../server/platform/migrate'
import { onEveryEngine } from '../support/engines'

onEveryEngine('migrations', (openEmpty) => {
  test('make exactly the schema the entities describe: no drift', async () => {
    const { dataSource } = await openEmpty()
    const drift = await dataSource.driver.createSchemaBuilder().log()
    expect(drift.upQueries.map(({ query }) => query)).toEqual([])
  })

  test('run a second time do nothing', async () => {
    expect(await migrate(await openEmpty())).toEqual([])
  })

  test('can be taken back and applied again', async () => {
    const database = await openEmpty()
    await database.dataSource.undoLastMigration()
    expect(await migrate(database)).toHaveLength(1)
  })

  test('a schema newer than the code is refused', async () => {
    const database = await openEmpty()
    await database.dataSource.query(
      "insert into migration (timestamp, name) values (9999999999999, 'Future9999999999999')",
    )
    await expect(migrate(database)).rejects.toThrow(SchemaTooNew)
  })
})
