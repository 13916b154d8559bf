import { z } from 'zod'
import { defineRoute } from './route'
import { cursorQuery, instantSchema, listAnswer, referenceSchema } from './shapes'

/** One week's check of the 15-second card on customers that were new that week. */
export const selfAuditSchema = z.object({
  id: z.string(),
  /** Local days, the first and the last of the week. */
  fromOn: z.iso.date(),
  lastOn: z.iso.date(),
  at: instantSchema,
  newCustomers: z.number().int(),
  sampled: z.number().int(),
  passed: z.number().int(),
  /** Millionths of a second that a card took on the server. */
  medianMicros: z.number().int(),
  slowestMicros: z.number().int(),
})
export type SelfAuditRow = z.infer<typeof selfAuditSchema>

export const selfAuditSampleSchema = z.object({
  customer: referenceSchema,
  store: referenceSchema,
  owner: referenceSchema.nullable(),
  /** The four questions: does the card answer them, as the records have it? */
  lastContact: z.boolean(),
  stage: z.boolean(),
  ownerToday: z.boolean(),
  refusals: z.boolean(),
  tookMicros: z.number().int(),
  passed: z.boolean(),
})
export type SelfAuditSampleRow = z.infer<typeof selfAuditSampleSchema>

export const selfAuditsRoute = defineRoute({
  method: 'GET',
  path: '/api/self-audits',
  summary: 'The weekly checks that the 15-second card answers, newest first.',
  login: 'staff',
  query: z.strictObject(cursorQuery),
  answer: listAnswer(selfAuditSchema),
})

export const selfAuditSamplesRoute = defineRoute({
  method: 'GET',
  path: '/api/self-audits/:id/samples',
  summary: 'The customers one check looked at, those that failed first. At most 20.',
  login: 'staff',
  answer: z.object({ audit: selfAuditSchema, items: z.array(selfAuditSampleSchema) }),
})
