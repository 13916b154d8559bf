import { customerTexts } from '../../shared/text/customers'
import { undoTexts } from '../../shared/text/undo'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Scope } from '../organisation/scope'
import { audit } from '../platform/audit'
import type { Reader, Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { nameKey } from './name-key'
import { type ReachableCustomer, reachableCustomer } from './reachable-customer'
import { Contact, ContactCustomer, Customer, CustomerAssignment, CustomerTerm } from './tables'
import { customerTerms } from './terms'

export interface CreatedCustomer {
  customer: ReachableCustomer
  storeName: string
  contact: { id: string; name: string } | undefined
  undo: UndoOffer
}

/** 获客渠道 to choose from, in their order. */
export function sourcesOf(reader: Reader, orgId: string): Promise<{ id: string; name: string }[]> {
  return reader.rows('select id, name from source where org_id = ? order by position', [orgId])
}

/**
 * Makes a customer of this person's store, owned by them when they are a rep.
 * @throws Problem `not_allowed`, `name_needed`, `no_store`
 */
export async function createCustomer(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  input: { name: string; sourceId: string; contactName?: string | undefined },
): Promise<CreatedCustomer> {
  const { scope, at } = doer
  const { orgId } = scope
  if (!mayDo(scope, 'customer.create')) throw new Problem(403, 'not_allowed', customerTexts.mayNotCreate())
  const name = input.name.normalize('NFKC').trim()
  if (!nameKey(name) || name.length > 100) throw new Problem(400, 'name_needed', customerTexts.nameNeeded())
  const store = await storeOf(tx, scope)
  if (!store) throw new Problem(409, 'no_store', customerTexts.noStore())
  // The first stage of the template: 初步接触.
  const stage = await tx.row<{ id: string }>(
    'select id from stage where org_id = ? order by position limit 1',
    [orgId],
  )
  if (!stage) throw new Error('the organisation has no stages')
  const id = newId('cus', at.getTime())
  const ownerId = scope.role === 'rep' ? scope.staffId : null
  await tx.insert(Customer, {
    orgId,
    id,
    code: `C-${String(numbers.take(orgId, 'customer')).padStart(6, '0')}`,
    name,
    nameKey: nameKey(name),
    storeId: store.id,
    regionId: store.regionId,
    ownerId,
    stageId: stage.id,
    stageSinceAt: at,
    sourceId: input.sourceId,
    ownStoreId: null,
    address: null,
    latitudeE6: null,
    longitudeE6: null,
    datum: null,
    lastTouchAt: null,
    lastTouchId: null,
    lastTouchKind: null,
    lastTouchStaffId: null,
    lastTouchContactId: null,
    mergedIntoId: null,
    retiredAt: null,
    createdAt: at,
    version: 1,
  })
  if (ownerId)
    await tx.insert(CustomerAssignment, {
      orgId,
      id: newId('asg', at.getTime()),
      customerId: id,
      staffId: ownerId,
      role: 'owner',
      sinceAt: at,
      untilAt: null,
    })
  const contact = input.contactName ? await addContact(tx, doer, id, input.contactName) : undefined
  const terms = customerTerms({ name, aliases: [], contacts: contact ? [contact.name] : [], phones: [] })
  await tx.insert(
    CustomerTerm,
    terms.map((term) => ({ orgId, customerId: id, ...term })),
  )
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'customer.create',
    subjectKind: 'customer',
    subjectId: id,
    via: doer.via,
    detail: { sourceId: input.sourceId, storeId: store.id },
  })
  const undo = await offerUndo(tx, {
    orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'customer.create',
    subjectId: id,
    payload: {},
  })
  return { customer: await reachableCustomer(tx, scope, id), storeName: store.name, contact, undo }
}

async function addContact(tx: Transaction, doer: Doer, customerId: string, said: string) {
  const { orgId } = doer.scope
  const name = said.slice(0, 60)
  const id = newId('con', doer.at.getTime())
  await tx.insert(Contact, { orgId, id, name, nameKey: nameKey(name), phone: null, createdAt: doer.at })
  await tx.insert(ContactCustomer, { orgId, contactId: id, customerId, sinceAt: doer.at, untilAt: null })
  return { id, name }
}

/** The store a person works from; the first by id for who has several. */
export function storeOf(
  reader: Reader,
  scope: Scope,
): Promise<{ id: string; name: string; regionId: string } | undefined> {
  return reader.row(
    `select s.id, s.name, s.region_id as regionId from staff_store ss
       join store s on s.org_id = ss.org_id and s.id = ss.store_id
     where ss.org_id = ? and ss.staff_id = ? and ss.until_at is null order by s.id limit 1`,
    [scope.orgId, scope.staffId],
  )
}

/**
 * Takes a new customer back while nothing was recorded about it: the id stays resolvable, no list shows it.
 * @throws Problem 409 `acted_on`
 */
export async function undoNewCustomer(tx: Transaction, doer: Doer, customerId: string): Promise<string> {
  const { orgId } = doer.scope
  const customer = await reachableCustomer(tx, doer.scope, customerId)
  const touched = await tx.row<{ id: string }>(
    'select id from touchpoint where org_id = ? and customer_id = ? and voided_at is null limit 1',
    [orgId, customerId],
  )
  if (touched) throw new Problem(409, 'acted_on', undoTexts.actedOn())
  await tx.update(Customer, { orgId, id: customerId }, { retiredAt: doer.at })
  await tx.run('delete from customer_term where org_id = ? and customer_id = ?', [orgId, customerId])
  return undoTexts.customer(customer.name)
}
