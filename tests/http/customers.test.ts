import { Contact, ContactCustomer, Customer, CustomerTerm } from '../../server/customers/tables'
import { Rejection } from '../../server/orders/tables'
import { newId } from '../../server/platform/ids'
import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import { blankCustomer, happened, type PersonName, planned, termOf } from '../support/world'

afterAll(stopAllWebs)

const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map(({ name }) => name)

let crowded = 0

/** Many customers of one owner whose names begin alike, each found by that one beginning. */
async function crowd(web: TestWeb, count: number, owner: PersonName | null, beginning: string) {
  const { database, world } = web
  await database.transaction(async (tx) => {
    for (let n = 0; n < count; n++) {
      const id = newId('cus')
      const name = `${beginning}${n}号`
      const customer = {
        ...blankCustomer(world, owner === 'eastRep' ? 'east' : 'west'),
        id,
        code: `N-${crowded + n}`,
        name,
        nameKey: name,
        ownerId: owner && world.staff[owner],
      }
      await tx.insert(Customer, customer)
      await tx.insert(CustomerTerm, termOf(customer, name))
    }
  })
  crowded += count
}

onEveryEngine('GET /api/customers', (openEmpty) => {
  test('everybody sees the customers within reach', async () => {
    const web = await startWeb(await openEmpty())
    const seen = async (as: PersonName, query = '') =>
      names(await web.call('GET', `/api/customers${query}`, { as })).toSorted()
    const all = ['东城生鲜', '优鲜达一店', '好邻居超市', '滨江水果', '百果园西湖']
    expect(await seen('rep')).toEqual(['优鲜达一店', '好邻居超市'])
    expect(await seen('eastRep')).toEqual(['东城生鲜'])
    expect(await seen('storeManager')).toEqual(['东城生鲜', '优鲜达一店', '好邻居超市', '百果园西湖'])
    expect(await seen('southManager')).toEqual(['滨江水果'])
    expect(await seen('finance')).toEqual(all)
    expect(await seen('director', '?scope=mine')).toEqual([])
    expect(await seen('rep', '?scope=all')).toEqual(['优鲜达一店', '好邻居超市'])
  })

  test('a row names store, owner, stage and last contact', async () => {
    const web = await startWeb(await openEmpty())
    const { world } = web
    const { body } = await web.call('GET', '/api/customers?q=滨江', { as: 'director' })
    expect(body).toEqual({
      items: [
        {
          id: world.customers.south,
          name: '滨江水果',
          code: 'C-5',
          store: { id: world.stores.south, name: '滨江店' },
          owner: null,
          stage: { id: world.stageIds[0], name: '初步接触', code: 'contact' },
          lastTouchAt: null,
        },
      ],
      nextCursor: null,
    })
  })

  test('search finds by any part of a name, once each, and only within reach', async () => {
    const web = await startWeb(await openEmpty())
    const found = async (as: PersonName, q: string) =>
      names(await web.call('GET', `/api/customers?q=${encodeURIComponent(q)}`, { as }))
    expect(await found('rep', '优鲜达')).toEqual(['优鲜达一店'])
    expect(await found('rep', ' 鲜·达 ')).toEqual(['优鲜达一店'])
    expect(await found('rep', '百果园')).toEqual([])
    expect(await found('otherRep', '百果园')).toEqual(['百果园西湖'])
    expect(await found('director', '鲜')).toEqual(['东城生鲜', '优鲜达一店'])
    expect(await found('director', '没有这家')).toEqual([])
    expect(await found('director', '……')).toEqual([])
    expect(await found('director', '%')).toEqual([])
    expect(await found('director', "'; drop table customer; --")).toEqual([])
    expect((await web.call('GET', `/api/customers?q=${'长'.repeat(61)}`, { as: 'rep' })).status).toBe(400)
  })

  test('somebody retired is not listed and not found', async () => {
    const web = await startWeb(await openEmpty())
    await web.database.transaction((tx) =>
      tx.run('update customer set retired_at = ? where id = ?', [web.clock.now(), web.world.customers.mine]),
    )
    expect(names(await web.call('GET', '/api/customers', { as: 'rep' }))).toEqual(['好邻居超市'])
    expect(names(await web.call('GET', '/api/customers?q=优鲜达', { as: 'rep' }))).toEqual([])
  })

  test('pages of a list and of a search lose and double nothing, in both ways a search may go', async () => {
    const web = await startWeb(await openEmpty())
    await crowd(web, 45, 'rep', '连锁')
    const pages = async (as: PersonName, q: string) => {
      const seen: string[] = []
      let cursor = ''
      do {
        const { body } = await web.call('GET', `/api/customers?q=${q}&cursor=${cursor}`, { as })
        expect(body.items.length).toBeLessThanOrEqual(20)
        seen.push(...body.items.map(({ id }: { id: string }) => id))
        cursor = body.nextCursor ?? ''
      } while (cursor)
      expect(new Set(seen).size).toBe(seen.length)
      return seen.length
    }
    expect(await pages('rep', '')).toBe(47)
    expect(await pages('storeManager', '')).toBe(49)
    expect(await pages('rep', '连锁')).toBe(45)
    // Now so many others begin alike that the search goes by the rep's own customers.
    await crowd(web, 2100, 'eastRep', '连锁')
    expect(await pages('rep', '连锁')).toBe(45)
    expect(await pages('storeManager', '连锁4')).toBe(117)
    expect(await pages('director', '连锁209')).toBe(11)
  })

  test('a cursor of another list is refused', async () => {
    const web = await startWeb(await openEmpty())
    await crowd(web, 25, 'rep', '连锁')
    const { body } = await web.call('GET', '/api/customers?q=连锁', { as: 'rep' })
    const foreign = await web.call('GET', `/api/customers?cursor=${body.nextCursor}`, { as: 'rep' })
    expect([foreign.status, foreign.body.error.code]).toEqual([400, 'bad_cursor'])
  })
})

onEveryEngine('GET /api/customers/:id/card', (openEmpty) => {
  test('the four questions: last contact, stage, what the owner did today, what was refused', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    const id = world.customers.mine
    // 2026-03-04 09:30 in Shanghai.
    await happened(database, world, { customer: 'mine', at: '2026-03-03T15:59:59.999Z', text: '昨天' })
    await happened(database, world, { customer: 'mine', at: '2026-03-03T16:00:00.000Z', text: '零点' })
    await happened(database, world, {
      customer: 'mine',
      at: '2026-03-04T01:00:00.000Z',
      text: '撤了的',
      voidedAt: web.clock.now(),
    })
    await happened(database, world, {
      customer: 'mine',
      at: '2026-03-04T01:10:00.000Z',
      text: '别人',
      actorStaffId: world.staff.storeManager,
    })
    await database.transaction(async (tx) => {
      await tx.run(
        `update customer set last_touch_at = ?, last_touch_kind = 'visit', last_touch_contact_id = ?, stage_since_at = ? where id = ?`,
        [new Date('2026-03-04T01:10:00.000Z'), world.contact, new Date('2026-02-01T00:00:00.000Z'), id],
      )
      for (const [days, reason] of [
        [7, '压伤'],
        [31, '过期了'],
      ] as const)
        await tx.insert(Rejection, {
          orgId: world.orgId,
          id: newId('rej'),
          customerId: id,
          ownerId: world.staff.rep,
          productId: null,
          productName: '草莓',
          category: '莓果',
          quantityMilli: 3500,
          unit: '箱',
          reason,
          rejectedAt: new Date(web.clock.now().getTime() - days * 86_400_000),
          touchpointId: 'tch_x',
        })
    })
    const taskId = await planned(database, world, {
      customer: 'mine',
      assignee: 'rep',
      due: '2026-03-04T02:00:00.000Z',
    })
    const { status, body } = await web.call('GET', `/api/customers/${id}/card`, { as: 'rep' })
    expect(status).toBe(200)
    expect(body).toEqual({
      customer: { id, name: '优鲜达一店' },
      code: 'C-1',
      store: { id: world.stores.west, name: '文三路店' },
      owner: { id: world.staff.rep, name: '李雷' },
      contacts: [{ id: world.contact, name: '张经理' }],
      lastTouch: {
        at: '2026-03-04T01:10:00.000Z',
        kind: 'visit',
        actor: { id: world.contact, name: '张经理' },
      },
      stage: { id: world.stageIds[0], name: '初步接触', code: 'contact', since: '2026-02-01T00:00:00.000Z' },
      ownerToday: [{ at: '2026-03-03T16:00:00.000Z', kind: 'visit', text: '零点' }],
      warnings: [
        {
          code: 'refused_product',
          text: '上周刚拒收过草莓，先别推同类商品',
          detail: expect.stringContaining('2026-02-25 09:30'),
          at: '2026-02-25T01:30:00.000Z',
        },
      ],
      openTasks: [
        {
          id: taskId,
          number: expect.stringMatching(/^T-\d+$/),
          text: '补货 车厘子 20 箱',
          dueAt: '2026-03-04T02:00:00.000Z',
          dueGrain: 'minute',
        },
      ],
      openOpportunities: [],
      actions: [
        { code: 'completeTask', text: '完成' },
        { code: 'note', text: '记一句' },
        { code: 'transferCustomer', text: '移交' },
        { code: 'handOver', text: '交接单' },
      ],
    })
  })

  test('whoever reaches the customer may see it; for all others it is not there', async () => {
    const web = await startWeb(await openEmpty())
    const { world, elsewhere } = web
    const status = async (as: PersonName, id: string) =>
      (await web.call('GET', `/api/customers/${id}/card`, { as })).status
    for (const as of ['rep', 'storeManager', 'areaManager', 'director', 'hq', 'finance', 'admin'] as const)
      expect([as, await status(as, world.customers.mine)]).toEqual([as, 200])
    for (const as of ['otherRep', 'southManager'] as const)
      expect([as, await status(as, world.customers.mine)]).toEqual([as, 404])
    expect(await status('director', elsewhere.customers.mine)).toBe(404)
    expect(await status('director', 'cus_nothing')).toBe(404)
  })

  test('asks the same number of times, whatever the customer’s history', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    const queries = async () => {
      let count = 0
      const read = database.read.bind(database)
      const counted = jest.spyOn(database, 'read').mockImplementation((work) =>
        read((reader) =>
          work(
            new Proxy(reader, {
              get(target, key) {
                const value = Reflect.get(target, key)
                if (typeof value !== 'function') return value
                return (...args: unknown[]) => {
                  if (key === 'rows') count += 1
                  return value.apply(target, args)
                }
              },
            }),
          ),
        ),
      )
      await web.call('GET', `/api/customers/${world.customers.mine}/card`, { as: 'rep' })
      counted.mockRestore()
      return count
    }
    await planned(database, world, { customer: 'mine', assignee: 'rep' })
    await queries()
    const few = await queries()
    for (let n = 0; n < 30; n++) {
      await happened(database, world, { customer: 'mine', at: '2026-03-04T01:00:00.000Z' })
      await planned(database, world, { customer: 'mine', assignee: 'rep' })
    }
    expect(await queries()).toBe(few)
    expect(few).toBeLessThanOrEqual(8)
  })
})

onEveryEngine('notes and timeline', (openEmpty) => {
  test('a note is written, shown, and can be taken back; it is not contact', async () => {
    const web = await startWeb(await openEmpty())
    const id = web.world.customers.mine
    const { status, body } = await web.call('POST', `/api/customers/${id}/notes`, {
      as: 'rep',
      body: { text: '  要早上送  ' },
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      touchpoint: { id: expect.stringMatching(/^tch_/), at: '2026-03-04T01:30:00.000Z', text: '要早上送' },
      undo: { id: expect.stringMatching(/^und_/), until: '2026-03-04T01:40:00.000Z' },
    })
    const timeline = async () =>
      (await web.call('GET', `/api/customers/${id}/timeline`, { as: 'rep' })).body.items
    expect(await timeline()).toEqual([
      {
        id: body.touchpoint.id,
        kind: 'note',
        at: '2026-03-04T01:30:00.000Z',
        actor: { id: web.world.staff.rep, name: '李雷' },
        text: '要早上送',
        countsAsContact: false,
        voided: false,
      },
    ])
    expect((await web.call('GET', `/api/customers/${id}/card`, { as: 'rep' })).body.lastTouch).toBeNull()
    const undo = await web.call('POST', `/api/undo/${body.undo.id}`, { as: 'rep' })
    expect([undo.status, undo.body.undone]).toEqual([200, true])
    expect(await timeline()).toMatchObject([{ voided: true }])
    expect((await web.call('GET', '/api/feed', { as: 'rep' })).body.items).toEqual([])
  })

  test('finance only looks; others’ customers are not there', async () => {
    const web = await startWeb(await openEmpty())
    const note = async (as: PersonName, id: string) =>
      (await web.call('POST', `/api/customers/${id}/notes`, { as, body: { text: '好' } })).status
    expect(await note('finance', web.world.customers.mine)).toBe(403)
    expect(await note('otherRep', web.world.customers.mine)).toBe(404)
    expect(await note('director', web.elsewhere.customers.mine)).toBe(404)
    for (const id of [web.world.customers.colleagues, web.elsewhere.customers.mine])
      expect((await web.call('GET', `/api/customers/${id}/timeline`, { as: 'rep' })).status).toBe(404)
  })

  test('an undo is its author’s alone, once, and within ten minutes', async () => {
    const web = await startWeb(await openEmpty())
    const write = async () =>
      (
        await web.call('POST', `/api/customers/${web.world.customers.mine}/notes`, {
          as: 'rep',
          body: { text: '好' },
        })
      ).body.undo.id
    const undo = async (as: PersonName, id: string) => {
      const { status, body } = await web.call('POST', `/api/undo/${id}`, { as })
      return [status, body.error?.code]
    }
    const first = await write()
    expect(await undo('storeManager', first)).toEqual([404, 'undo_not_found'])
    expect(await undo('rep', first)).toEqual([200, undefined])
    expect(await undo('rep', first)).toEqual([409, 'already_undone'])
    const second = await write()
    web.clock.forward(10 * 60_000 + 1)
    expect(await undo('rep', second)).toEqual([409, 'too_late'])
    expect(await undo('rep', 'und_nothing')).toEqual([404, 'undo_not_found'])
  })

  test('a customer whose contact left shows the others', async () => {
    const web = await startWeb(await openEmpty())
    const { orgId, contact, customers } = web.world
    const id = newId('con')
    await web.database.transaction(async (tx) => {
      await tx.insert(Contact, {
        orgId,
        id,
        name: '陈姐',
        nameKey: '陈姐',
        phone: null,
        createdAt: web.clock.now(),
      })
      await tx.insert(ContactCustomer, {
        orgId,
        contactId: id,
        customerId: customers.mine,
        sinceAt: web.clock.now(),
        untilAt: null,
      })
      await tx.update(ContactCustomer, { orgId, contactId: contact }, { untilAt: web.clock.now() })
    })
    const { body } = await web.call('GET', `/api/customers/${customers.mine}/card`, { as: 'rep' })
    expect(body.contacts).toEqual([{ id, name: '陈姐' }])
  })
})
