import { customerTexts } from '../../shared/text/customers'
import { customFieldTexts } from '../../shared/text/fields'
import { sourceTexts } from '../../shared/text/sources'
import { type FieldRule, type FieldValue, readFieldValue } from './field-value'
import { nameKey } from './name-key'

/** What a customer is checked by, of its organisation: every field, and every source, also those out of use. */
export interface CustomerRules {
  fields: readonly FieldRule[]
  sources: readonly { id: string; name: string; inUse: boolean }[]
}

/** What was given for a customer; field values by field id as they were typed, null or '' for none. */
export interface CustomerDraft {
  name: string
  sourceId: string
  fields: Readonly<Record<string, string | null>>
}

/** What is wrong with one thing: `name`, `sourceId`, or `fields.<id>`; `text` is a Chinese sentence. */
export interface Wrong {
  at: string
  code: 'wrong' | 'missing' | 'field_gone'
  text: string
}

export interface CheckedFields {
  values: ({ fieldId: string } & FieldValue)[]
  /** Fields whose answer is taken away. */
  cleared: string[]
  wrong: Wrong[]
}

/** Fields that somebody has to answer: in use, and not filled by themselves. */
export const askable = (field: FieldRule): boolean => field.inUse && field.computedFrom === null

/**
 * The one rule of what a new customer must have, for the page, the API, chat and import alike: a name, a source, and
 * every field that is required at creation; what is to be completed later may be missing.
 * @example checkNewCustomer(rules, { name: '好邻居', sourceId: '', fields: {} }).wrong // [{ at: 'sourceId', … }]
 */
export function checkNewCustomer(
  rules: CustomerRules,
  draft: CustomerDraft,
): CheckedFields & { name: string; missing: FieldRule[] } {
  const name = draft.name.normalize('NFKC').trim()
  const { values, wrong } = checkFields(rules, draft.fields)
  if (!nameKey(name) || name.length > 100)
    wrong.unshift({ at: 'name', code: 'wrong', text: customerTexts.nameNeeded() })
  const noSource = wrongSource(rules, draft.sourceId)
  if (noSource) wrong.push({ at: 'sourceId', ...noSource })
  const missing = missingAtCreation(rules, draft.fields)
  for (const field of missing)
    wrong.push({ at: `fields.${field.id}`, code: 'missing', text: customFieldTexts.required(field.name) })
  return { name, values, cleared: [], wrong, missing }
}

/** What is wrong with a source somebody chose: none, or one that an admin took out of use meanwhile. */
export function wrongSource(
  { sources }: Pick<CustomerRules, 'sources'>,
  sourceId: string,
): Pick<Wrong, 'code' | 'text'> | undefined {
  const source = sources.find(({ id }) => id === sourceId)
  if (!source) return { code: 'missing', text: customerTexts.sourceNeeded() }
  return source.inUse ? undefined : { code: 'field_gone', text: sourceTexts.gone(source.name) }
}

/** The fields required at creation that were not answered, in their order. */
export function missingAtCreation(rules: CustomerRules, given: CustomerDraft['fields']): FieldRule[] {
  return rules.fields.filter(
    (field) => askable(field) && field.required === 'creation' && isEmpty(given[field.id]),
  )
}

/** The same rules where no photo can be taken, in chat and in a table: one required at creation is completed later. */
export function photosLater(rules: CustomerRules): CustomerRules {
  const later = (field: FieldRule): FieldRule =>
    field.type === 'photo' && field.required === 'creation' ? { ...field, required: 'later' } : field
  return { ...rules, fields: rules.fields.map(later) }
}

/**
 * Changed answers of a customer that is there already. One that lacks a required field is not broken: what is not
 * given stays as it is; only taking away an answer that is required at creation is refused.
 */
export function checkChangedFields(
  rules: CustomerRules,
  given: CustomerDraft['fields'],
  answered: ReadonlySet<string>,
): CheckedFields {
  const checked = checkFields(rules, given)
  const cleared = checked.cleared.filter((fieldId) => answered.has(fieldId))
  for (const field of rules.fields)
    if (field.required === 'creation' && cleared.includes(field.id))
      checked.wrong.push({
        at: `fields.${field.id}`,
        code: 'missing',
        text: customFieldTexts.mayNotEmpty(field.name),
      })
  return { ...checked, cleared }
}

/** Answers as they were typed, each by its field's type. */
function checkFields(rules: CustomerRules, given: CustomerDraft['fields']): CheckedFields {
  const checked: CheckedFields = { values: [], cleared: [], wrong: [] }
  for (const [fieldId, said] of Object.entries(given)) {
    const field = rules.fields.find(({ id }) => id === fieldId)
    const at = `fields.${fieldId}`
    if (!field) checked.wrong.push({ at, code: 'field_gone', text: customFieldTexts.unknown() })
    else if (!field.inUse)
      checked.wrong.push({ at, code: 'field_gone', text: customFieldTexts.gone(field.name) })
    else if (field.computedFrom)
      checked.wrong.push({ at, code: 'wrong', text: customFieldTexts.computed(field.name) })
    else if (said === null || isEmpty(said)) checked.cleared.push(fieldId)
    else {
      const value = readFieldValue(field, said)
      if ('wrong' in value) checked.wrong.push({ at, code: 'wrong', text: value.wrong })
      else checked.values.push({ fieldId, ...value })
    }
  }
  return checked
}

/** The required fields, at creation or later, that a customer with these answers lacks, in their order. */
export function lackingFields(rules: CustomerRules, answered: ReadonlySet<string>): FieldRule[] {
  return rules.fields.filter((field) => askable(field) && field.required !== 'no' && !answered.has(field.id))
}

const isEmpty = (said: string | null | undefined): boolean => !said?.trim()
