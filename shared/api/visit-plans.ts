import { z } from 'zod'
import { defineRoute } from './route'
import { instantSchema, referenceSchema, undoSchema } from './shapes'
import { visitStateSchema, visitTargetSchema } from './visit-shapes'

export const planReasonCodes = [
  'placed',
  'overdue',
  'urgent',
  'due',
  'planned',
  'refused',
  'opportunity',
  'untouched',
  'visited',
] as const

/** One customer of the day: whom do I see first, and why. */
export const planRowSchema = z.object({
  /** Everything needed to go there without a network. */
  target: visitTargetSchema,
  /** Why it stands where it stands: a full sentence. */
  reason: z.object({ code: z.enum(planReasonCodes), text: z.string() }),
  /** Somebody put it on the day; without it the row is due, or a suggestion. */
  plannedBy: referenceSchema.nullable(),
  /** Days since the last contact; null when there was none yet. */
  daysSinceTouch: z.number().int().nullable(),
  /** What became of it that day. */
  visit: z.object({ id: z.string(), state: visitStateSchema, at: instantSchema }).nullable(),
})
export type PlanRow = z.infer<typeof planRowSchema>

export const visitPlanSchema = z.object({
  on: z.string(),
  staff: referenceSchema,
  /** First to see first; those already visited that day stand last. At most 60. */
  rows: z.array(planRowSchema),
  /** How it is ranked, in a sentence to show. */
  rule: z.string(),
  /** Whether this person may change this plan. */
  mayChange: z.boolean(),
  serverAt: instantSchema,
})
export type VisitPlan = z.infer<typeof visitPlanSchema>

const day = z.iso.date()
const staffId = z.string().max(40).optional()

export const visitPlanRoute = defineRoute({
  method: 'GET',
  path: '/api/visit-plans',
  summary: 'The visit plan of a day, ranked with the stated reason: own, or of somebody one leads.',
  login: 'staff',
  query: z.strictObject({
    /** A local day; today when absent. */
    on: day.optional(),
    staff: staffId,
  }),
  answer: visitPlanSchema,
})

const changed = z.object({ plan: visitPlanSchema, undo: undoSchema.optional() })
const customerIds = z.array(z.string().max(40)).min(1).max(60)
const planned = z.strictObject({ on: day, staffId, customerIds })

export const addToPlanRoute = defineRoute({
  method: 'POST',
  path: '/api/visit-plans',
  summary: 'Put customers on the plan of a day. Who is on it already stays as it is.',
  login: 'staff',
  body: planned,
  answer: changed,
})

export const removeFromPlanRoute = defineRoute({
  method: 'POST',
  path: '/api/visit-plans/remove',
  summary: 'Take customers off the plan of a day; their tasks stay.',
  login: 'staff',
  body: planned,
  answer: changed,
})

export const orderPlanRoute = defineRoute({
  method: 'POST',
  path: '/api/visit-plans/order',
  summary: 'Put these first, in this order; the others follow by rank. Puts on the plan who is not on it.',
  login: 'staff',
  body: planned,
  answer: changed,
})
