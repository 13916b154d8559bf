import type { Anchor, Scope } from '../../server/organisation/scope'
import type { Database } from '../../server/platform/database'
import type { Role } from '../../shared/api/shapes'

/**
 * Fills an organisation with as many customers as asked, in one statement a table: 100 owners, 20 stores, 4 regions,
 * 12 touchpoints a customer over 90 days, a task and an opportunity for every tenth. Names begin with one of three
 * brands, so that a beginning is shared by a third of all.
 */
export async function fillMany(
  database: Database,
  orgId: string,
  count: number,
  names = { staff: 'stf_m', store: 'sto_m', region: 'reg_m', stage: 'stg_m' },
): Promise<void> {
  const sqlite = database.engine === 'sqlite'
  const text = (...parts: string[]) => (sqlite ? `(${parts.join(' || ')})` : `concat(${parts.join(', ')})`)
  const padded = (value: string, width: number) =>
    sqlite ? `printf('%0${width}d', ${value})` : `lpad(${value}, ${width}, '0')`
  const mod = (value: string, by: number) => `(${value} % ${by})`
  const div = (value: string, by: number) => (sqlite ? `(${value} / ${by})` : `(${value} div ${by})`)
  const numbers = (until: number) =>
    `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${until - 1})`
  const instant = (seconds: string) =>
    sqlite
      ? `strftime('%Y-%m-%d %H:%M:%f', 1772582400 - ${seconds}, 'unixepoch')`
      : `date_sub(cast('2026-03-04 00:00:00.000' as datetime(3)), interval ${seconds} second)`
  const owner = text(`'${names.staff}'`, mod('i', 100))
  const store = text(`'${names.store}'`, mod('i', 20))
  const region = text(`'${names.region}'`, mod('i', 4))
  const customer = text("'cus_m'", padded('i', 8))
  const name = text(
    `case ${mod('i', 3)} when 0 then '优鲜达' when 1 then '好邻居' else '百果园' end`,
    padded('i', 8),
    "'店'",
  )
  const core = text(
    `case ${mod('i', 3)} when 0 then '优鲜达' when 1 then '好邻居' else '百果园' end`,
    padded('i', 8),
  )
  const insert = async (table: string, columns: string, select: string, until = count) => {
    const sql = sqlite
      ? `${numbers(until)} insert into ${table} (${columns}) select ${select} from n`
      : `insert into ${table} (${columns}) ${numbers(until)} select ${select} from n`
    await database.transaction(async (tx) => {
      if (!sqlite) await tx.run('set session max_recursive_iterations = 100000000')
      await tx.run(sql)
    })
  }
  const org = `'${orgId}'`
  await insert(
    'customer',
    'org_id, id, code, name, name_key, store_id, region_id, owner_id, stage_id, source_id, created_at, version',
    `${org}, ${customer}, ${text("'M-'", 'i')}, ${name}, ${name}, ${store}, ${region}, ${owner}, '${names.stage}', 'src', ${instant('0')}, 1`,
  )
  for (const term of [name, text(padded('i', 8), "'店'")])
    await insert(
      'customer_term',
      'org_id, customer_id, term, kind, owner_id, store_id, region_id',
      `${org}, ${customer}, ${term}, 'name', ${owner}, ${store}, ${region}`,
    )
  await insert('customer_core', 'org_id, core, customer_id', `${org}, ${core}, ${customer}`)
  // Spread so that neighbours in time are different owners' customers.
  const spread = mod(`(i * 7919)`, count)
  const of = (column: (i: string) => string) => column(spread)
  const customerOf = of((i) => text("'cus_m'", padded(i, 8)))
  const ownerOf = of((i) => text(`'${names.staff}'`, mod(i, 100)))
  const storeOf = of((i) => text(`'${names.store}'`, mod(i, 20)))
  const regionOf = of((i) => text(`'${names.region}'`, mod(i, 4)))
  const facts = Math.min(count * 12, 3_000_000)
  const seconds = div(`(i * ${Math.floor(7_776_000 / 1000)})`, Math.max(1, Math.floor(facts / 1000)))
  const touch = text("'tch_m'", padded('i', 9))
  await insert(
    'touchpoint',
    'org_id, id, customer_id, kind, occurred_at, recorded_at, time_from, counts_as_contact, actor_staff_id, via, source_key, owner_id, store_id, region_id',
    `${org}, ${touch}, ${customerOf}, 'visit', ${instant(seconds)}, ${instant(seconds)}, 'server', 1, ${ownerOf}, 'chat', ${touch}, ${ownerOf}, ${storeOf}, ${regionOf}`,
    facts,
  )
  const tenth = Math.ceil(count / 10)
  await insert(
    'task',
    'org_id, id, number, customer_id, assignee_id, creator_id, store_id, region_id, kind, due_at, due_grain, state, sort_at, created_at, version',
    `${org}, ${text("'tsk_m'", padded('i', 8))}, ${text("'M-'", 'i')}, ${customerOf}, ${ownerOf}, ${ownerOf}, ${storeOf}, ${regionOf}, 'visit', ${instant('i')}, 'minute', case ${mod('i', 3)} when 0 then 'open' else 'done' end, ${instant('i')}, ${instant('i')}, 1`,
    tenth,
  )
  await insert(
    'opportunity',
    'org_id, id, customer_id, owner_id, store_id, region_id, signal_code, state, outcome, open_key, created_at, version',
    `${org}, ${text("'opp_m'", padded('i', 8))}, ${customerOf}, ${ownerOf}, ${storeOf}, ${regionOf}, '要样品', case ${mod('i', 3)} when 0 then 'open' else 'closed' end, 'won', case ${mod('i', 3)} when 0 then ${text(customerOf, "':'", padded('i', 8))} end, ${instant('i')}, 1`,
    tenth,
  )
}

/** What the rows above name: staff, stores, regions, a stage. */
export async function nameMany(database: Database, orgId: string): Promise<void> {
  const at = '2026-01-05 00:00:00.000'
  await database.transaction(async (tx) => {
    await tx.run('insert into stage (org_id, id, code, name, position) values (?, ?, ?, ?, 9)', [
      orgId,
      'stg_m',
      'm',
      'M',
    ])
    for (let n = 0; n < 4; n++)
      await tx.run('insert into region (org_id, id, name, version) values (?, ?, ?, 1)', [
        orgId,
        `reg_m${n}`,
        `区${n}`,
      ])
    for (let n = 0; n < 20; n++)
      await tx.run(
        'insert into store (org_id, id, name, kind, region_id, version) values (?, ?, ?, ?, ?, 1)',
        [orgId, `sto_m${n}`, `店${n}`, 'direct', `reg_m${n % 4}`],
      )
    for (let n = 0; n < 100; n++)
      await tx.run(
        'insert into staff (org_id, id, name, role, created_at, version) values (?, ?, ?, ?, ?, 1)',
        [orgId, `stf_m${n}`, `人${n}`, 'rep', at],
      )
  })
  // As an operator's server does by itself in time; a plan made on empty statistics is a guess.
  if (database.engine === 'sqlite') return
  for (const table of ['customer', 'customer_term', 'touchpoint', 'task', 'opportunity'])
    await database.dataSource.query(`analyze table ${table}`)
}

/** Somebody among the many of `org_m`, who reaches what `reach` says. */
export const oneOfMany = (role: Role, reach: Anchor): Scope => ({
  orgId: 'org_m',
  timezone: 'Asia/Shanghai',
  staffId: 'stf_m7',
  name: '人7',
  role,
  reach,
})

/** One of each role. */
export const many = {
  rep: oneOfMany('rep', { column: 'owner_id', ids: ['stf_m7'] }),
  manager: oneOfMany('storeManager', { column: 'store_id', ids: ['sto_m7', 'sto_m11', 'sto_m15'] }),
  area: oneOfMany('areaManager', { column: 'region_id', ids: ['reg_m3'] }),
  director: oneOfMany('director', { column: null }),
}
