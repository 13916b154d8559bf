import { customerTexts } from '../../shared/text/customers'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { audit } from '../platform/audit'
import type { Reader, Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { type Alias, checkAliases } from './aliases'
import { type CustomerRules, checkChangedFields } from './check-customer'
import { checkPhotos } from './check-photos'
import { checkReferences } from './check-references'
import { checkContact, type GivenContact } from './contacts'
import { type CustomerParts, contactsNow, partsBefore, writeParts } from './customer-parts'
import { customerRules, refuseWrong } from './customer-rules'
import { customerFile } from './file-reads'
import { nameKey } from './name-key'
import { ownStoreOf } from './place-of'
import { reachableCustomer } from './reachable-customer'
import { Customer, CustomerFieldValue } from './tables'
import { checkTags } from './tags'

/** What somebody gives to be changed; a list is given whole, what is not given stays. */
export interface CustomerEdit {
  customerId: string
  version: number
  name?: string | undefined
  address?: string | null | undefined
  ownStoreId?: string | null | undefined
  tags?: readonly string[] | undefined
  aliases?: readonly Alias[] | undefined
  contacts?: readonly GivenContact[] | undefined
  fields?: Readonly<Record<string, string | null>> | undefined
}

/**
 * Changes what is kept of a customer within reach; undone whole, until it is changed again.
 * @throws Problem 404; 403; 409 `changed_meanwhile` with the file as it stands, `fields_changed`; 400 for what is wrong
 */
export async function editCustomer(
  tx: Transaction,
  doer: Doer,
  edit: CustomerEdit,
): Promise<{ undo: UndoOffer | null }> {
  const { scope, at } = doer
  const { orgId } = scope
  const customer = await customerToEdit(tx, doer, edit)
  const rules = await customerRules(tx, orgId)
  const after = await checkedParts(tx, doer, customer, rules, edit)
  if (Object.keys(after).length === 0) return { undo: null }
  const before = await partsBefore(tx, customer, after)
  const version = await nextVersion(tx, customer)
  await writeParts(tx, customer, after, rules, at)
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'customer.edit',
    subjectKind: 'customer',
    subjectId: customer.id,
    via: doer.via,
    detail: {
      parts: Object.keys(after),
      ...(after.fields && {
        fields: [...after.fields.values.map(({ fieldId }) => fieldId), ...after.fields.cleared],
      }),
      version,
    },
  })
  const undo = await offerUndo(tx, {
    orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'customer.edit',
    subjectId: customer.id,
    payload: { version, before },
  })
  return { undo }
}

/**
 * A customer about to be changed by somebody who may, in the version they saw.
 * @throws Problem 404, 403, 409 `changed_meanwhile` with the file as it stands
 */
export async function customerToEdit(
  tx: Transaction,
  { scope }: Doer,
  { customerId, version }: { customerId: string; version: number },
): Promise<Customer> {
  const { id } = await reachableCustomer(tx, scope, customerId)
  if (!mayDo(scope, 'customer.edit')) throw new Problem(403, 'not_allowed', customerTexts.mayNotEdit())
  const customer = await tx.findOne(Customer, { orgId: scope.orgId, id })
  if (!customer || customer.retiredAt) throw new Problem(404, 'customer_not_found', customerTexts.notFound())
  if (customer.version !== version)
    throw new Problem(
      409,
      'changed_meanwhile',
      customerTexts.changedMeanwhile(),
      undefined,
      await customerFile(tx, scope, id),
    )
  return customer
}

/** Draws the next version; of two at once, one is told to try again. @throws Problem 409 `changed_meanwhile` */
export async function nextVersion(
  tx: Transaction,
  { orgId, id, version }: Pick<Customer, 'orgId' | 'id' | 'version'>,
): Promise<number> {
  const next = version + 1
  if ((await tx.update(Customer, { orgId, id, version }, { version: next })) === 0)
    throw new Problem(409, 'changed_meanwhile', customerTexts.changedMeanwhile())
  return next
}

async function checkedParts(
  tx: Transaction,
  { scope }: Doer,
  customer: Customer,
  rules: CustomerRules,
  edit: CustomerEdit,
): Promise<CustomerParts> {
  const parts: CustomerParts = {}
  if (edit.name !== undefined) parts.name = checkName(edit.name)
  if (edit.address !== undefined) parts.address = edit.address?.normalize('NFKC').trim() || null
  if (edit.ownStoreId !== undefined) parts.ownStoreId = await ownStoreOf(tx, scope.orgId, edit.ownStoreId)
  if (edit.tags) parts.tags = checkTags(edit.tags)
  if (edit.aliases) parts.aliases = await checkAliases(tx, scope, edit.aliases, customer.id)
  if (edit.contacts) {
    const known = await contactsNow(tx, scope.orgId, customer.id)
    parts.contacts = edit.contacts.map(checkContact)
    if (parts.contacts.some(({ id }) => id && !known.some((each) => each.id === id)))
      throw new Problem(400, 'contact_unknown', customerTexts.contactUnknown())
  }
  if (edit.fields) {
    const checked = checkChangedFields(rules, edit.fields, await answeredFields(tx, customer))
    refuseWrong(checked.wrong)
    await checkReferences(tx, scope, rules, checked, customer.id)
    await checkPhotos(tx, scope, rules, checked, customer.id)
    parts.fields = { values: checked.values, cleared: checked.cleared }
  }
  return parts
}

function checkName(given: string): string {
  const name = given.normalize('NFKC').trim()
  if (!nameKey(name) || name.length > 100) throw new Problem(400, 'name_needed', customerTexts.nameNeeded())
  return name
}

async function answeredFields(reader: Reader, { orgId, id }: Customer): Promise<Set<string>> {
  const values = await reader.find(CustomerFieldValue, { orgId, customerId: id })
  return new Set(values.map(({ fieldId }) => fieldId))
}
