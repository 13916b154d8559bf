import type { RegionShape, SetupStep, StaffShape, StoreShape } from '../../shared/api/setup'
import { setupTexts } from '../../shared/text/setup'
import { customersOfOwner } from '../customers/customers-of-store'
import type { Reader } from '../platform/database'
import { notAllowed, notFound } from '../platform/http/refusals'
import { alternativesOf, type ListPage, orderedPage, pageOf, textPosition } from '../platform/keyset'
import { mayDo } from './access'
import { wecomChannel } from './check-staff'
import type { Scope } from './scope'
import { Staff } from './tables'

/** The regions in use; they are few. Index store_by_region. */
export async function regions(reader: Reader, scope: Scope): Promise<RegionShape[]> {
  if (!mayDo(scope, 'staff.read')) throw notAllowed()
  const rows = await reader.rows<RegionShape>(
    `select r.id, r.name, r.version,
       (select count(*) from store t where t.org_id = r.org_id and t.region_id = r.id and t.closed_at is null) as stores
     from region r where r.org_id = ? and r.closed_at is null order by r.name, r.id`,
    [scope.orgId],
  )
  return rows.map((row) => ({ ...row, stores: Number(row.stores) }))
}

interface StoreRow {
  id: string
  name: string
  kind: StoreShape['kind']
  regionId: string
  regionName: string
  version: number
}

/** The open stores by name; they are few. Index staff_store_by_store for who runs them. Two queries. */
export async function stores(
  reader: Reader,
  scope: Scope,
  query: { q?: string; regionId?: string; cursor?: string; id?: string },
): Promise<ListPage<StoreShape>> {
  if (!mayDo(scope, 'staff.read')) throw notAllowed()
  const after = textPosition('stores', query.cursor)
  const conditions = [
    ...(query.q ? [{ sql: 't.name >= ? and t.name < ?', values: [query.q, `${query.q}\u{10FFFF}`] }] : []),
    ...(query.regionId ? [{ sql: 't.region_id = ?', values: [query.regionId] }] : []),
    ...(query.id ? [{ sql: 't.id = ?', values: [query.id] }] : [{ sql: 't.closed_at is null', values: [] }]),
  ]
  const page = orderedPage(alternativesOf({ column: null }, 't'), {
    sql: `select t.id, t.name, t.kind, t.region_id as regionId, t.version,
        (select r.name from region r where r.org_id = t.org_id and r.id = t.region_id) as regionName
      from store t where t.org_id = ? and ${conditions.map(({ sql }) => sql).join(' and ')}`,
    values: [scope.orgId, ...conditions.flatMap(({ values }) => values)],
    by: ['t.name', 't.id'],
    as: ['name', 'id'],
    direction: 'asc',
    after: after?.key,
    afterId: after?.id,
  })
  const { rows, nextCursor } = pageOf(
    'stores',
    await reader.rows<StoreRow>(page.sql, page.values),
    ({ name, id }) => ({ key: name, id }),
  )
  const managers = await reader.rows<{ storeId: string; id: string; name: string }>(
    // index staff_store_by_store
    `select ss.store_id as storeId, s.id, s.name from staff_store ss
       join staff s on s.org_id = ss.org_id and s.id = ss.staff_id
     where ss.org_id = ? and ss.store_id in (?) and ss.until_at is null and s.role = 'storeManager' and s.left_at is null
     order by s.name, s.id`,
    [scope.orgId, rows.map(({ id }) => id)],
  )
  const items = rows.map(({ regionId, regionName, ...store }) => ({
    ...store,
    region: { id: regionId, name: regionName ?? '' },
    managers: managers.filter(({ storeId }) => storeId === store.id).map(({ id, name }) => ({ id, name })),
  }))
  return { items, nextCursor }
}

/** One person, with everything that is kept of them; each by its key. @throws Problem 403, 404 */
export async function staffFile(reader: Reader, scope: Scope, id: string): Promise<StaffShape> {
  if (!mayDo(scope, 'organisation.manage')) throw notAllowed()
  const { orgId } = scope
  const staff = await reader.findOne(Staff, { orgId, id })
  if (!staff) throw notFound()
  const belongs = (table: 'store' | 'region') =>
    reader.rows<{ id: string; name: string }>(
      `select t.id, t.name from staff_${table} x join ${table} t on t.org_id = x.org_id and t.id = x.${table}_id
       where x.org_id = ? and x.staff_id = ? and x.until_at is null order by t.name, t.id`,
      [orgId, id],
    )
  const wecom = await reader.row<{ outsideId: string }>(
    // index identity_by_staff
    'select outside_id as outsideId from identity where org_id = ? and staff_id = ? and channel = ? limit 1',
    [orgId, id, wecomChannel],
  )
  const superior = staff.superiorId
    ? await reader.row<{ id: string; name: string }>(
        'select id, name from staff where org_id = ? and id = ?',
        [orgId, staff.superiorId],
      )
    : undefined
  const { name, role, phone, email, version } = staff
  return {
    id,
    name,
    role,
    phone,
    email,
    wecomUserId: wecom?.outsideId ?? null,
    superior: superior ?? null,
    stores: await belongs('store'),
    regions: await belongs('region'),
    state: staff.leftAt ? 'left' : 'active',
    customers: await customersOfOwner(reader, orgId, id),
    version,
  }
}

const customersCounted = 10_000

/** The checklist, each step from what is really there; nothing is ticked by hand. Seven counts of few rows. */
export async function setup(
  reader: Reader,
  scope: Scope,
): Promise<{ complete: boolean; steps: SetupStep[] }> {
  if (!mayDo(scope, 'organisation.manage')) throw notAllowed()
  const count = async (sql: string) =>
    Number((await reader.row<{ n: number }>(`select count(*) as n from ${sql}`, [scope.orgId]))?.n ?? 0)
  const [stages, sources, fields] = [
    await count('stage where org_id = ?'),
    await count('source where org_id = ?'),
    await count('customer_field where org_id = ? and in_use = 1'),
  ]
  const regionCount = await count('region where org_id = ? and closed_at is null')
  const storeCount = await count('store where org_id = ? and closed_at is null')
  const people = await count('staff where org_id = ? and left_at is null')
  const noStore = await count(
    `staff s where s.org_id = ? and s.left_at is null and s.role in ('rep', 'storeManager') and not exists
       (select 1 from staff_store ss where ss.org_id = s.org_id and ss.staff_id = s.id and ss.until_at is null)`,
  )
  // Some are enough to go on; a million need not be counted.
  const customers = await count(
    `(select id from customer where org_id = ? and retired_at is null limit ${customersCounted + 1}) some`,
  )
  const invited = await count(
    `staff s where s.org_id = ? and s.left_at is null and exists
       (select 1 from audit a where a.org_id = s.org_id and a.subject_id = s.id and a.action in ('session.start', 'staff.login-code'))`,
  )
  const { steps: names } = setupTexts
  const facts: [SetupStep['code'], boolean, string][] = [
    [
      'template',
      stages > 0 && sources > 0,
      stages > 0 ? setupTexts.templateDone(stages, sources, fields) : setupTexts.templateOpen(),
    ],
    [
      'stores',
      storeCount > 0,
      storeCount > 0 ? setupTexts.storesDone(regionCount, storeCount) : setupTexts.storesOpen(),
    ],
    ['people', people > 1, people > 1 ? setupTexts.peopleDone(people, noStore) : setupTexts.peopleOpen()],
    [
      'customers',
      customers > 0,
      customers > 0
        ? setupTexts.customersDone(customers, customers > customersCounted)
        : setupTexts.customersOpen(),
    ],
    [
      'invite',
      people > 1 && invited >= people,
      invited > 1 ? setupTexts.invited(invited, people) : setupTexts.inviteOpen(),
    ],
  ]
  const next = facts.findIndex(([, done]) => !done)
  const steps = facts.map(([code, done, text], index) => ({
    code,
    name: names[code],
    text,
    state: done ? ('done' as const) : index === next ? ('next' as const) : ('open' as const),
  }))
  // Whoever is not invited yet keeps nobody from using it.
  const complete = facts.every(([code, done]) => done || (code === 'invite' && invited > 1))
  return { complete, steps }
}
