import { z } from 'zod'
import { customerFilterQuery } from './customer-filter'
import { defineRoute } from './route'
import {
  actionSchema,
  cursorQuery,
  instantSchema,
  listAnswer,
  openOpportunitySchema,
  openTaskSchema,
  personTextSchema,
  referenceSchema,
  scopeSchema,
  undoSchema,
  warningSchema,
} from './shapes'
import { touchpointKindSchema } from './touchpoints'

const stageSchema = z.object({ id: z.string(), name: z.string(), code: z.string() })

export const customerRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string(),
  store: referenceSchema,
  owner: referenceSchema.nullable(),
  stage: stageSchema,
  lastTouchAt: instantSchema.nullable(),
})
export type CustomerRow = z.infer<typeof customerRowSchema>

export const customersRoute = defineRoute({
  method: 'GET',
  path: '/api/customers',
  summary:
    'Customers within reach, by name, alias, contact, phone tail, pinyin or initials, narrowed by a filter.',
  login: 'staff',
  query: z.strictObject({
    q: z.string().trim().max(60).optional(),
    scope: scopeSchema.optional(),
    ...customerFilterQuery,
    ...cursorQuery,
  }),
  answer: listAnswer(customerRowSchema),
})

export const phoneCustomersRoute = defineRoute({
  method: 'GET',
  path: '/api/phone/customers',
  summary:
    'The newest customers within reach, at most 5,000, for a phone that will be without a network: what changed since `version`.',
  login: 'staff',
  query: z.strictObject({
    /** The `version` of the last answer, as it was given; without it, or with one of another make, all are answered. */
    version: z.string().max(8192).optional(),
  }),
  answer: z.object({
    version: z.string(),
    /** Whether these are all there are: the phone begins anew. */
    whole: z.boolean(),
    /**
     * The parts in which something changed, each with all its customers now. Who is missing from a part is not this
     * person's any more: transferred, merged, or taken away.
     */
    parts: z.array(z.object({ part: z.number().int(), customers: z.array(customerRowSchema) })),
  }),
})

export const cardSchema = z.object({
  customer: referenceSchema,
  /** Asked by an old id: the customer it was merged into, whose card this is. */
  mergedInto: referenceSchema.optional(),
  code: z.string(),
  store: referenceSchema,
  owner: referenceSchema.nullable(),
  contacts: z.array(referenceSchema),
  lastTouch: z.object({ at: instantSchema, kind: touchpointKindSchema, actor: referenceSchema }).nullable(),
  stage: stageSchema.extend({ since: instantSchema.nullable() }),
  /** What the owner did with this customer today, oldest first. */
  ownerToday: z.array(z.object({ at: instantSchema, kind: touchpointKindSchema, text: z.string() })),
  warnings: z.array(warningSchema),
  openTasks: z.array(openTaskSchema),
  openOpportunities: z.array(openOpportunitySchema),
  actions: z.array(actionSchema),
})
export type CustomerCard = z.infer<typeof cardSchema>

export const cardRoute = defineRoute({
  method: 'GET',
  path: '/api/customers/:id/card',
  summary: 'The 15-second card: last contact, stage, what the owner did today, what not to propose.',
  login: 'staff',
  answer: cardSchema,
})

export const addNoteRoute = defineRoute({
  method: 'POST',
  path: '/api/customers/:id/notes',
  summary: 'Write a note about a customer; a note is not contact.',
  login: 'staff',
  body: z.strictObject({ text: personTextSchema }),
  answer: z.object({
    touchpoint: z.object({ id: z.string(), at: instantSchema, text: z.string() }),
    undo: undoSchema,
  }),
})
