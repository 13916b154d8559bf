import { z } from 'zod'
import { fieldSchema } from './fields'
import { alikeSchema } from './merges'
import { defineRoute } from './route'
import {
  actionSchema,
  cursorQuery,
  instantSchema,
  listAnswer,
  referenceSchema,
  scopeSchema,
  undoSchema,
} from './shapes'

/** `name`: what people call it; `wechat`: a WeChat name; `external`: WeCom's external user id; `oldId`: of another system. */
export const aliasKindSchema = z.enum(['name', 'wechat', 'external', 'phone', 'oldId'])
export const aliasSchema = z.object({ kind: aliasKindSchema, value: z.string() })

const fileFieldSchema = fieldSchema.omit({ inUse: true, version: true }).extend({
  /** As typed; of a reference or a photo the id. */
  value: z.string().nullable(),
  /** As read: of a reference the customer's name. */
  text: z.string().nullable(),
  /** Required, and not answered. */
  lacking: z.boolean(),
})

export const customerFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Asked by an old id: the customer it was merged into, whose file this is. */
  mergedInto: referenceSchema.optional(),
  code: z.string(),
  address: z.string().nullable(),
  store: referenceSchema,
  owner: referenceSchema.nullable(),
  stage: referenceSchema,
  source: referenceSchema,
  /** Where the customer came from first; kept whatever is changed later. */
  firstSource: referenceSchema,
  sourceChanges: z.array(
    z.object({
      at: instantSchema,
      from: referenceSchema,
      to: referenceSchema,
      reason: z.string(),
      actor: referenceSchema,
    }),
  ),
  /** Our own store that orders, when this customer is one. */
  ownStore: referenceSchema.nullable(),
  tags: z.array(z.string()),
  aliases: z.array(aliasSchema),
  contacts: z.array(referenceSchema.extend({ phone: z.string().nullable() })),
  fields: z.array(fileFieldSchema),
  createdAt: instantSchema,
  version: z.number().int(),
  actions: z.array(actionSchema),
})
export type CustomerFile = z.infer<typeof customerFileSchema>
export type FileField = z.infer<typeof fileFieldSchema>
export type AliasKind = z.infer<typeof aliasKindSchema>

const nameSchema = z.string().trim().min(1).max(100)
const givenFields = z.record(z.string().max(40), z.string().max(400).nullable())
const givenAliases = z
  .array(z.strictObject({ kind: aliasKindSchema, value: z.string().trim().min(1).max(120) }))
  .max(30)
const givenContacts = z
  .array(
    z.strictObject({
      /** Of somebody who stands for this customer already. */
      id: z.string().max(40).optional(),
      name: z.string().trim().min(1).max(60),
      phone: z.string().trim().max(30).nullable().optional(),
    }),
  )
  .max(30)
const givenTags = z.array(z.string().trim().min(1).max(20)).max(20)
const givenAddress = z.string().trim().max(200).nullable()

export const createCustomerRoute = defineRoute({
  method: 'POST',
  path: '/api/customers',
  summary: 'Make a customer: name, source, and every field that is required at creation.',
  login: 'staff',
  body: z.strictObject({
    name: nameSchema,
    sourceId: z.string().max(40),
    fields: givenFields.optional(),
    contacts: givenContacts.optional(),
    aliases: givenAliases.optional(),
    tags: givenTags.optional(),
    address: givenAddress.optional(),
    /** A rep makes their own; others say whose it is, or leave it to nobody. */
    ownerId: z.string().max(40).optional(),
    storeId: z.string().max(40).optional(),
    /** Our own store that orders, when the customer is one. */
    ownStoreId: z.string().max(40).nullable().optional(),
  }),
  answer: z.object({
    customer: customerFileSchema,
    undo: undoSchema,
    /** Whom it may already be, if anybody: it is made all the same, and can be merged. */
    alike: z.array(alikeSchema).optional(),
  }),
})

export const customerFileRoute = defineRoute({
  method: 'GET',
  path: '/api/customers/:id/file',
  summary:
    'Everything that is kept about a customer: names, contacts, source with its history, tags, fields.',
  login: 'staff',
  answer: customerFileSchema,
})

export const editCustomerRoute = defineRoute({
  method: 'POST',
  path: '/api/customers/:id/file',
  summary:
    'Change a customer; what is not given stays. Lists are given whole. 409 `changed_meanwhile` answers the current file.',
  login: 'staff',
  body: z.strictObject({
    version: z.number().int(),
    name: nameSchema.optional(),
    address: givenAddress.optional(),
    tags: givenTags.optional(),
    ownStoreId: z.string().max(40).nullable().optional(),
    aliases: givenAliases.optional(),
    contacts: givenContacts.optional(),
    fields: givenFields.optional(),
  }),
  answer: z.object({ customer: customerFileSchema, undo: undoSchema.nullable() }),
})

export const changeSourceRoute = defineRoute({
  method: 'POST',
  path: '/api/customers/:id/source',
  summary: 'Change where a customer came from, with the reason; the first one is kept.',
  login: 'staff',
  body: z.strictObject({
    version: z.number().int(),
    sourceId: z.string().max(40),
    reason: z.string().trim().min(1).max(200),
  }),
  answer: z.object({ customer: customerFileSchema, undo: undoSchema }),
})

export const customerChoicesRoute = defineRoute({
  method: 'GET',
  path: '/api/customer-choices',
  summary: 'What the customer form and the filters choose from, within reach.',
  login: 'staff',
  answer: z.object({
    fields: z.array(fieldSchema),
    /** Also those out of use, which older customers still have. */
    sources: z.array(referenceSchema.extend({ inUse: z.boolean() })),
    stages: z.array(referenceSchema),
    stores: z.array(referenceSchema),
    owners: z.array(referenceSchema),
    /** Whether this person may make customers, and name another owner. */
    mayCreate: z.boolean(),
    mayManageFields: z.boolean(),
  }),
})

export const toCompleteRoute = defineRoute({
  method: 'GET',
  path: '/api/customers/to-complete',
  summary: 'Customers within reach that lack a required field, with what they lack.',
  login: 'staff',
  query: z.strictObject({ scope: scopeSchema.optional(), ...cursorQuery }),
  answer: listAnswer(
    z.object({
      id: z.string(),
      name: z.string(),
      code: z.string(),
      store: referenceSchema,
      owner: referenceSchema.nullable(),
      lacking: z.array(referenceSchema),
    }),
  ).extend({
    /** Older customers are still being gone through after a field was changed. */
    checking: z.boolean(),
  }),
})
