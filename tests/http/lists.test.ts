import { Todo } from '../../server/alerts/tables'
import { Opportunity } from '../../server/funnel/tables'
import { Inbox } from '../../server/messages/tables'
import { newId } from '../../server/platform/ids'
import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import { type CustomerName, type PersonName, storeNames, type World } from '../support/world'

afterAll(stopAllWebs)

const ids = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id)

/** Every page of a list, one after the other. */
async function allPages(web: TestWeb, as: PersonName, path: string): Promise<string[][]> {
  const pages: string[][] = []
  let cursor = ''
  do {
    const answer = await web.call('GET', `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`, { as })
    pages.push(ids(answer))
    cursor = answer.body.nextCursor ?? ''
  } while (cursor)
  return pages
}

onEveryEngine('GET /api/opportunities', (openEmpty) => {
  const opened = async (
    web: TestWeb,
    customer: CustomerName,
    owner: PersonName | null,
    more: Partial<Opportunity> = {},
    world: World = web.world,
  ) => {
    const id = newId('opp')
    const south = customer === 'south'
    await web.database.transaction((tx) =>
      tx.insert(Opportunity, {
        orgId: world.orgId,
        id,
        customerId: world.customers[customer],
        ownerId: owner && world.staff[owner],
        storeId: world.stores[south ? 'south' : customer === 'east' ? 'east' : 'west'],
        regionId: world.regions[south ? 'south' : 'north'],
        signalCode: '要样品',
        dueAt: null,
        dueGrain: null,
        state: 'open',
        outcome: null,
        openKey: id,
        createdAt: new Date('2026-03-01T00:00:00.000Z'),
        closedAt: null,
        version: 1,
        ...more,
      }),
    )
    return id
  }

  test('open and closed ones within reach, newest first; what was withdrawn is not shown', async () => {
    const web = await startWeb(await openEmpty())
    const mine = await opened(web, 'mine', 'rep', {
      dueAt: new Date('2026-03-05T02:00:00.000Z'),
      dueGrain: 'minute',
    })
    const east = await opened(web, 'east', 'eastRep', { createdAt: new Date('2026-03-02T00:00:00.000Z') })
    const south = await opened(web, 'south', null)
    const won = await opened(web, 'mine', 'rep', { state: 'closed', outcome: 'won' })
    await opened(web, 'mine', 'rep', { state: 'closed', outcome: 'withdrawn' })
    await opened(web, 'mine', 'rep', {}, web.elsewhere)
    const seen = async (as: PersonName, query = '') =>
      ids(await web.call('GET', `/api/opportunities${query}`, { as }))
    expect(await seen('rep')).toEqual([mine])
    expect(await seen('otherRep')).toEqual([])
    expect(await seen('storeManager')).toEqual([east, mine])
    expect(await seen('southManager')).toEqual([south])
    expect(await seen('director')).toEqual([east, south, mine])
    expect(await seen('director', '?scope=mine')).toEqual([])
    expect(await seen('rep', '?state=closed')).toEqual([won])
    const { body } = await web.call('GET', '/api/opportunities', { as: 'rep' })
    expect(body.items).toEqual([
      {
        id: mine,
        customer: { id: web.world.customers.mine, name: '优鲜达一店' },
        owner: { id: web.world.staff.rep, name: '李雷' },
        signal: '要样品',
        dueAt: '2026-03-05T02:00:00.000Z',
        dueGrain: 'minute',
        state: 'open',
        createdAt: '2026-03-01T00:00:00.000Z',
      },
    ])
    expect((await web.call('GET', '/api/opportunities?state=won', { as: 'rep' })).status).toBe(400)
    expect((await web.call('GET', '/api/opportunities?cursor=x', { as: 'rep' })).body.error.code).toBe(
      'bad_cursor',
    )
  })

  test('pages lose and double nothing', async () => {
    const web = await startWeb(await openEmpty())
    for (let n = 0; n < 41; n++) await opened(web, n % 2 ? 'mine' : 'east', n % 2 ? 'rep' : 'eastRep')
    for (const as of ['storeManager', 'director'] as const) {
      const pages = await allPages(web, as, '/api/opportunities')
      expect(pages.map((page) => page.length)).toEqual([20, 20, 1])
      expect(new Set(pages.flat()).size).toBe(41)
    }
  })
})

onEveryEngine('todos', (openEmpty) => {
  const asked = async (web: TestWeb, person: PersonName, more: Partial<Todo> = {}) => {
    const id = newId('tdo')
    await web.database.transaction((tx) =>
      tx.insert(Todo, {
        orgId: web.world.orgId,
        id,
        staffId: web.world.staff[person],
        kind: 'proposal',
        text: '张经理要：补货 20 箱。接不接？',
        customerId: web.world.customers.mine,
        payload: {
          due: '2026-03-05T02:00:00.000Z',
          dueGrain: 'minute',
          items: [{ action: '补货', quantity: 20, unit: '箱' }],
          contactId: web.world.contact,
        },
        state: 'open',
        openKey: null,
        createdAt: web.clock.now(),
        doneAt: null,
        ...more,
      }),
    )
    return id
  }

  test('everybody sees their own, and the red count', async () => {
    const web = await startWeb(await openEmpty())
    const mine = await asked(web, 'rep')
    await asked(web, 'otherRep')
    const done = await asked(web, 'rep', { state: 'done' })
    const { body } = await web.call('GET', '/api/todos', { as: 'rep' })
    expect(body).toEqual({
      items: [
        {
          id: mine,
          kind: 'proposal',
          text: '张经理要：补货 20 箱。接不接？',
          customer: { id: web.world.customers.mine, name: '优鲜达一店' },
          createdAt: '2026-03-04T01:30:00.000Z',
          state: 'open',
          actions: [
            { code: 'accept', text: '接受' },
            { code: 'decline', text: '婉拒' },
            { code: 'openCustomer', text: '看客户' },
          ],
        },
      ],
      nextCursor: null,
    })
    expect(ids(await web.call('GET', '/api/todos?state=done', { as: 'rep' }))).toEqual([done])
    expect((await web.call('GET', '/api/session', { as: 'rep' })).body.openTodos).toBe(1)
    expect((await web.call('GET', '/api/todos', { as: 'director' })).body.items).toEqual([])
    expect((await web.call('GET', '/api/todos?state=x', { as: 'rep' })).status).toBe(400)
  })

  test('accepted once it is a task; declined it is closed; only by whom it was asked of', async () => {
    const web = await startWeb(await openEmpty())
    const [first, second] = [await asked(web, 'rep'), await asked(web, 'rep')]
    const answer = (as: PersonName, id: string, said: string) =>
      web.call('POST', `/api/todos/${id}/answer`, { as, body: { answer: said } })
    expect((await answer('director', first, 'accept')).status).toBe(404)
    expect((await answer('rep', first, 'maybe')).status).toBe(400)
    const accepted = await answer('rep', first, 'accept')
    expect(accepted.status).toBe(200)
    expect(accepted.body.todo.state).toBe('done')
    const { body } = await web.call('GET', '/api/tasks', { as: 'rep' })
    expect(body.items).toMatchObject([
      { text: '补货 20 箱', contact: { name: '张经理' }, dueAt: '2026-03-05T02:00:00.000Z' },
    ])
    expect(accepted.body.text).toContain(body.items[0].number)
    expect((await answer('rep', first, 'accept')).body.error.code).toBe('todo_answered')
    expect((await answer('rep', second, 'decline')).body.todo.state).toBe('done')
    expect((await web.call('POST', `/api/undo/${accepted.body.undo.id}`, { as: 'rep' })).status).toBe(200)
  })
})

onEveryEngine('GET /api/messages', (openEmpty) => {
  const came = async (web: TestWeb, n: number, channel: string, orgId = web.world.orgId) =>
    web.database.transaction((tx) =>
      tx.insert(Inbox, {
        orgId,
        id: newId('msg'),
        channel,
        messageId: `m${n}`,
        chatId: 'c',
        senderId: 's',
        sentAt: web.clock.now(),
        receivedAt: web.clock.now(),
        text: '谁都不该看到',
        state: 'done',
        outcome: 'task',
        attempts: 1,
        leaseOwner: null,
        leaseUntilAt: web.clock.now(),
      }),
    )

  test('the admin sees what came in and what became of it, never the text; nobody else does', async () => {
    const web = await startWeb(await openEmpty())
    await came(web, 1, 'wecom')
    await came(web, 2, 'sandbox')
    await came(web, 3, 'wecom', web.elsewhere.orgId)
    const all = await web.call('GET', '/api/messages', { as: 'admin' })
    expect(all.body.items).toEqual([
      {
        messageId: 'm2',
        channel: 'sandbox',
        receivedAt: '2026-03-04T01:30:00.000Z',
        state: 'done',
        outcome: 'task',
      },
      {
        messageId: 'm1',
        channel: 'wecom',
        receivedAt: '2026-03-04T01:30:00.000Z',
        state: 'done',
        outcome: 'task',
      },
    ])
    expect(JSON.stringify(all.body)).not.toContain('谁都')
    const wecom = await web.call('GET', '/api/messages?channel=wecom', { as: 'admin' })
    expect(wecom.body.items.map(({ messageId }: { messageId: string }) => messageId)).toEqual(['m1'])
    for (const as of ['rep', 'storeManager', 'director', 'hq', 'finance'] as const)
      expect((await web.call('GET', '/api/messages', { as })).body.error.code).toBe('not_allowed')
    expect((await web.call('GET', '/api/messages?channel=', { as: 'admin' })).status).toBe(200)
    expect((await web.call('GET', '/api/messages?limit=9', { as: 'admin' })).status).toBe(400)
  })
})

onEveryEngine('staff', (openEmpty) => {
  test('the admin sees the people by name, with stores, leavers marked; a page at a time', async () => {
    const web = await startWeb(await openEmpty())
    const { body } = await web.call('GET', '/api/staff', { as: 'admin' })
    expect(body.items).toHaveLength(11)
    const named = (name: string) => body.items.find((person: { name: string }) => person.name === name)
    expect(named('何离').state).toBe('left')
    expect(
      named('周敏')
        .stores.map(({ name }: { name: string }) => name)
        .toSorted(),
    ).toEqual([storeNames.east, storeNames.west].toSorted())
    const found = await web.call('GET', '/api/staff?q=李', { as: 'director' })
    expect(found.body.items).toEqual([
      {
        id: web.world.staff.rep,
        name: '李雷',
        role: 'rep',
        stores: [{ id: web.world.stores.west, name: '文三路店' }],
        state: 'active',
      },
    ])
    expect((await web.call('GET', '/api/staff', { as: 'rep' })).status).toBe(403)
    expect((await web.call('GET', `/api/staff?q=${'长'.repeat(41)}`, { as: 'admin' })).status).toBe(400)
  })

  test('an admin makes a log-in code for a colleague, shown once, kept nowhere', async () => {
    const web = await startWeb(await openEmpty())
    const issue = (as: PersonName, id: string) => web.call('POST', `/api/staff/${id}/login-code`, { as })
    const { rep, leaver } = web.world.staff
    const { status, body } = await web.call('POST', `/api/staff/${rep}/login-code`, {
      as: 'admin',
      headers: { 'Idempotency-Key': 'k' },
    })
    expect(status).toBe(200)
    expect(body).toEqual({ code: expect.stringMatching(/^\d{4}-\d{4}$/), until: '2026-03-05T01:30:00.000Z' })
    const kept = await web.database.read((reader) => reader.rows('select * from idempotency'))
    expect(kept).toEqual([])
    const signedIn = await web.call('POST', '/api/session', { body: { via: 'code', code: body.code } })
    expect(signedIn.body.staff.name).toBe('李雷')
    expect((await issue('director', rep)).status).toBe(403)
    expect((await issue('admin', web.elsewhere.staff.rep)).status).toBe(404)
    expect((await issue('admin', leaver)).body.error.code).toBe('person_left')
  })
})
