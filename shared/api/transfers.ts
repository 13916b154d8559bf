import { z } from 'zod'
import { defineRoute } from './route'
import {
  actionSchema,
  cursorQuery,
  instantSchema,
  listAnswer,
  referenceSchema,
  roleSchema,
  undoSchema,
} from './shapes'

/** So many customers go in one request; more of an owner's go page by page. */
export const transferAtMost = 100

const asked = {
  customerIds: z.array(z.string().max(40)).min(1).max(transferAtMost).optional(),
  /** In place of ids: the next ones of this owner. */
  fromOwnerId: z.string().max(40).optional(),
  toOwnerId: z.string().max(40).optional(),
  toStoreId: z.string().max(40).optional(),
  /** Whether open tasks (and todos), and open opportunities, go along; they do unless said otherwise. */
  tasks: z.boolean().optional(),
  opportunities: z.boolean().optional(),
}

const told = {
  count: z.number().int(),
  /** The first ones by name. */
  customers: z.array(referenceSchema),
  tasks: z.number().int(),
  opportunities: z.number().int(),
  /** More of that owner's are left for the next request. */
  more: z.boolean(),
}

export const transferPreviewRoute = defineRoute({
  method: 'POST',
  path: '/api/transfers/preview',
  summary: 'What a transfer would move, and whether it may.',
  login: 'staff',
  body: z.strictObject(asked),
  answer: z.object({ ...told, to: referenceSchema.nullable(), store: referenceSchema.nullable() }),
})
export type TransferPreview = z.infer<typeof transferPreviewRoute.answer>

export const transferRoute = defineRoute({
  method: 'POST',
  path: '/api/transfers',
  summary:
    'Hand customers to another owner or store. Their history stays as it was; open tasks and opportunities go along unless said otherwise.',
  login: 'staff',
  body: z.strictObject(asked),
  answer: z.object({ ...told, text: z.string(), undo: undoSchema }),
})

export const receiverSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  stores: z.array(referenceSchema),
})
export type Receiver = z.infer<typeof receiverSchema>

export const receiversRoute = defineRoute({
  method: 'GET',
  path: '/api/transfers/receivers',
  summary:
    'Colleagues who can take customers over, within reach, by a part of their name or of a store of theirs.',
  login: 'staff',
  query: z.strictObject({ q: z.string().trim().max(60).optional() }),
  answer: z.object({ items: z.array(receiverSchema) }),
})

export const receivingStoresRoute = defineRoute({
  method: 'GET',
  path: '/api/transfers/stores',
  summary: 'Open stores that customers can be handed to, within reach, by a part of the name; of a rep none.',
  login: 'staff',
  query: z.strictObject({ q: z.string().trim().max(60).optional() }),
  answer: z.object({ items: z.array(referenceSchema.extend({ region: referenceSchema })) }),
})

const leaverSchema = z.object({
  staff: referenceSchema,
  leftAt: instantSchema,
  customers: z.number().int(),
  tasks: z.number().int(),
  actions: z.array(actionSchema),
})
export type LeaverRow = z.infer<typeof leaverSchema>

export const leaversRoute = defineRoute({
  method: 'GET',
  path: '/api/transfers/leavers',
  summary: 'Who left and still has customers or open tasks within reach.',
  login: 'staff',
  query: z.strictObject({ ...cursorQuery }),
  answer: listAnswer(leaverSchema),
})

export const handOverSchema = z.object({
  customer: referenceSchema,
  code: z.string(),
  address: z.string().nullable(),
  store: referenceSchema,
  owner: referenceSchema.nullable(),
  stage: referenceSchema,
  contacts: z.array(referenceSchema.extend({ phone: z.string().nullable() })),
  tags: z.array(z.string()),
  /** A few lines on who they are and how it stands. */
  summary: z.array(z.string()),
  tasks: z.array(
    z.object({ id: z.string(), number: z.string(), text: z.string(), due: z.string().nullable() }),
  ),
  opportunities: z.array(z.object({ id: z.string(), signal: z.string(), at: instantSchema })),
  todos: z.array(z.object({ id: z.string(), text: z.string(), staff: referenceSchema })),
  touches: z.array(
    z.object({ id: z.string(), at: instantSchema, kind: z.string(), actor: z.string(), text: z.string() }),
  ),
  owners: z.array(
    z.object({ staff: referenceSchema, since: instantSchema, until: instantSchema.nullable() }),
  ),
  /** All of it, to be sent to somebody. */
  text: z.string(),
  actions: z.array(actionSchema),
})
export type HandOver = z.infer<typeof handOverSchema>

export const handOverRoute = defineRoute({
  method: 'GET',
  path: '/api/customers/:id/hand-over',
  summary:
    'All that somebody who takes a customer over has to know: how it stands, what is open, who owned it.',
  login: 'staff',
  answer: handOverSchema,
})
