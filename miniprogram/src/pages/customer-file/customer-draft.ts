import type { AliasKind, CustomerFile } from '@shared/api/customer-file'
import type { FieldShape } from '@shared/api/fields'
import type { alikeRoute } from '@shared/api/merges'
import type { QueryOf } from '@shared/api/route'

/** What has been typed into the form, each thing as text. It stays whatever the server says. */
export interface CustomerDraft {
  readonly name: string
  readonly sourceId: string
  readonly ownerId: string
  readonly storeId: string
  /** Our own store that the customer is. */
  readonly ownStoreId: string
  readonly address: string
  readonly tags: string
  readonly fields: Readonly<Record<string, string>>
  /** What is read in place of a customer's or a photo's id. */
  readonly referenceNames: Readonly<Record<string, string>>
  readonly contacts: readonly { readonly id?: string; readonly text: string }[]
  readonly aliases: Readonly<Record<AliasKind, string>>
}

export const aliasKinds: readonly AliasKind[] = ['name', 'wechat', 'phone', 'external', 'oldId']

const noAliases: CustomerDraft['aliases'] = { name: '', wechat: '', phone: '', external: '', oldId: '' }

export const emptyDraft: CustomerDraft = {
  name: '',
  sourceId: '',
  ownerId: '',
  storeId: '',
  ownStoreId: '',
  address: '',
  tags: '',
  fields: {},
  referenceNames: {},
  contacts: [{ text: '' }],
  aliases: noAliases,
}

/** What a customer's file says, as it would have been typed. */
export function draftOf(file: CustomerFile): CustomerDraft {
  const aliases = { ...noAliases }
  for (const kind of aliasKinds)
    aliases[kind] = file.aliases
      .filter((alias) => alias.kind === kind)
      .map(({ value }) => value)
      .join('、')
  const typed = file.fields.filter(({ computed }) => !computed)
  return {
    name: file.name,
    sourceId: file.source.id,
    ownerId: file.owner?.id ?? '',
    storeId: file.store.id,
    ownStoreId: file.ownStore?.id ?? '',
    address: file.address ?? '',
    tags: file.tags.join('、'),
    fields: Object.fromEntries(typed.map(({ id, value }) => [id, value ?? ''])),
    referenceNames: Object.fromEntries(
      typed.flatMap(({ type, value, text }) =>
        (type === 'reference' || type === 'photo') && value && text ? [[value, text]] : [],
      ),
    ),
    contacts: [
      ...file.contacts.map(({ id, name, phone }) => ({ id, text: [name, phone].filter(Boolean).join(' ') })),
      { text: '' },
    ],
    aliases,
  }
}

const listed = (text: string): string[] =>
  text
    .split(/[、,，\n]/)
    .map((part) => part.trim())
    .filter(Boolean)

/** @example contactOf('张经理 139 0000 1234') // { name: '张经理', phone: '13900001234' } */
export function contactOf(text: string): { name: string; phone: string | null } {
  const phone = /[+\d][\d\s-]{4,}$/.exec(text.trim())?.[0]
  return {
    name: (phone ? text.trim().slice(0, -phone.length) : text).trim(),
    phone: phone ? phone.replace(/[\s-]/g, '') : null,
  }
}

const contactsOf = (draft: CustomerDraft) =>
  draft.contacts
    .filter(({ text }) => text.trim())
    .map(({ id, text }) => ({ ...(id && { id }), ...contactOf(text) }))

const aliasesOf = (draft: CustomerDraft) =>
  aliasKinds.flatMap((kind) => listed(draft.aliases[kind]).map((value) => ({ kind, value })))

/** What a customer being typed can be recognised by; undefined while it has no name of two characters. */
export function likenessOf(draft: CustomerDraft): QueryOf<typeof alikeRoute> | undefined {
  const name = draft.name.trim().slice(0, 100)
  if (name.length < 2) return undefined
  const phones = [...contactsOf(draft).map(({ phone }) => phone), ...listed(draft.aliases.phone)]
    .filter(Boolean)
    .join(',')
  const ids = [...listed(draft.aliases.external), ...listed(draft.aliases.oldId)].join(',')
  return {
    name,
    ...(phones && { phones: phones.slice(0, 300) }),
    ...(ids && { ids: ids.slice(0, 600) }),
    ...(draft.storeId && { storeId: draft.storeId }),
  }
}

/** What a new customer is made of: only fields that are there now. */
export function newCustomerBody(draft: CustomerDraft, fields: readonly FieldShape[]) {
  const given = fields.flatMap(({ id }) => (draft.fields[id]?.trim() ? [[id, draft.fields[id].trim()]] : []))
  return {
    name: draft.name.trim(),
    sourceId: draft.sourceId,
    fields: Object.fromEntries(given) as Record<string, string>,
    contacts: contactsOf(draft),
    aliases: aliasesOf(draft),
    tags: listed(draft.tags),
    address: draft.address.trim() || null,
    ...(draft.ownerId && { ownerId: draft.ownerId }),
    ...(draft.storeId && { storeId: draft.storeId }),
    ...(draft.ownStoreId && { ownStoreId: draft.ownStoreId }),
  }
}

/** What differs from the file, as an edit of it; undefined when nothing does. */
export function changedBody(draft: CustomerDraft, file: CustomerFile, fields: readonly FieldShape[]) {
  const before = draftOf(file)
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const changed = fields.filter(({ id }) => (draft.fields[id] ?? '').trim() !== (before.fields[id] ?? ''))
  const parts = {
    ...(draft.name.trim() !== before.name && { name: draft.name.trim() }),
    ...(draft.ownStoreId !== before.ownStoreId && { ownStoreId: draft.ownStoreId || null }),
    ...(draft.address.trim() !== before.address && { address: draft.address.trim() || null }),
    ...(!same(listed(draft.tags), listed(before.tags)) && { tags: listed(draft.tags) }),
    ...(!same(contactsOf(draft), contactsOf(before)) && { contacts: contactsOf(draft) }),
    ...(!same(draft.aliases, before.aliases) && { aliases: aliasesOf(draft) }),
    ...(changed.length > 0 && {
      fields: Object.fromEntries(changed.map(({ id }) => [id, draft.fields[id]?.trim() || null])),
    }),
  }
  return Object.keys(parts).length > 0 ? { version: file.version, ...parts } : undefined
}
