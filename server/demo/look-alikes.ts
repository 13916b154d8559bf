import { notePairs } from '../customers/duplicates/note-pairs'
import { moveBeside } from '../customers/move-customer'
import { nameKey } from '../customers/name-key'
import { Customer, CustomerAlias } from '../customers/tables'
import { askToHandOver } from '../customers/transfers/leaver-todo'
import { rewriteTerms } from '../customers/write-terms'
import { Staff, StaffStore } from '../organisation/tables'
import type { Transaction } from '../platform/database'
import type { DemoCustomer } from './demo-customer'
import { counts, type DemoOrganisation, demoOrgId } from './organisation'
import { demoId } from './random'
import { daysAfter } from './times'

const orgId = demoOrgId

/** Customers of the told reps that somebody wrote down twice: how they are like which told one. */
const twice: { index: number; like: number; name: string; samePhone?: true }[] = [
  { index: counts.reps, like: 7, name: '绿园里社区食堂' },
  { index: 2 * counts.reps, like: 6, name: '骆家庄水产档口', samePhone: true },
  { index: counts.reps + 2, like: 3, name: '翠苑三区便利店', samePhone: true },
]

/** A few customers that are there twice, so that whoever leads sees what to do about it. */
export async function writeLookAlikes(
  tx: Transaction,
  customerAt: (index: number) => DemoCustomer,
  customers: number,
  now: Date,
): Promise<void> {
  const written = twice.filter(({ index }) => index < customers)
  for (const { index, like, name, samePhone } of written) {
    const { id, contacts } = customerAt(index)
    await tx.update(Customer, { orgId, id }, { name, nameKey: nameKey(name) })
    const phone = customerAt(like).contacts[0]?.phone
    const [contact] = contacts
    if (samePhone && phone && contact) {
      await tx.run('update contact set phone = ? where org_id = ? and id = ?', [phone, orgId, contact.id])
      const alias = { value: phone, valueKey: phone }
      await tx.update(CustomerAlias, { orgId, customerId: id, kind: 'phone' }, alias)
    }
    await rewriteTerms(tx, { orgId, id })
  }
  await notePairs(
    tx,
    orgId,
    written.map(({ index }) => customerAt(index).id),
    now,
  )
}

/** Somebody of the first manager's store who left two days ago; their customers wait to be handed over. */
export async function writeLeaver(
  tx: Transaction,
  demo: DemoOrganisation,
  customerAt: (index: number) => DemoCustomer,
  customers: number,
  now: Date,
): Promise<void> {
  const former = demo.reps[demo.stores.length]
  const storeId = former?.storeIds[0]
  if (!former || !storeId) return
  const id = demoId('stf', 1, 0)
  const leftAt = daysAfter(now, -2)
  const name = '何晓东'
  await tx.insert(Staff, {
    orgId,
    id,
    name,
    role: 'rep',
    superiorId: former.superiorId,
    phone: null,
    email: null,
    leftAt,
    createdAt: daysAfter(now, -400),
    version: 1,
  })
  await tx.insert(StaffStore, { orgId, staffId: id, storeId, sinceAt: daysAfter(now, -400), untilAt: leftAt })
  for (let index = demo.stores.length; index < customers; index += 2 * counts.reps) {
    const customer = customerAt(index)
    if (customer.owner?.id !== former.id) continue
    await tx.update(Customer, { orgId, id: customer.id }, { ownerId: id })
    const { id: theirs, regionId } = customer.store
    await moveBeside(tx, orgId, customer.id, { ownerId: id, storeId: theirs, regionId })
    await tx.run('update customer_assignment set staff_id = ? where org_id = ? and customer_id = ?', [
      id,
      orgId,
      customer.id,
    ])
    await tx.run(
      "update task set assignee_id = ? where org_id = ? and customer_id = ? and state = 'open' and assignee_id = ?",
      [id, orgId, customer.id, former.id],
    )
  }
  await askToHandOver(tx, { orgId, id, name, superiorId: former.superiorId, storeIds: [storeId] }, leftAt)
}
