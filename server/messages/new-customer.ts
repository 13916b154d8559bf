import { customFieldTexts } from '../../shared/text/fields'
import { mergeTexts } from '../../shared/text/merges'
import { missingAtCreation, photosLater } from '../customers/check-customer'
import { createCustomer } from '../customers/create-customer'
import { customerRules } from '../customers/customer-rules'
import { alikeCustomers } from '../customers/duplicates/reads'
import { type FieldRule, noneAnswer, readFieldValue } from '../customers/field-value'
import type { ReachableCustomer } from '../customers/reachable-customer'
import { resolveCustomer } from '../customers/resolve-customer'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Person } from '../organisation/people'
import type { Transaction } from '../platform/database'
import type { Answer } from './answers'
import type { Part } from './part'
import type { Asking, NewCustomerOption, Option } from './questions'

const optionsAtMost = 9

/** A customer made in chat, and how it was told. */
interface MadeCustomer {
  customer: ReachableCustomer
  contact?: Person
  created: { customer: string; store: string; fields: string[] }
}

/** What is asked next: numbered choices, or a line in the person's own words. */
interface FieldQuestion {
  options: Option[]
  asking?: Asking
  answer: Answer
}

/**
 * Makes the customer that was chosen to be made; while it lacks a field that is required at creation, asks for the
 * first one. What is known so far stands in the question's row, so that a restart loses nothing.
 */
export async function createOrAsk(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  part: Part,
  option: NewCustomerOption,
): Promise<{ known: MadeCustomer } | FieldQuestion> {
  const alike = option.isNew ? undefined : await askWhetherNew(tx, doer, option)
  if (alike) return alike
  const strict = await customerRules(tx, doer.scope.orgId)
  const rules = photosLater(strict)
  const fields = option.fields ?? {}
  const [lacking] = missingAtCreation(rules, fields)
  if (lacking) return askFor(lacking, option)
  const { customer, storeName, contact } = await createCustomer(
    tx,
    numbers,
    doer,
    {
      name: option.name,
      sourceId: option.sourceId,
      contacts: part.person ? [{ name: part.person.slice(0, 60) }] : [],
      fields,
    },
    rules,
  )
  const photos = missingAtCreation(strict, fields).map(
    ({ name }) => `${name}  ${customFieldTexts.photoLater()}`,
  )
  const created = { customer: customer.name, store: storeName, fields: [...(option.told ?? []), ...photos] }
  return { known: { customer, ...(contact && { contact }), created } }
}

/** Customers within reach that it may already be are offered first; to make it all the same is the last choice. */
async function askWhetherNew(
  tx: Transaction,
  doer: Doer,
  option: NewCustomerOption,
): Promise<FieldQuestion | undefined> {
  const alike = await alikeCustomers(tx, doer.scope, { name: option.name, phones: [], ids: [] })
  const options = alike.flatMap(({ customer, reason }): Option[] =>
    customer
      ? [
          {
            kind: 'customer',
            label: mergeTexts.existing(
              customer.name,
              customer.code,
              customer.owner?.name ?? null,
              reason.text,
            ),
            customerId: customer.id,
            contactId: null,
          },
        ]
      : [],
  )
  if (options.length === 0) return undefined
  options.push({ ...option, label: mergeTexts.createAnyway(option.name), isNew: true })
  return {
    options,
    answer: {
      kind: 'alike',
      name: option.name,
      options: options.map(({ label }) => label),
      more: false,
    },
  }
}

function askFor(field: FieldRule, option: NewCustomerOption): FieldQuestion {
  const { name: customer } = option
  if (field.type === 'photo') throw new Error('no photo is asked for in chat')
  if (field.type !== 'choice')
    return {
      options: [],
      asking: { ...option, fieldId: field.id },
      answer: { kind: 'askField', customer, field: field.name, type: field.type, options: [] },
    }
  const choices = [...new Set([...(field.choices ?? []), noneAnswer])]
  return {
    options: choices.map((choice) => withField(option, field, choice, choice)),
    answer: { kind: 'askField', customer, field: field.name, type: 'choice', options: choices },
  }
}

/** The same new customer, with one more field answered. */
function withField(
  option: NewCustomerOption,
  field: FieldRule,
  value: string,
  label: string,
): NewCustomerOption {
  return {
    ...option,
    label,
    fields: { ...option.fields, [field.id]: value },
    told: [...(option.told ?? []), `${field.name}  ${label}`],
  }
}

/** What a line means as the answer to the field that was asked for: the next choice, a question, or what is wrong. */
export async function answerField(
  tx: Transaction,
  doer: Doer,
  { fieldId, ...option }: Asking,
  said: string,
): Promise<{ chosen: NewCustomerOption } | FieldQuestion | { wrong: string }> {
  const { fields } = await customerRules(tx, doer.scope.orgId)
  const field = fields.find(({ id }) => id === fieldId)
  // Taken out of use meanwhile: there is nothing to ask any more.
  if (!field?.inUse) return { chosen: option }
  const value = readFieldValue(field, said)
  if ('wrong' in value) return value
  const text = said.normalize('NFKC').trim()
  if (field.type !== 'reference' || text === noneAnswer)
    return { chosen: withField(option, field, text, text) }
  const { options: named } = await resolveCustomer(tx, doer.scope, { store: text })
  const choices = named
    .slice(0, optionsAtMost)
    .map(({ customer }) => withField(option, field, customer.id, customer.name))
  const [only] = choices
  if (!only) return { wrong: customFieldTexts.referenceUnknown(field.name) }
  if (choices.length === 1) return { chosen: only }
  return {
    options: choices,
    answer: {
      kind: 'which',
      name: text,
      options: choices.map(({ label }) => label),
      more: named.length > choices.length,
    },
  }
}
