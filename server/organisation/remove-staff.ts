import type { Reader, Transaction } from '../platform/database'

/** Why somebody who was only just added may not vanish again. */
export type StaffUse = 'signedIn' | 'leads' | 'customers' | 'tasks' | 'visits' | 'todos' | 'acted'

/** Each query answers, of several people, those of whom it is so; the surest reason first. */
const uses: [StaffUse, string][] = [
  // index audit_by_subject
  [
    'signedIn',
    `select distinct subject_id as id from audit where org_id = ? and subject_id in (?) and action = 'session.start'`,
  ],
  // index customer_by_owner
  ['customers', 'select distinct owner_id as id from customer where org_id = ? and owner_id in (?)'],
  // index task_by_assignee
  ['tasks', 'select distinct assignee_id as id from task where org_id = ? and assignee_id in (?)'],
  // index visit_by_staff
  ['visits', 'select distinct staff_id as id from visit where org_id = ? and staff_id in (?)'],
  // index todo_by_staff
  ['todos', 'select distinct staff_id as id from todo where org_id = ? and staff_id in (?)'],
  // index undo_by_author: whatever they wrote, in chat too
  ['acted', 'select distinct staff_id as id from undo_entry where org_id = ? and staff_id in (?)'],
  // index customer_assignment_by_staff
  ['acted', 'select distinct staff_id as id from customer_assignment where org_id = ? and staff_id in (?)'],
]

/** Of several people, those who signed in or did something or have something, each with the first reason found. */
export async function staffInUse(
  reader: Reader,
  orgId: string,
  ids: readonly string[],
): Promise<Map<string, StaffUse>> {
  const found = new Map<string, StaffUse>()
  const note = (use: StaffUse, rows: { id: string }[]) => {
    for (const { id } of rows) if (!found.has(id)) found.set(id, use)
  }
  for (const [use, sql] of uses) note(use, await reader.rows<{ id: string }>(sql, [orgId, ids]))
  // The people of an organisation are few.
  const leaders = await reader.rows<{ id: string }>(
    `select distinct superior_id as id from staff
     where org_id = ? and superior_id in (?) and id not in (?) and left_at is null`,
    [orgId, ids, ids],
  )
  note('leads', leaders)
  return found
}

/** People of whom nothing is so are gone, with what was written when they were added. */
export async function removeStaff(tx: Transaction, orgId: string, ids: readonly string[]): Promise<void> {
  for (const table of ['staff_store', 'staff_region', 'identity', 'login_code', 'session'])
    await tx.run(`delete from ${table} where org_id = ? and staff_id in (?)`, [orgId, ids])
  await tx.run('delete from staff where org_id = ? and id in (?)', [orgId, ids])
}

/** Stores and regions where nothing is and nobody works are gone; answers the names of those that stay. */
export async function removeEmptyPlaces(
  tx: Transaction,
  orgId: string,
  { stores, regions }: { stores: readonly string[]; regions: readonly string[] },
): Promise<string[]> {
  await tx.run(
    // indexes staff_store_by_store, customer_by_store
    `delete from store where org_id = ? and id in (?) and version = 1
       and not exists (select 1 from staff_store w where w.org_id = store.org_id and w.store_id = store.id)
       and not exists (select 1 from customer c where c.org_id = store.org_id and c.store_id = store.id)`,
    [orgId, stores],
  )
  await tx.run(
    // indexes store_by_region, staff_region_by_region
    `delete from region where org_id = ? and id in (?) and version = 1
       and not exists (select 1 from store s where s.org_id = region.org_id and s.region_id = region.id)
       and not exists (select 1 from staff_region w where w.org_id = region.org_id and w.region_id = region.id)`,
    [orgId, regions],
  )
  const stay: { name: string }[] = []
  for (const [table, ids] of [
    ['store', stores],
    ['region', regions],
  ] as const)
    stay.push(
      ...(await tx.rows<{ name: string }>(
        `select name from ${table} where org_id = ? and id in (?) order by id`,
        [orgId, ids],
      )),
    )
  return stay.map(({ name }) => name)
}
