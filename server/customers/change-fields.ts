import type { FieldRequired, FieldType } from '../../shared/api/fields'
import { customFieldTexts } from '../../shared/text/fields'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { notAllowed } from '../platform/http/refusals'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { nameKey } from './name-key'
import { askRecheck } from './recheck-customers'
import { CustomerField } from './tables'

const fieldsAtMost = 100

export interface ChangedField {
  field: CustomerField
  undo: UndoOffer
}

/** What undoing puts back, of each field the write changed; null for one that it made. */
export interface FieldBefore {
  id: string
  version: number
  before: Partial<Omit<CustomerField, 'orgId' | 'id'>> | null
}

/** Adds a custom field after the others. @throws Problem 403; 400 `choices_needed`; 409 `name_taken`, `too_many` */
export async function addField(
  tx: Transaction,
  doer: Doer,
  input: { name: string; type: FieldType; required: FieldRequired; choices?: string[] | undefined },
): Promise<ChangedField> {
  const { orgId } = doer.scope
  const fields = await fieldsToManage(tx, doer)
  if (fields.length >= fieldsAtMost)
    throw new Problem(409, 'too_many', customFieldTexts.tooMany(fieldsAtMost))
  const id = newId('fld', doer.at.getTime())
  const field: CustomerField = {
    orgId,
    id,
    code: id.toLowerCase(),
    name: checkName(fields, input.name),
    type: input.type,
    required: input.required,
    choices: input.type === 'choice' ? checkChoices(input.choices) : null,
    position: Math.max(-1, ...fields.map(({ position }) => position)) + 1,
    inUse: true,
    computedFrom: null,
    version: 1,
  }
  await tx.insert(CustomerField, field)
  if (field.required !== 'no') await askRecheck(tx, orgId, doer.at)
  const undo = await keep(tx, doer, 'field.add', [{ id, version: 1, before: null }])
  return { field, undo }
}

/** Renames a field, or changes its choices or when it is required. What was answered stays. */
export async function changeField(
  tx: Transaction,
  doer: Doer,
  input: {
    fieldId: string
    version: number
    name?: string | undefined
    required?: FieldRequired | undefined
    choices?: string[] | undefined
  },
): Promise<ChangedField> {
  const { fields, field } = await fieldToChange(tx, doer, input)
  if (field.computedFrom && input.required && input.required !== 'no')
    throw new Problem(400, 'field_computed', customFieldTexts.computed(field.name))
  return saveField(tx, doer, field, 'field.change', {
    ...(input.name !== undefined && { name: checkName(fields, input.name, field.id) }),
    ...(input.required !== undefined && { required: input.required }),
    ...(field.type === 'choice' && input.choices && { choices: checkChoices(input.choices) }),
  })
}

/** Takes a field out of use, or puts it back; what was answered is kept. */
export async function setFieldUse(
  tx: Transaction,
  doer: Doer,
  input: { fieldId: string; version: number; inUse: boolean },
): Promise<ChangedField> {
  const { fields, field } = await fieldToChange(tx, doer, input)
  if (input.inUse) checkName(fields, field.name, field.id)
  return saveField(tx, doer, field, input.inUse ? 'field.restore' : 'field.retire', { inUse: input.inUse })
}

/** Puts the fields in use into an order; the ids of all of them. @throws Problem 403; 409 `fields_changed` */
export async function orderFields(
  tx: Transaction,
  doer: Doer,
  ids: readonly string[],
): Promise<{ undo: UndoOffer }> {
  const { orgId } = doer.scope
  const fields = (await fieldsToManage(tx, doer)).filter(({ inUse }) => inUse)
  const given = new Set(ids)
  if (given.size !== ids.length || given.size !== fields.length || fields.some(({ id }) => !given.has(id)))
    throw new Problem(409, 'fields_changed', customFieldTexts.orderChanged())
  const befores: FieldBefore[] = []
  for (const field of fields) {
    const position = ids.indexOf(field.id)
    if (position === field.position) continue
    await tx.update(CustomerField, { orgId, id: field.id }, { position })
    // An order is no change of a field: its version stays, so that somebody who renames it meanwhile may.
    befores.push({ id: field.id, version: field.version, before: { position: field.position } })
  }
  return { undo: await keep(tx, doer, 'field.order', befores) }
}

async function fieldsToManage(tx: Transaction, { scope }: Doer): Promise<CustomerField[]> {
  if (!mayDo(scope, 'fields.manage')) throw notAllowed()
  return tx.find(CustomerField, { orgId: scope.orgId })
}

async function fieldToChange(
  tx: Transaction,
  doer: Doer,
  { fieldId, version }: { fieldId: string; version: number },
): Promise<{ fields: CustomerField[]; field: CustomerField }> {
  const fields = await fieldsToManage(tx, doer)
  const field = fields.find(({ id }) => id === fieldId)
  if (!field) throw new Problem(404, 'field_not_found', customFieldTexts.notFound())
  if (field.version !== version) throw changedMeanwhile(field)
  return { fields, field }
}

const changedMeanwhile = (field: CustomerField) =>
  new Problem(409, 'changed_meanwhile', customFieldTexts.changedMeanwhile(field.name))

async function saveField(
  tx: Transaction,
  doer: Doer,
  field: CustomerField,
  action: string,
  change: Partial<CustomerField>,
): Promise<ChangedField> {
  const { orgId, id } = field
  const version = field.version + 1
  const saved = await tx.update(CustomerField, { orgId, id, version: field.version }, { ...change, version })
  if (saved === 0) throw changedMeanwhile(field)
  if (change.required !== undefined || change.inUse !== undefined) await askRecheck(tx, orgId, doer.at)
  const before = Object.fromEntries(
    Object.keys(change).map((key) => [key, field[key as keyof CustomerField]]),
  )
  const undo = await keep(tx, doer, action, [{ id, version, before }])
  return { field: { ...field, ...change, version }, undo }
}

async function keep(
  tx: Transaction,
  { scope, at, via, chatRef }: Doer,
  action: string,
  befores: readonly FieldBefore[],
): Promise<UndoOffer> {
  const { orgId, staffId } = scope
  const subjectId = befores[0]?.id ?? orgId
  await audit(tx, {
    orgId,
    at,
    actorId: staffId,
    action,
    subjectKind: 'field',
    subjectId,
    via,
    detail: { fields: befores.map(({ id, version }) => ({ id, version })) },
  })
  return offerUndo(tx, { orgId, staffId, at, chatRef, kind: action, subjectId, payload: { befores } })
}

function checkName(fields: readonly CustomerField[], given: string, ownId?: string): string {
  const name = given.normalize('NFKC').trim()
  if (!nameKey(name)) throw new Problem(400, 'name_needed', customFieldTexts.nameNeeded())
  if (fields.some((each) => each.inUse && each.id !== ownId && nameKey(each.name) === nameKey(name)))
    throw new Problem(409, 'name_taken', customFieldTexts.nameTaken(name))
  return name
}

function checkChoices(given: readonly string[] | undefined): string[] {
  const choices = [...new Set((given ?? []).map((choice) => choice.normalize('NFKC').trim()))].filter(Boolean)
  if (choices.length === 0) throw new Problem(400, 'choices_needed', customFieldTexts.choicesNeeded())
  return choices
}
