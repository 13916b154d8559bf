import { createHash } from 'node:crypto'
import { demoOrgId, demoState, fillDemo } from '../../server/demo/demo'
import type { Database } from '../../server/platform/database'
import { onEveryEngine } from '../support/engines'
import { outOfPlace } from '../support/out-of-place'

// A Wednesday, 14:40 in Hangzhou.
const now = new Date('2026-03-04T06:40:00.000Z')
const customers = 300

onEveryEngine('the demo', (openEmpty) => {
  let database: Database
  const rows = <Row extends object>(sql: string) => database.read((reader) => reader.rows<Row>(sql))
  const number = async (sql: string) => Number((await rows<{ n: number }>(sql))[0]?.n)

  beforeAll(async () => {
    database = await openEmpty()
    await fillDemo(database, { now, customers })
  })

  test('is 优鲜达 as the story has it: 87 stores in 6 regions, 6, 42 and 113 people', async () => {
    const roles = await rows<{ role: string; n: number }>(
      'select role, count(*) as n from staff where left_at is null group by role order by role',
    )
    expect(Object.fromEntries(roles.map(({ role, n }) => [role, Number(n)]))).toEqual({
      admin: 1,
      areaManager: 6,
      director: 1,
      finance: 1,
      hq: 1,
      rep: 113,
      storeManager: 42,
    })
    expect(await number('select count(*) as n from store')).toBe(87)
    expect(await number('select count(distinct region_id) as n from store')).toBe(6)
    expect(await number('select count(distinct kind) as n from store')).toBe(2)
    expect(await number('select count(*) as n from customer')).toBe(customers)
  })

  test('every store has reps, some have no manager, some managers run several, some reps help out next door', async () => {
    const staffed = (role: string) =>
      `from staff_store ss join staff s on s.org_id = ss.org_id and s.id = ss.staff_id and s.role = '${role}'`
    expect(await number(`select count(distinct ss.store_id) as n ${staffed('rep')}`)).toBe(87)
    expect(await number(`select count(distinct ss.store_id) as n ${staffed('storeManager')}`)).toBeLessThan(
      87,
    )
    expect(await number(`select count(*) as n ${staffed('storeManager')}`)).toBeGreaterThan(42)
    expect(await number(`select count(*) as n ${staffed('rep')}`)).toBeGreaterThan(113)
    expect(
      await number("select count(*) as n from staff where superior_id is null and role <> 'director'"),
    ).toBe(0)
    expect(await number('select count(distinct name) as n from staff where left_at is null')).toBe(165)
  })

  test('a few customers are there twice, and somebody who left still has some', async () => {
    expect(await number("select count(*) as n from duplicate_pair where state = 'open'")).toBeGreaterThan(1)
    expect(
      await number(
        'select count(*) as n from customer c join staff s on s.org_id = c.org_id and s.id = c.owner_id where s.left_at is not null',
      ),
    ).toBeGreaterThan(0)
    expect(await number("select count(*) as n from todo where kind = 'leaver' and state = 'open'")).toBe(1)
    expect(await outOfPlace(database)).toEqual([])
  })

  test('nothing happened after now or outside working hours', async () => {
    const instants = await rows<{ saidAt: Date; what: string }>(
      `select occurred_at as saidAt, kind as what from touchpoint
       union all select created_at, 'task' from task
       union all select completed_at, 'done' from task where completed_at is not null
       union all select changed_at, 'stage' from stage_change
       union all select closed_at, 'closed' from opportunity where closed_at is not null
       union all select created_at, 'customer' from customer`,
    )
    expect(instants.length).toBeGreaterThan(5000)
    const wrong = instants.filter(({ saidAt }) => {
      const minutes = ((saidAt.getTime() / 60_000 + 480) % 1440) / 60
      return saidAt > now || minutes < 7.5 || minutes > 19.5
    })
    expect(wrong).toEqual([])
  })

  test('history is 90 days long, and no customer is younger than what happened with it', async () => {
    const [span] = await rows<{ firstAt: Date }>('select min(occurred_at) as firstAt from touchpoint')
    const days = (now.getTime() - span!.firstAt.getTime()) / 86_400_000
    expect(days).toBeGreaterThan(65)
    expect(days).toBeLessThanOrEqual(91)
    expect(
      await number(
        `select count(*) as n from touchpoint t join customer c on c.org_id = t.org_id and c.id = t.customer_id
         where t.occurred_at < c.created_at`,
      ),
    ).toBe(0)
  })

  test('a customer’s last contact is its latest touchpoint that counts as contact', async () => {
    const known = await rows<{ id: string; lastTouchAt: Date | null; lastTouchId: string | null }>(
      'select id, last_touch_at as lastTouchAt, last_touch_id as lastTouchId from customer order by id',
    )
    const touched = await rows<{ customerId: string; occurredAt: Date; id: string }>(
      `select customer_id as customerId, occurred_at as occurredAt, id from touchpoint
       where counts_as_contact = 1 order by occurred_at, id`,
    )
    const last = new Map(touched.map((each) => [each.customerId, each]))
    for (const { id, lastTouchAt, lastTouchId } of known)
      expect({ lastTouchAt, lastTouchId }).toEqual({
        lastTouchAt: last.get(id)?.occurredAt ?? null,
        lastTouchId: last.get(id)?.id ?? null,
      })
  })

  test('rows point at rows that are there', async () => {
    const lost = (table: string, column: string, to: string) =>
      number(
        `select count(*) as n from ${table} a left join ${to} b on b.org_id = a.org_id and b.id = a.${column}
         where a.${column} is not null and b.id is null`,
      )
    expect(await lost('rejection', 'touchpoint_id', 'touchpoint')).toBe(0)
    expect(await lost('customer', 'owner_id', 'staff')).toBe(0)
    expect(await lost('customer', 'stage_id', 'stage')).toBe(0)
    expect(await lost('customer', 'source_id', 'source')).toBe(0)
    expect(await lost('customer', 'own_store_id', 'store')).toBe(0)
    expect(await lost('task', 'assignee_id', 'staff')).toBe(0)
    expect(await lost('touchpoint', 'actor_staff_id', 'staff')).toBe(0)
    expect(await lost('touchpoint', 'actor_contact_id', 'contact')).toBe(0)
  })

  test('an open opportunity holds its key, and there is some of everything', async () => {
    const open = await rows<{
      customerId: string
      signalCode: string
      openKey: string | null
      state: string
    }>(
      'select customer_id as customerId, signal_code as signalCode, open_key as openKey, state from opportunity',
    )
    for (const each of open)
      expect(each.openKey).toBe(each.state === 'open' ? `${each.customerId}:${each.signalCode}` : null)
    const kinds = await rows<{ kind: string }>('select distinct kind from touchpoint')
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'message',
        'visit',
        'call',
        'order',
        'delivery',
        'payment',
        'rejection',
        'note',
        'task',
      ]),
    )
    expect(
      await number("select count(*) as n from task where state = 'open' and due_at < '2026-03-04 00:00:00'"),
    ).toBeGreaterThan(0)
    expect(
      await number("select count(*) as n from task where state = 'open' and due_at > '2026-03-04 16:00:00'"),
    ).toBeGreaterThan(0)
  })

  test('human numbers go on after the last one used', async () => {
    const [task] = await rows<{ next: number }>(
      "select next_number as next from number_block where name = 'task'",
    )
    const used = await rows<{ number: string }>('select number from task')
    const highest = Math.max(...used.map((row) => Number(row.number.slice(2))))
    expect(Number(task?.next)).toBe(highest + 1)
  })

  test('who has been silent for a week is; the refused product is a week old', async () => {
    const [frozen] = await rows<{ lastTouchAt: Date }>(
      "select last_touch_at as lastTouchAt from customer where name = '绿源里社区食堂'",
    )
    expect(now.getTime() - frozen!.lastTouchAt.getTime()).toBeGreaterThan(7 * 86_400_000)
    const [refused] = await rows<{ rejectedAt: Date }>(
      `select r.rejected_at as rejectedAt from rejection r join customer c on c.org_id = r.org_id and c.id = r.customer_id
       where c.name = '好邻居便利店·翠苑三区店' and r.product_name = '丹东草莓' order by r.rejected_at desc`,
    )
    const days = (now.getTime() - refused!.rejectedAt.getTime()) / 86_400_000
    expect(days).toBeGreaterThan(6)
    expect(days).toBeLessThan(8)
  })

  test.each(['2026-03-03T19:10:00.000Z', '2026-03-04T15:50:00.000Z', '2026-03-03T23:31:00.000Z'])(
    'made in the night or at opening time (%s) it ends with the last working day',
    async (made) => {
      const other = await openEmpty()
      await fillDemo(other, { now: new Date(made), customers: 40, touchpoints: 4 })
      const instants = await other.read((reader) =>
        reader.rows<{ saidAt: Date }>(
          'select occurred_at as saidAt from touchpoint union all select received_at from inbox',
        ),
      )
      for (const { saidAt } of instants) {
        const hour = ((saidAt.getTime() / 60_000 + 480) % 1440) / 60
        expect(saidAt <= new Date(made) && hour >= 7.5 && hour <= 19.5).toBe(true)
      }
    },
  )

  test('the same again from the same now, and what a killed start left is thrown away first', async () => {
    const other = await openEmpty()
    expect(await demoState(other)).toBe('none')
    const killed = fillDemo(other, {
      now,
      customers: 600,
      onProgress: (written) => {
        if (written >= 500) throw new Error('killed')
      },
    })
    await expect(killed).rejects.toThrow('killed')
    expect(await demoState(other)).toBe('partial')
    await fillDemo(other, { now, customers })
    expect(await demoState(other)).toBe('complete')
    expect(await fingerprint(other)).toEqual(await fingerprint(database))
  })
})

/** A hash for each table that is the same whenever its rows are; what a use case wrote has ids of its own. */
async function fingerprint(database: Database): Promise<Record<string, string>> {
  const made: Record<string, string> = {}
  for (const [table, order] of [
    ['staff', 'id'],
    ['store', 'id'],
    ['staff_store', 'staff_id, store_id'],
    ['customer', 'id'],
    ['customer_alias', 'id'],
    ['customer_term', 'term, customer_id'],
    ['contact', 'id'],
    ['task', 'id'],
    ['task_item', 'task_id'],
    ['opportunity', 'id'],
    ['rejection', 'id'],
    ['stage_change', 'id'],
    ['inbox', 'id'],
    ['identity', 'outside_id'],
    ['chat', 'chat_id'],
  ] as const) {
    const columns =
      table === 'customer'
        ? 'id, name, owner_id, store_id, stage_id, source_id, latitude_e6, created_at'
        : '*'
    const found = await database.read((reader) =>
      reader.rows(`select ${columns} from ${table} where org_id = ? order by ${order}`, [demoOrgId]),
    )
    made[table] = createHash('sha256').update(JSON.stringify(found)).digest('hex')
  }
  const facts = await database.read((reader) =>
    reader.rows("select * from touchpoint where org_id = ? and via = 'demo' order by id", [demoOrgId]),
  )
  made.touchpoint = createHash('sha256').update(JSON.stringify(facts)).digest('hex')
  return made
}
