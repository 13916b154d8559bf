import { Org } from '../../server/organisation/tables'
import { type Database, DuplicateKey } from '../../server/platform/database'
import { onEveryEngine } from '../support/engines'

const at = new Date('2026-02-22T06:33:07.123Z')
const org = (id: string): Org => ({
  id,
  name: `企业 ${id}`,
  timezone: 'Asia/Shanghai',
  wecomCorpId: null,
  demo: true,
  createdAt: at,
})
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const names = async (database: Database) =>
  (await database.read((reader) => reader.rows<{ id: string }>('select id from org order by id'))).map(
    ({ id }) => id,
  )

onEveryEngine('the database', (openEmpty) => {
  test('a failing transaction takes no other one with it, and leaves nothing half', async () => {
    const database = await openEmpty()
    const failing = database.transaction(async (tx) => {
      await tx.insert(Org, org('a'))
      await tx.rows('select id from org')
      await pause(30)
      throw new Error('planned')
    })
    const good = [1, 2, 3].map((n) => database.transaction((tx) => tx.insert(Org, org(`b${n}`))))
    await expect(failing).rejects.toThrow('planned')
    await Promise.all(good)
    expect(await names(database)).toEqual(['b1', 'b2', 'b3'])
  })

  test('twenty at once: all are there', async () => {
    const database = await openEmpty()
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => database.transaction((tx) => tx.insert(Org, org(`c${n}`)))),
    )
    expect(await names(database)).toHaveLength(20)
  })

  test('nobody reads what is not committed', async () => {
    const database = await openEmpty()
    const writing = database.transaction(async (tx) => {
      await tx.insert(Org, org('a'))
      await tx.rows('select id from org')
      await pause(50)
    })
    await pause(10)
    expect(await names(database)).toEqual([])
    await writing
    expect(await names(database)).toEqual(['a'])
  })

  test('a row that is there already is told as such', async () => {
    const database = await openEmpty()
    await database.transaction((tx) => tx.insert(Org, org('a')))
    await expect(database.transaction((tx) => tx.insert(Org, org('a')))).rejects.toThrow(DuplicateKey)
  })

  test('rows that wait to be sent are seen by the next statement that names their table', async () => {
    const database = await openEmpty()
    const seen = await database.transaction(async (tx) => {
      await tx.insert(Org, org('a'))
      return tx.findOne(Org, { id: 'a' })
    })
    expect(seen).toEqual(org('a'))
  })

  test('who has waited for a row then sees what was written meanwhile, whatever they had read before', async () => {
    const database = await openEmpty()
    await database.transaction((tx) => tx.insert(Org, org('a')))
    const writing = database.transaction(async (tx) => {
      await tx.update(Org, { id: 'a' }, { name: '新名' })
      await tx.insert(Org, org('b'))
      await tx.rows('select id from org')
      await pause(100)
    })
    await pause(20)
    const seen = await database.transaction(async (tx) => {
      await tx.rows('select id from org')
      await tx.rows(`select id from org where id = 'a'${tx.held}`)
      return tx.rows<Org>('select id, name from org order by id')
    })
    await writing
    expect(seen).toEqual([
      { id: 'a', name: '新名' },
      { id: 'b', name: '企业 b' },
    ])
  })

  test('an update tells how many rows it concerned, changed or not', async () => {
    const database = await openEmpty()
    await database.transaction((tx) => tx.insert(Org, org('a')))
    const counts = await database.transaction(async (tx) => [
      await tx.update(Org, { id: 'a' }, { demo: false }),
      await tx.update(Org, { id: 'a' }, { demo: false }),
      await tx.update(Org, { id: 'z' }, { demo: false }),
    ])
    expect(counts).toEqual([1, 1, 0])
  })

  test('a transaction inside a transaction is refused at once, not waited for', async () => {
    const database = await openEmpty()
    await expect(database.transaction(() => database.transaction(async () => 1))).rejects.toThrow(
      'hand the outer one down',
    )
  })
})
