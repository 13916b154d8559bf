import { CustomerFieldValue, CustomerTag } from '../../server/customers/tables'
import { onEveryEngine } from '../support/engines'
import { withTemplate } from '../support/template'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import type { CustomerName, PersonName } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('lists of customers', (openEmpty) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
  })

  const ask = (as: PersonName, filter: Record<string, string>) =>
    web.call('GET', `/api/customers?${new URLSearchParams(filter)}`, { as })
  const names = async (as: PersonName, filter: Record<string, string>) => {
    const { status, body } = await ask(as, filter)
    expect([status, body.error]).toEqual([200, undefined])
    return body.items.map(({ name }: { name: string }) => name)
  }
  const fields = (...all: object[]) => ({ fields: JSON.stringify(all) })
  const touched = (customer: CustomerName, at: string) =>
    web.database.transaction((tx) =>
      tx.run('update customer set last_touch_at = ? where id = ?', [
        new Date(at),
        web.world.customers[customer],
      ]),
    )
  const answers = (customer: CustomerName, fieldId: string, value: Partial<CustomerFieldValue>) =>
    web.database.transaction((tx) =>
      tx.insert(CustomerFieldValue, {
        orgId: web.world.orgId,
        customerId: web.world.customers[customer],
        fieldId,
        textValue: null,
        numberMilli: null,
        dayOn: null,
        changedAt: web.clock.now(),
        ...value,
      }),
    )

  test('by stage, owner, store, source and tag, alone and together, never beyond the reach', async () => {
    const { staff, stores, stageIds, customers, orgId } = web.world
    const { database } = web
    await database.transaction(async (tx) => {
      await tx.run('update customer set stage_id = ? where id in (?)', [
        stageIds[1]!,
        [customers.mine, customers.south],
      ])
      await tx.run("update customer set source_id = 'src_douyin' where id in (?)", [
        [customers.mine, customers.colleagues],
      ])
      for (const customerId of [customers.mine, customers.east])
        await tx.insert(CustomerTag, { orgId, customerId, tag: '连锁' })
    })
    expect(await names('director', { stage: stageIds[1]! })).toEqual(['滨江水果', '优鲜达一店'])
    expect(await names('areaManager', { stage: stageIds[1]! })).toEqual(['优鲜达一店'])
    expect(await names('director', { source: 'src_douyin' })).toEqual(['百果园西湖', '优鲜达一店'])
    expect(await names('rep', { source: 'src_douyin' })).toEqual(['优鲜达一店'])
    expect(await names('director', { owner: staff.rep })).toEqual(['好邻居超市', '优鲜达一店'])
    expect(await names('director', { owner: staff.rep, stage: stageIds[1]! })).toEqual(['优鲜达一店'])
    expect(await names('otherRep', { owner: staff.rep })).toEqual([])
    expect(await names('southManager', { owner: staff.rep })).toEqual([])
    expect(await names('director', { owner: 'none' })).toEqual(['滨江水果'])
    expect(await names('director', { store: stores.west })).toEqual([
      '百果园西湖',
      '好邻居超市',
      '优鲜达一店',
    ])
    expect(await names('storeManager', { store: stores.south })).toEqual([])
    expect(await names('rep', { store: stores.east })).toEqual([])
    expect(await names('director', { tag: '连锁' })).toEqual(['东城生鲜', '优鲜达一店'])
    expect(await names('director', { tag: '连锁', source: 'src_douyin' })).toEqual(['优鲜达一店'])
    expect(await names('director', { q: '鲜', tag: '连锁', stage: stageIds[1]! })).toEqual(['优鲜达一店'])
    expect(await names('southManager', { tag: '连锁' })).toEqual([])
  })

  test('by last contact: longest silent first, never contacted before them', async () => {
    await touched('mine', '2026-02-20T00:00:00.000Z')
    await touched('second', '2026-03-03T00:00:00.000Z')
    await touched('east', '2026-02-01T00:00:00.000Z')
    await touched('colleagues', '2026-02-25T01:30:00.001Z')
    expect(await names('director', { notTouchedDays: '7' })).toEqual(['滨江水果', '东城生鲜', '优鲜达一店'])
    expect(await names('storeManager', { notTouchedDays: '7' })).toEqual(['东城生鲜', '优鲜达一店'])
    expect(await names('areaManager', { notTouchedDays: '7' })).toEqual(['东城生鲜', '优鲜达一店'])
    expect(await names('rep', { notTouchedDays: '7' })).toEqual(['优鲜达一店'])
    expect(await names('director', { touchedFrom: '2026-02-20', touchedTo: '2026-03-03' })).toEqual([
      '好邻居超市',
      '百果园西湖',
      '优鲜达一店',
    ])
    expect(await names('rep', { touchedTo: '2026-02-20' })).toEqual(['优鲜达一店'])
    expect(await names('director', { notTouchedDays: '7', q: '鲜' })).toEqual(['东城生鲜', '优鲜达一店'])
  })

  test('by custom fields: a choice, a number, a day', async () => {
    await answers('mine', 'fld_cold_chain', { textValue: '冷柜' })
    await answers('east', 'fld_cold_chain', { textValue: '冷柜' })
    await answers('south', 'fld_cold_chain', { textValue: '无' })
    await answers('mine', 'fld_area', { numberMilli: 80_000 })
    await answers('second', 'fld_area', { numberMilli: 35_500 })
    await answers('east', 'fld_until', { dayOn: '2026-05-01' })
    await answers('mine', 'fld_until', { dayOn: '2026-04-01' })
    expect(await names('director', fields({ id: 'fld_cold_chain', is: '冷柜' }))).toEqual([
      '东城生鲜',
      '优鲜达一店',
    ])
    expect(await names('rep', fields({ id: 'fld_cold_chain', is: '冷柜' }))).toEqual(['优鲜达一店'])
    expect(await names('director', fields({ id: 'fld_cold_chain', is: '无' }))).toEqual(['滨江水果'])
    expect(await names('director', fields({ id: 'fld_area', from: '35.5' }))).toEqual([
      '好邻居超市',
      '优鲜达一店',
    ])
    expect(await names('director', fields({ id: 'fld_area', from: '36', to: '80' }))).toEqual(['优鲜达一店'])
    expect(await names('director', fields({ id: 'fld_until', from: '2026-04-01' }))).toEqual([
      '优鲜达一店',
      '东城生鲜',
    ])
    expect(await names('rep', fields({ id: 'fld_until', to: '2026-04-01' }))).toEqual(['优鲜达一店'])
    expect(
      await names('director', fields({ id: 'fld_cold_chain', is: '冷柜' }, { id: 'fld_area', from: '1' })),
    ).toEqual(['优鲜达一店'])
  })

  test('pages of every order lose and double nothing', async () => {
    const { database, world } = web
    await database.transaction(async (tx) => {
      for (let n = 0; n < 45; n++) {
        await tx.run(
          `insert into customer (org_id, id, code, name, name_key, store_id, region_id, owner_id, stage_id, source_id,
             last_touch_at, created_at, version)
           select org_id, ?, ?, ?, ?, store_id, region_id, owner_id, stage_id, source_id, ?, created_at, 1
           from customer where org_id = ? and id = ?`,
          [
            `cus_p${n}`,
            `P-${n}`,
            `页${n}`,
            `页${n}`,
            // A third was never contacted, and several at the same instant.
            n % 3 ? new Date(Date.UTC(2026, 0, 1 + (n % 5))) : null,
            world.orgId,
            world.customers.mine,
          ],
        )
        await tx.insert(CustomerTag, { orgId: world.orgId, customerId: `cus_p${n}`, tag: '页' })
        for (const value of [
          { fieldId: 'fld_cold_chain', textValue: '冷柜' },
          { fieldId: 'fld_area', numberMilli: 1000 * (n % 7) },
          { fieldId: 'fld_until', dayOn: `2026-05-0${1 + (n % 5)}` },
        ])
          await tx.insert(CustomerFieldValue, {
            orgId: world.orgId,
            customerId: `cus_p${n}`,
            textValue: null,
            numberMilli: null,
            dayOn: null,
            changedAt: web.clock.now(),
            ...value,
          })
      }
    })
    const count = async (as: PersonName, filter: Record<string, string>) => {
      const seen: string[] = []
      let cursor = ''
      do {
        const { body } = await ask(as, { ...filter, cursor })
        seen.push(...body.items.map(({ id }: { id: string }) => id))
        cursor = body.nextCursor ?? ''
      } while (cursor && seen.length < 200)
      expect(new Set(seen).size).toBe(seen.length)
      return seen.length
    }
    for (const as of ['rep', 'storeManager', 'areaManager', 'director'] as const) {
      expect([as, await count(as, { tag: '页' })]).toEqual([as, 45])
      expect([as, await count(as, { notTouchedDays: '7', tag: '页' })]).toEqual([as, 45])
      expect(await count(as, { notTouchedDays: '7' })).toBeGreaterThanOrEqual(47)
      expect([as, await count(as, { touchedFrom: '2026-01-01', touchedTo: '2026-01-31' })]).toEqual([as, 30])
      expect([as, await count(as, fields({ id: 'fld_cold_chain', is: '冷柜' }))]).toEqual([as, 45])
      expect([as, await count(as, fields({ id: 'fld_area', from: '0' }))]).toEqual([as, 45])
      expect([as, await count(as, fields({ id: 'fld_until', from: '2026-05-01' }))]).toEqual([as, 45])
    }
  })

  test('a filter that says nothing sensible is refused', async () => {
    for (const filter of [
      { notTouchedDays: '0' },
      { notTouchedDays: 'viele' },
      { touchedFrom: '2026-02-30' },
      { fields: '{' },
      { fields: '[{"id":"fld_a"}]' },
      { fields: '[{"id":"fld_a","is":"x","from":"1"}]' },
      { fields: '[{"id":"fld_a","from":"eins"}]' },
      { colour: 'red' },
    ] as Record<string, string>[])
      expect([filter, (await ask('rep', filter)).status]).toEqual([filter, 400])
    expect((await ask('rep', { tag: '页', cursor: 'x' })).status).toBe(400)
  })

  test('a saved filter is one’s own; saved again under its name it is replaced; both are taken back', async () => {
    const save = (as: PersonName, body: object) => web.call('POST', '/api/customer-views', { as, body })
    const views = async (as: PersonName) => (await web.call('GET', '/api/customer-views', { as })).body.items
    const { body } = await save('rep', { name: '一周没碰', filter: { notTouchedDays: 7 } })
    expect(body.view).toMatchObject({ name: '一周没碰', filter: { notTouchedDays: 7 } })
    const again = await save('rep', { name: '一周没碰', filter: { notTouchedDays: 8, tag: '连锁' } })
    expect(again.body.view.id).toBe(body.view.id)
    await web.call('POST', `/api/undo/${again.body.undo.id}`, { as: 'rep' })
    expect(await views('rep')).toMatchObject([{ filter: { notTouchedDays: 7 } }])
    expect(await views('otherRep')).toEqual([])
    const remove = (as: PersonName) => web.call('POST', `/api/customer-views/${body.view.id}/remove`, { as })
    expect((await remove('otherRep')).status).toBe(404)
    const removed = await remove('rep')
    expect(await views('rep')).toEqual([])
    await web.call('POST', `/api/undo/${removed.body.undo.id}`, { as: 'rep' })
    expect(await views('rep')).toMatchObject([{ name: '一周没碰' }])
    expect((await save('rep', { name: '乱', filter: { colour: 'red' } })).status).toBe(400)
    expect((await save('rep', { name: ' ', filter: {} })).status).toBe(400)
  })
})
