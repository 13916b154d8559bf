import type { customerChoicesRoute } from '@shared/api/customer-file'
import type { FieldShape } from '@shared/api/fields'
import type { AnswerOf } from '@shared/api/route'
import { fileTexts } from '@shared/text/customer-pages'
import { aliasKinds, type CustomerDraft } from './customer-draft'

export type Choices = AnswerOf<typeof customerChoicesRoute>

/** How a row is filled in: typed, chosen from a few, or a customer that is looked for, a photo that is taken. */
export type Editor =
  | { kind: 'text'; hint: string; atMost: number }
  | { kind: 'options'; options: readonly { id: string; name: string }[] }
  | { kind: 'customer' }
  | { kind: 'photo' }

export interface FormRow {
  /** What the server calls it when it is wrong: `name`, `fields.fld_…`. */
  key: string
  label: string
  mark?: string
  value: string
  /** What is read in place of the value. */
  text: string
  /** The photo that is its value. */
  photo?: string
  editor: Editor
  set(draft: CustomerDraft, value: string, text?: string): CustomerDraft
}

const text = (hint: string, atMost: number): Editor => ({ kind: 'text', hint, atMost })

/** Everything that can be filled in, in order; of a file that is there the source has a way of its own. */
export function formRows(draft: CustomerDraft, choices: Choices, isNew: boolean): FormRow[] {
  const nameOf = (all: readonly { id: string; name: string }[], id: string) =>
    all.find((each) => each.id === id)?.name ?? ''
  const plain = (key: 'name' | 'address' | 'tags', label: string, editor: Editor): FormRow => ({
    key,
    label,
    value: draft[key],
    text: draft[key],
    editor,
    set: (old, value) => ({ ...old, [key]: value }),
  })
  const chosen = (
    key: 'sourceId' | 'ownerId' | 'storeId' | 'ownStoreId',
    label: string,
    options: readonly { id: string; name: string }[],
  ): FormRow => ({
    key,
    label,
    // One that went out of use meanwhile is not chosen any more.
    value: options.some(({ id }) => id === draft[key]) ? draft[key] : '',
    text: nameOf(options, draft[key]),
    editor: { kind: 'options', options },
    set: (old, value) => ({ ...old, [key]: value }),
  })
  const places: FormRow[] = [
    ...(choices.owners.length > 1 ? [chosen('ownerId', fileTexts.owner(), choices.owners)] : []),
    ...(choices.stores.length > 1 ? [chosen('storeId', fileTexts.store(), choices.stores)] : []),
  ]
  return [
    { ...plain('name', fileTexts.name(), text(fileTexts.nameHint(), 100)), mark: fileTexts.must() },
    ...(isNew
      ? [
          {
            ...chosen(
              'sourceId',
              fileTexts.source(),
              choices.sources.filter(({ inUse }) => inUse),
            ),
            mark: fileTexts.must(),
          },
        ]
      : []),
    ...choices.fields.filter(({ computed }) => !computed).map((field) => fieldRow(draft, field)),
    ...draft.contacts.map((contact, index): FormRow => {
      const isLast = index === draft.contacts.length - 1
      return {
        key: `contacts.${index}`,
        label: isLast && index > 0 ? fileTexts.addContact() : fileTexts.contact(index + 1),
        value: contact.text,
        text: contact.text,
        editor: text(fileTexts.contactHint(), 90),
        set: (old, value) => {
          const contacts = old.contacts.map((each, at) => (at === index ? { ...each, text: value } : each))
          return { ...old, contacts: isLast && value ? [...contacts, { text: '' }] : contacts }
        },
      }
    }),
    ...(isNew ? places : []),
    ...(choices.stores.length > 0 ? [chosen('ownStoreId', fileTexts.isOwnStore(), choices.stores)] : []),
    plain('address', fileTexts.address(), text(fileTexts.addressHint(), 200)),
    plain('tags', fileTexts.tags(), text(fileTexts.tagsHint(), 200)),
    ...aliasKinds.map(
      (kind): FormRow => ({
        key: `aliases.${kind}`,
        label: fileTexts.aliasNames[kind],
        value: draft.aliases[kind],
        text: draft.aliases[kind],
        editor: text(fileTexts.aliasHint(), 200),
        set: (old, value) => ({ ...old, aliases: { ...old.aliases, [kind]: value } }),
      }),
    ),
  ]
}

function fieldRow(draft: CustomerDraft, field: FieldShape): FormRow {
  const { id, name, type, required, choices } = field
  const value = draft.fields[id] ?? ''
  const named = (each: string) => ({ id: each, name: each })
  const editors: Record<FieldShape['type'], () => Editor> = {
    number: () => text(fileTexts.textHint('number'), 20),
    text: () => text(fileTexts.textHint('text'), 190),
    date: () => text(fileTexts.textHint('date'), 12),
    photo: () => ({ kind: 'photo' }),
    choice: () => ({
      kind: 'options',
      options: [...new Set([...(choices ?? []), fileTexts.none()])].map(named),
    }),
    reference: () => ({ kind: 'customer' }),
  }
  return {
    key: `fields.${id}`,
    label: name,
    ...(required === 'creation' && { mark: fileTexts.must() }),
    ...(required === 'later' && !value && { mark: fileTexts.later() }),
    value,
    text: draft.referenceNames[value] ?? value,
    ...(type === 'photo' && value && value !== fileTexts.none() && { photo: value }),
    editor: editors[type](),
    set: (old, next, said) => ({
      ...old,
      fields: { ...old.fields, [id]: next },
      ...(said && { referenceNames: { ...old.referenceNames, [next]: said } }),
    }),
  }
}
