import { z } from 'zod'
import { defineRoute } from './route'
import { cursorQuery, instantSchema, listAnswer, scopeSchema, undoSchema, warningSchema } from './shapes'
import {
  clientId,
  findingInputSchema,
  findingSchema,
  happened,
  nextStepInputSchema,
  visitRowSchema,
  visitSchema,
  visitTargetSchema,
} from './visit-shapes'

export const visitTargetRoute = defineRoute({
  method: 'GET',
  path: '/api/customers/:id/visit',
  summary:
    'Before a check-in: where the customer is, what is to be done, what not to propose; the visit under way.',
  login: 'staff',
  answer: z.object({
    target: visitTargetSchema,
    /** The visit this person has not ended yet, here or elsewhere. */
    active: visitRowSchema.nullable(),
    serverAt: instantSchema,
  }),
})

export const activeVisitRoute = defineRoute({
  method: 'GET',
  path: '/api/visits/active',
  summary: 'The visit this person has not ended yet, or null.',
  login: 'staff',
  answer: z.object({ visit: visitSchema.nullable(), serverAt: instantSchema }),
})

const dayInput = z.iso.date()

export const visitsRoute = defineRoute({
  method: 'GET',
  path: '/api/visits',
  summary:
    'Visits, newest first: by check-out when done, by check-in under way. What a closure rate opens to.',
  login: 'staff',
  query: z.strictObject({
    state: z.enum(['active', 'done']).optional(),
    scope: scopeSchema.optional(),
    staff: z.string().max(40).optional(),
    store: z.string().max(40).optional(),
    region: z.string().max(40).optional(),
    customer: z.string().max(40).optional(),
    /** Local days, both included. */
    from: dayInput.optional(),
    to: dayInput.optional(),
    /** Only those followed by a next step, or only those not. */
    closed: z.enum(['yes', 'no']).optional(),
    ...cursorQuery,
  }),
  answer: listAnswer(visitRowSchema),
})

export const visitRoute = defineRoute({
  method: 'GET',
  path: '/api/visits/:id',
  summary: 'One visit with place, time, drift, findings, photos, flags.',
  login: 'staff',
  answer: z.object({ visit: visitSchema }),
})

export const checkInRoute = defineRoute({
  method: 'POST',
  path: '/api/visits',
  summary: 'Check in at a customer. Place and time come from the phone and the server, and are never edited.',
  login: 'staff',
  body: z.strictObject({
    id: clientId('vis'),
    customerId: z.string().max(40),
    taskId: z.string().max(40).optional(),
    ...happened,
  }),
  answer: z.object({
    visit: visitSchema,
    warnings: z.array(warningSchema),
    serverAt: instantSchema,
    /** Absent when the same check-in came again. */
    undo: undoSchema.optional(),
  }),
})

export const addFindingRoute = defineRoute({
  method: 'POST',
  path: '/api/visits/:id/findings',
  summary:
    'One thing seen in a visit: stock, shortage, overstock, rejection, sample, complaint, competitor, remark.',
  login: 'staff',
  body: findingInputSchema,
  answer: z.object({
    finding: findingSchema,
    /** When the product was refused lately. */
    warnings: z.array(warningSchema),
    serverAt: instantSchema,
    undo: undoSchema.optional(),
  }),
})

export const checkOutRoute = defineRoute({
  method: 'POST',
  path: '/api/visits/:id/checkout',
  summary: 'Check out with the next step. Completes the visit’s task; an appointment makes a new one.',
  login: 'staff',
  body: z.strictObject({
    id: clientId('out'),
    ...happened,
    nextStep: nextStepInputSchema,
    remark: z.string().trim().max(2000).optional(),
  }),
  answer: z.object({
    visit: visitSchema,
    warnings: z.array(warningSchema),
    serverAt: instantSchema,
    undo: undoSchema.optional(),
  }),
})
