import { z } from 'zod'
import { defineRoute } from './route'
import {
  actionSchema,
  cursorQuery,
  instantSchema,
  listAnswer,
  personTextSchema,
  referenceSchema,
  scopeSchema,
  undoSchema,
} from './shapes'

export const touchpointKinds = [
  'message',
  'visit',
  'call',
  'order',
  'delivery',
  'payment',
  'rejection',
  'sample',
  'complaint',
  'task',
  'opportunity',
  'stage',
  'note',
  'transfer',
] as const
export const touchpointKindSchema = z.enum(touchpointKinds)
export type TouchpointKind = z.infer<typeof touchpointKindSchema>

export const feedItemSchema = z.object({
  id: z.string(),
  kind: touchpointKindSchema,
  at: instantSchema,
  customer: referenceSchema,
  stage: z.object({ id: z.string(), name: z.string(), code: z.string() }),
  actor: referenceSchema,
  text: z.string(),
  /** What this person may do next about this row, so that the thumb bar needs no second request. */
  actions: z.array(actionSchema),
})
export type FeedItem = z.infer<typeof feedItemSchema>

export const feedRoute = defineRoute({
  method: 'GET',
  path: '/api/feed',
  summary: 'Latest customer activity (客户最新动态), newest first.',
  login: 'staff',
  query: z.strictObject({ scope: scopeSchema.optional(), ...cursorQuery }),
  answer: listAnswer(feedItemSchema),
})

export const timelineItemSchema = z.object({
  id: z.string(),
  kind: touchpointKindSchema,
  at: instantSchema,
  actor: referenceSchema,
  text: z.string(),
  countsAsContact: z.boolean(),
  /** Taken back: shown struck, as 已撤销. */
  voided: z.boolean(),
  /** The fact that this one corrects; facts are never changed. */
  corrects: z.string().optional(),
  /** The fact that says how it really was. */
  correctedBy: z.string().optional(),
})

export const timelineRoute = defineRoute({
  method: 'GET',
  path: '/api/customers/:id/timeline',
  summary: 'Everything that happened with one customer, newest first, what was taken back included.',
  login: 'staff',
  query: z.strictObject({ ...cursorQuery }),
  answer: listAnswer(timelineItemSchema),
})

export const correctTouchpointRoute = defineRoute({
  method: 'POST',
  path: '/api/touchpoints/:id/correct',
  summary: 'Say how it really was: a new fact that names the old one, which stays. It is not contact.',
  login: 'staff',
  body: z.strictObject({ text: personTextSchema }),
  answer: z.object({
    touchpoint: z.object({ id: z.string(), at: instantSchema, text: z.string(), corrects: z.string() }),
    undo: undoSchema,
  }),
})
