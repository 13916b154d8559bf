import { z } from 'zod'
import { defineRoute } from './route'
import { scopeSchema } from './shapes'

const day = z.iso.date()

export const closureRoute = defineRoute({
  method: 'GET',
  path: '/api/visits/closure',
  summary:
    'Closure rate: completed visits followed by a next step ÷ completed visits, per person, store or region.',
  login: 'staff',
  query: z.strictObject({
    scope: scopeSchema.optional(),
    by: z.enum(['staff', 'store', 'region']).optional(),
    /** Local days, both included; the last 7 days when absent. */
    from: day.optional(),
    to: day.optional(),
  }),
  answer: z.object({
    from: z.string(),
    to: z.string(),
    by: z.enum(['staff', 'store', 'region']),
    /** The exact definition, to be shown with the figure. */
    definition: z.string(),
    total: z.object({
      completed: z.number().int(),
      closed: z.number().int(),
      /** Basis points; null when nothing was completed. */
      rateBp: z.number().int().nullable(),
    }),
    /** They add up to the total. `visits` is the query of `/api/visits` that lists exactly these. */
    rows: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        completed: z.number().int(),
        closed: z.number().int(),
        rateBp: z.number().int().nullable(),
        visits: z.record(z.string(), z.string()),
      }),
    ),
  }),
})
export type Closure = z.infer<typeof closureRoute.answer>
