import { z } from 'zod'
import { defineRoute } from './route'
import {
  cursorQuery,
  dueGrainSchema,
  instantSchema,
  listAnswer,
  referenceSchema,
  scopeSchema,
} from './shapes'

export const opportunitySchema = z.object({
  id: z.string(),
  customer: referenceSchema,
  owner: referenceSchema.nullable(),
  signal: z.string().optional(),
  dueAt: instantSchema.optional(),
  dueGrain: dueGrainSchema.optional(),
  state: z.enum(['open', 'won', 'lost']),
  createdAt: instantSchema,
})
export type OpportunityRow = z.infer<typeof opportunitySchema>

export const opportunitiesRoute = defineRoute({
  method: 'GET',
  path: '/api/opportunities',
  summary: 'Opportunities, newest first.',
  login: 'staff',
  query: z.strictObject({
    state: z.enum(['open', 'closed']).optional(),
    scope: scopeSchema.optional(),
    ...cursorQuery,
  }),
  answer: listAnswer(opportunitySchema),
})
