import type { z } from 'zod'
import type { Me } from '../../shared/api/session'
import type { staffRowSchema } from '../../shared/api/staff'
import { scopeTexts } from '../../shared/text/session'
import type { Reader } from '../platform/database'
import { notAllowed } from '../platform/http/refusals'
import { alternativesOf, type ListPage, orderedPage, pageOf, textPosition } from '../platform/keyset'
import { mayDo } from './access'
import type { Scope } from './scope'

/** Who is signed in, the filters they may choose from, and the red count. Three queries. */
export async function me(reader: Reader, scope: Scope): Promise<Me> {
  const org = await reader.row<{ name: string }>('select name from org where id = ?', [scope.orgId])
  const regions =
    scope.reach.column === 'region_id'
      ? // primary key (org_id, id)
        await reader.rows<{ name: string }>(
          'select name from region where org_id = ? and id in (?) order by id',
          [scope.orgId, scope.reach.ids],
        )
      : []
  const todos = await reader.row<{ open: number }>(
    // index todo_by_staff; beyond 99 the badge says 99+
    `select count(*) as open from (
       select id from todo where org_id = ? and staff_id = ? and state = 'open' limit 100) some`,
    [scope.orgId, scope.staffId],
  )
  return {
    id: scope.staffId,
    name: scope.name,
    role: scope.role,
    org: { id: scope.orgId, name: org?.name ?? '' },
    scopes: scopeChips(scope, regions.length === 1 ? regions[0]?.name : undefined),
    openTodos: Number(todos?.open ?? 0),
  }
}

function scopeChips(scope: Scope, region: string | undefined): Me['scopes'] {
  const mine = { code: 'mine' as const, text: scopeTexts.mine() }
  switch (scope.reach.column) {
    case 'owner_id':
      return [mine]
    case 'store_id':
      return [{ code: 'mine', text: scopeTexts.myStores() }]
    case 'region_id':
      return [{ code: 'region', text: scopeTexts.region(region) }, mine]
    case null:
      return [{ code: 'all', text: scopeTexts.all() }, mine]
  }
}

/** How a person who is not signed in can get in, and whom to ask: of that organisation, of the first one if none is named. */
export async function signInWays(
  reader: Reader,
  orgId: string | undefined,
): Promise<{ demo: boolean; admin?: string }> {
  // A handful of rows.
  const orgs = await reader.rows<{ id: string; demo: number | boolean }>(
    `select id, demo from org ${orgId ? 'where id = ?' : ''} order by created_at, id limit 20`,
    orgId ? [orgId] : [],
  )
  const admin = await reader.row<{ name: string }>(
    // index staff_by_role
    `select name from staff where org_id = ? and role = 'admin' and left_at is null order by id limit 1`,
    [orgs[0]?.id ?? ''],
  )
  return { demo: orgs.some(({ demo }) => Number(demo) === 1), ...(admin && { admin: admin.name }) }
}

interface StaffRow {
  id: string
  name: string
  role: z.infer<typeof staffRowSchema>['role']
  leftAt: Date | null
}

/** The people of the organisation by name, those who left included; by index staff_by_name. Two queries. */
export async function staffList(
  reader: Reader,
  scope: Scope,
  query: { q?: string; cursor?: string },
): Promise<ListPage<z.infer<typeof staffRowSchema>>> {
  if (!mayDo(scope, 'staff.read')) throw notAllowed()
  const after = textPosition('staff', query.cursor)
  const prefix = query.q
    ? { sql: 'and s.name >= ? and s.name < ?', values: [query.q, `${query.q}\u{10FFFF}`] }
    : undefined
  const page = orderedPage(alternativesOf({ column: null }, 's'), {
    sql: `select s.id, s.name, s.role, s.left_at as leftAt from staff s where s.org_id = ? ${prefix?.sql ?? ''}`,
    values: [scope.orgId, ...(prefix?.values ?? [])],
    by: ['s.name', 's.id'],
    as: ['name', 'id'],
    direction: 'asc',
    after: after?.key,
    afterId: after?.id,
  })
  const { rows, nextCursor } = pageOf('staff', await reader.rows<StaffRow>(page.sql, page.values), (row) => ({
    key: row.name,
    id: row.id,
  }))
  // primary key (org_id, staff_id, store_id)
  const stores = await reader.rows<{ staffId: string; id: string; name: string }>(
    `select ss.staff_id as staffId, t.id, t.name from staff_store ss
     join store t on t.org_id = ss.org_id and t.id = ss.store_id
     where ss.org_id = ? and ss.staff_id in (?) and ss.until_at is null order by ss.staff_id, t.name`,
    [scope.orgId, rows.map(({ id }) => id)],
  )
  const items = rows.map(({ leftAt, ...person }) => ({
    ...person,
    stores: stores.filter(({ staffId }) => staffId === person.id).map(({ id, name }) => ({ id, name })),
    state: leftAt ? ('left' as const) : ('active' as const),
  }))
  return { items, nextCursor }
}
