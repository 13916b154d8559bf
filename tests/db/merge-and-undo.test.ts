import { seeded } from '../../server/demo/random'
import type { Database } from '../../server/platform/database'
import { onEveryEngine } from '../support/engines'
import { withTemplate } from '../support/template'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import { happened, planned } from '../support/world'

afterAll(stopAllWebs)

/** What tells that something was written and taken back, and may differ. */
const traces = new Set([
  'audit',
  'undo_entry',
  'idempotency',
  'session',
  'outbox',
  'job_run',
  'customer_merge',
  'customer_merge_row',
  'number_block',
])

/** Everything the database holds besides, row by row; of customers without the version, which only grows. */
async function contents(database: Database): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {}
  for (const { tableName } of database.dataSource.entityMetadatas) {
    if (traces.has(tableName)) continue
    const rows = await database.read((reader) =>
      reader.rows<Record<string, unknown>>(`select * from ${tableName}`),
    )
    tables[tableName] = rows
      .map((row) => JSON.stringify(tableName === 'customer' ? { ...row, version: 0 } : row))
      .sort()
  }
  return tables
}

onEveryEngine('merge and undo', (openEmpty, engine) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
  })

  const post = (path: string, body: object = {}) => web.call('POST', path, { as: 'storeManager', body })

  test('whatever the two have, a merge taken back leaves everything as it was', async () => {
    const random = seeded(20260304)
    for (let round = 0; round < (engine === 'sqlite' ? 12 : 3); round++) {
      const [survivor, merged] = [await randomCustomer(random), await randomCustomer(random)]
      const before = await contents(web.database)
      const ids = { survivorId: survivor, mergedId: merged }
      const preview = await post('/api/merges/preview', ids)
      const choices = Object.fromEntries(
        (preview.body.differences as { key: string }[])
          .filter(() => random.chance(0.6))
          .map(({ key }) => [key, random.pick(['survivor', 'merged'])]),
      )
      const done = await post('/api/merges', {
        ...ids,
        choices,
        survivorVersion: preview.body.survivor.version,
        mergedVersion: preview.body.merged.version,
      })
      expect([round, done.status]).toEqual([round, 200])
      const left = await web.database.read((reader) =>
        reader.rows<{ id: string }>(
          `select id from task where customer_id = ? union all select id from touchpoint where customer_id = ?
           union all select id from opportunity where customer_id = ?`,
          [merged, merged, merged],
        ),
      )
      expect(left).toEqual([])
      const undone = await post(`/api/merges/${done.body.merge.id}/undo`)
      expect([round, undone.status, undone.body.error?.message]).toEqual([round, 200, undefined])
      expect(await contents(web.database)).toEqual(before)
    }
  }, 120_000)

  async function randomCustomer(random: ReturnType<typeof seeded>): Promise<string> {
    const some = <T>(values: T[]) => values.filter(() => random.chance(0.5))
    const { world, database } = web
    const { body } = await post('/api/customers', {
      name: random.pick(['小红超市', '晓红超市', '大山水果', '老王水产', '街角便利']) + random.whole(1, 3),
      sourceId: random.pick(['src_referral', 'src_fieldwork']),
      storeId: random.pick([world.stores.west, world.stores.east]),
      ...(random.chance(0.7) && { ownerId: random.pick([world.staff.rep, world.staff.otherRep]) }),
      ...(random.chance(0.5) && { address: `文三路 ${random.whole(1, 9)} 号` }),
      tags: some(['早市', '连锁', '冷链']),
      contacts: some(['刘姐', '张经理', '陈老板']).map((name) => ({
        name,
        phone: `1390000${random.whole(1000, 1004)}`,
      })),
      aliases: some([
        { kind: 'name', value: '红姐家' },
        { kind: 'wechat', value: 'wx1' },
        { kind: 'phone', value: `1380000${random.whole(1000, 1003)}` },
      ]),
      fields: {
        ...(random.chance(0.6) && { fld_cold_chain: random.pick(['无', '冷柜', '冷库']) }),
        ...(random.chance(0.4) && { fld_rivals: `看到 ${random.whole(1, 3)} 家` }),
        ...(random.chance(0.4) && { fld_referrer: world.customers.mine }),
      },
    })
    const id = body.customer.id as string
    const own = { orgId: world.orgId, customerId: id }
    for (let n = random.whole(0, 3); n > 0; n--) {
      const at = new Date(web.clock.now().getTime() - random.whole(1, 900_000_000)).toISOString()
      await happened(database, world, { ...own, customer: 'mine', at, countsAsContact: random.chance(0.7) })
    }
    for (let n = random.whole(0, 2); n > 0; n--)
      await planned(database, world, { ...own, customer: 'mine', assignee: 'rep' })
    await database.transaction(async (tx) => {
      for (const signal of some(['要样品', '签合同']))
        await tx.run(
          `insert into opportunity (org_id, id, customer_id, owner_id, store_id, region_id, signal_code, state, open_key, created_at, version)
           values (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, 1)`,
          [
            world.orgId,
            `opp_${random.whole(1, 1e9)}`,
            id,
            world.staff.rep,
            world.stores.west,
            world.regions.north,
            signal,
            `${id}:${signal}`,
            web.clock.now(),
          ],
        )
      for (const day of some(['2026-03-04', '2026-03-05']))
        await tx.run(
          'insert into visit_plan (org_id, staff_id, day_on, customer_id, planned_by_id, created_at) values (?, ?, ?, ?, ?, ?)',
          [world.orgId, world.staff.rep, day, id, world.staff.rep, web.clock.now()],
        )
      const last = await tx.row<{ id: string }>(
        'select id from touchpoint where org_id = ? and customer_id = ? and counts_as_contact = 1 order by occurred_at desc, id desc limit 1',
        [world.orgId, id],
      )
      // As the use cases leave it: "last contact" is what the facts say.
      if (last)
        await tx.run(
          `update customer set last_touch_id = ?, last_touch_kind = 'visit',
             last_touch_at = (select occurred_at from touchpoint t where t.org_id = ? and t.id = ?),
             last_touch_staff_id = (select actor_staff_id from touchpoint t where t.org_id = ? and t.id = ?)
           where org_id = ? and id = ?`,
          [last.id, world.orgId, last.id, world.orgId, last.id, world.orgId, id],
        )
    })
    web.clock.forward(1000)
    return id
  }
})
