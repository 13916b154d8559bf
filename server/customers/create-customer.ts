import { customerTexts } from '../../shared/text/customers'
import { undoTexts } from '../../shared/text/undo'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import { audit } from '../platform/audit'
import type { Reader, Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { type Alias, aliasRow, checkAliases } from './aliases'
import { type CustomerRules, checkNewCustomer } from './check-customer'
import { checkPhotos } from './check-photos'
import { checkReferences } from './check-references'
import { addContact, checkContact, type GivenContact } from './contacts'
import { customerRules, refuseWrong } from './customer-rules'
import { dropPairs, notePairs } from './duplicates/note-pairs'
import { nameKey } from './name-key'
import { ownStoreOf, placeOf } from './place-of'
import { type ReachableCustomer, reachableCustomer } from './reachable-customer'
import { Customer, CustomerAlias, CustomerAssignment, CustomerTag, CustomerTerm } from './tables'
import { checkTags } from './tags'
import { termsOf } from './write-terms'
import { writeValues } from './write-values'

export interface NewCustomer {
  name: string
  sourceId: string
  /** By field id, as typed. */
  fields?: Readonly<Record<string, string | null>> | undefined
  contacts?: readonly GivenContact[] | undefined
  aliases?: readonly Alias[] | undefined
  tags?: readonly string[] | undefined
  address?: string | null | undefined
  /** The rep themself by default; nobody when somebody else makes it. */
  ownerId?: string | null | undefined
  /** The owner's store by default, else the maker's. */
  storeId?: string | undefined
  /** Our own store that this customer is. */
  ownStoreId?: string | null | undefined
}

export interface CreatedCustomer {
  customer: ReachableCustomer
  storeName: string
  /** The first of its contacts. */
  contact: { id: string; name: string } | undefined
  undo: UndoOffer
}

/**
 * Makes a customer, by whatever way it is asked for: what is required is checked by `checkNewCustomer` alone.
 * @param rules the organisation's, loaded once by who makes many
 * @throws Problem `not_allowed`, `name_needed`, `field_missing`, `field_wrong`, `fields_changed`, `no_store`, and what
 *   the checks of aliases, contacts, tags, references, owner and store say
 */
export async function createCustomer(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  input: NewCustomer,
  rules?: CustomerRules,
): Promise<CreatedCustomer> {
  const { scope, at } = doer
  const { orgId } = scope
  if (!mayDo(scope, 'customer.create')) throw new Problem(403, 'not_allowed', customerTexts.mayNotCreate())
  const known = rules ?? (await customerRules(tx, orgId))
  const checked = checkNewCustomer(known, { ...input, fields: input.fields ?? {} })
  refuseWrong(checked.wrong)
  const { ownerId, store } = await placeOf(tx, scope, input)
  const aliases = await checkAliases(tx, scope, input.aliases ?? [])
  const contacts = (input.contacts ?? []).map(checkContact)
  const tags = checkTags(input.tags ?? [])
  await checkReferences(tx, scope, known, checked, undefined)
  const stageId = await firstStage(tx, orgId)
  const ownStoreId = await ownStoreOf(tx, orgId, input.ownStoreId)
  const id = newId('cus', at.getTime())
  await checkPhotos(tx, scope, known, checked, id)
  await tx.insert(Customer, {
    orgId,
    id,
    code: `C-${String(numbers.take(orgId, 'customer')).padStart(6, '0')}`,
    name: checked.name,
    nameKey: nameKey(checked.name),
    storeId: store.id,
    regionId: store.regionId,
    ownerId,
    stageId,
    stageSinceAt: at,
    sourceId: input.sourceId,
    ownStoreId,
    address: input.address?.normalize('NFKC').trim().slice(0, 200) || null,
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
  let contact: CreatedCustomer['contact']
  for (const each of contacts) {
    const added = await addContact(tx, { orgId, id }, each, at)
    contact ??= added
  }
  await tx.insert(
    CustomerAlias,
    aliases.map((alias) => aliasRow(orgId, id, alias, at)),
  )
  await tx.insert(
    CustomerTag,
    tags.map((tag) => ({ orgId, customerId: id, tag })),
  )
  await writeValues(tx, { orgId, id }, known, checked, at)
  await tx.insert(
    CustomerTerm,
    termsOf(
      { orgId, id, name: checked.name, ownerId, storeId: store.id, regionId: store.regionId },
      aliases,
      contacts,
    ),
  )
  await notePairs(tx, orgId, [id], at)
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'customer.create',
    subjectKind: 'customer',
    subjectId: id,
    via: doer.via,
    detail: { sourceId: input.sourceId, storeId: store.id, ownerId },
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

/** The first stage of the template: 初步接触. */
async function firstStage(reader: Reader, orgId: string): Promise<string> {
  const stage = await reader.row<{ id: string }>(
    'select id from stage where org_id = ? order by position limit 1',
    [orgId],
  )
  if (!stage) throw new Problem(409, 'no_template', customerTexts.noTemplate())
  return stage.id
}

/**
 * Takes a new customer back while nothing was recorded about it: the id stays resolvable, no list shows it, and its
 * other names are free again.
 * @throws Problem 409 `acted_on`
 */
export async function undoNewCustomer(tx: Transaction, doer: Doer, customerId: string): Promise<string> {
  const { orgId } = doer.scope
  const customer = await reachableCustomer(tx, doer.scope, customerId)
  const touched = await tx.row(
    // indexes touchpoint_by_customer, customer_merge_by_survivor
    `select id from touchpoint where org_id = ? and customer_id = ? and voided_at is null
     union all select id from customer_merge where org_id = ? and survivor_id = ? and undone_at is null limit 1`,
    [orgId, customerId, orgId, customerId],
  )
  // Of one that was merged the one it went into is found.
  if (touched || customer.id !== customerId) throw new Problem(409, 'acted_on', undoTexts.actedOn())
  await tx.update(Customer, { orgId, id: customerId }, { retiredAt: doer.at })
  for (const table of ['customer_term', 'customer_alias', 'customer_to_complete'])
    await tx.run(`delete from ${table} where org_id = ? and customer_id = ?`, [orgId, customerId])
  await dropPairs(tx, orgId, [customerId])
  return undoTexts.customer(customer.name)
}
