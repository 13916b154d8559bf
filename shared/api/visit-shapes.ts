import { z } from 'zod'
import {
  actionSchema,
  dueGrainSchema,
  instantSchema,
  openTaskSchema,
  personTextSchema,
  referenceSchema,
  warningSchema,
} from './shapes'

/**
 * Visits (拜访): check in, see things, check out with the next step. What is made on a phone carries an id made there
 * (`vis_`, `fnd_`, `out_`, `pho_` and 16–34 letters or digits), so that a queue may send it again, in any order: the same
 * id twice is one thing and answers what it is now. Codes a queue acts on: `visit_not_here_yet` (404: send the check-in
 * first, then try again), `visit_active` (409: another visit is not ended), `already_checked_out` (409: somebody else's
 * check-out won; the message says whose and when).
 */
export const clientId = (prefix: 'vis' | 'fnd' | 'out' | 'pho') =>
  z.string().regex(new RegExp(`^${prefix}_[0-9A-Za-z]{16,34}$`))

/** Where a phone says it is. WeChat gives GCJ-02, a browser WGS-84; both are kept as given. */
export const placeSchema = z.strictObject({
  /** Millionths of a degree. */
  latitudeE6: z.number().int().min(-90_000_000).max(90_000_000),
  longitudeE6: z.number().int().min(-180_000_000).max(180_000_000),
  accuracyMetres: z.number().int().min(0).max(100_000),
  datum: z.enum(['GCJ-02', 'WGS-84']),
})
export type Place = z.infer<typeof placeSchema>

/**
 * The phone's own clock when it happened, and its anchor: the last server time it had seen (the `Date` header or
 * `serverAt` of an answer) with what passed since by a clock that cannot be set. Without an anchor the server's time of
 * arrival counts.
 */
export const phoneClockSchema = z.strictObject({
  at: instantSchema,
  anchor: z
    .strictObject({
      serverAt: instantSchema,
      elapsedMs: z
        .number()
        .int()
        .min(0)
        .max(60 * 86_400_000),
    })
    .optional(),
})
export type PhoneClock = z.infer<typeof phoneClockSchema>

/** `null` where the phone could not say (no permission, no signal); the visit is flagged, never refused. */
export const happened = { place: placeSchema.nullable(), phone: phoneClockSchema }

/** One point of time and place as it counts: nobody can change it afterwards. */
export const momentSchema = z.object({
  at: instantSchema,
  /** `server`: the minute it arrived; `phone`: it waited on a phone, `at` is its anchor plus what passed since. */
  timeFrom: z.enum(['server', 'phone']),
  recordedAt: instantSchema,
  phoneAt: instantSchema.nullable(),
  /** The phone's clock against the server's, positive when it is fast. */
  driftSeconds: z.number().int().nullable(),
  /** In one sentence: `按服务器时间，手机快 2 秒`. */
  timeText: z.string(),
  place: placeSchema.nullable(),
  /** To the customer's place; null when one of the two is not known. */
  distanceMetres: z.number().int().nullable(),
  /** In one sentence: `离客户 46 米，误差 ±12 米`. */
  placeText: z.string(),
})
export type Moment = z.infer<typeof momentSchema>

export const visitFlagCodes = [
  'far_away',
  'no_place',
  'impossible_travel',
  'clock_drift',
  'duplicate_photo',
  'arrived_late',
] as const
/** Something a superior should look at. It is shown and refuses nothing. */
export const visitFlagSchema = z.object({ code: z.enum(visitFlagCodes), text: z.string() })
export type VisitFlag = z.infer<typeof visitFlagSchema>

export const nextStepKinds = ['sampleFeedback', 'stockNeed', 'appointment', 'none'] as const
export const nextStepKindSchema = z.enum(nextStepKinds)

const product = z.string().trim().min(1).max(60)
const quantity = z.number().positive().max(1_000_000)
const unit = z.string().trim().min(1).max(20)

/** What the check-out asks for. All but `none` count for closure. */
export const nextStepInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sampleFeedback'),
    text: personTextSchema,
    product: product.optional(),
  }),
  z.strictObject({
    kind: z.literal('stockNeed'),
    product,
    quantity: quantity.optional(),
    unit: unit.optional(),
    text: personTextSchema.optional(),
  }),
  /** Makes a task; `when` is said as in chat (`周五10点`), counted from the minute of the check-out. */
  z.strictObject({
    kind: z.literal('appointment'),
    when: z.string().trim().min(1).max(60),
    text: personTextSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('none'), reason: personTextSchema }),
])
export type NextStepInput = z.infer<typeof nextStepInputSchema>

export const nextStepSchema = z.object({
  kind: nextStepKindSchema,
  text: z.string(),
  closes: z.boolean(),
  task: z
    .object({
      id: z.string(),
      number: z.string(),
      dueAt: instantSchema.nullable(),
      dueGrain: dueGrainSchema.optional(),
    })
    .nullable(),
})

export const findingKinds = [
  'stock',
  'shortage',
  'overstock',
  'rejection',
  'sample',
  'complaint',
  'competitor',
  'remark',
] as const
export const findingKindSchema = z.enum(findingKinds)

const finding = { id: clientId('fnd'), phone: phoneClockSchema }
const counted = { product, quantity: quantity.optional(), unit: unit.optional() }

/** One thing seen or heard during a visit. */
export const findingInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...finding,
    kind: z.enum(['stock', 'shortage', 'overstock', 'sample']),
    ...counted,
    text: personTextSchema.optional(),
  }),
  z.strictObject({
    ...finding,
    kind: z.literal('rejection'),
    ...counted,
    reason: z.string().trim().min(1).max(200),
  }),
  z.strictObject({
    ...finding,
    kind: z.enum(['complaint', 'competitor', 'remark']),
    text: personTextSchema,
  }),
])
export type FindingInput = z.infer<typeof findingInputSchema>

export const findingSchema = z.object({
  id: z.string(),
  kind: findingKindSchema,
  at: instantSchema,
  /** In one line: `缺货 车厘子 5 箱`. */
  text: z.string(),
  product: z.string().nullable(),
  quantity: z.number().nullable(),
  unit: z.string().nullable(),
})
export type Finding = z.infer<typeof findingSchema>

export const visitStateSchema = z.enum(['active', 'done', 'withdrawn'])

const visitHead = {
  id: z.string(),
  customer: referenceSchema,
  staff: referenceSchema,
  store: referenceSchema,
  task: z.object({ id: z.string(), number: z.string() }).nullable(),
  state: visitStateSchema,
  /** Whole minutes between check-in and check-out. */
  minutes: z.number().int().nullable(),
  nextStep: nextStepSchema.nullable(),
  remark: z.string().nullable(),
  flags: z.array(visitFlagSchema),
}

export const visitRowSchema = z.object({
  ...visitHead,
  checkedInAt: instantSchema,
  checkedOutAt: instantSchema.nullable(),
  photoCount: z.number().int(),
})
export type VisitRow = z.infer<typeof visitRowSchema>

/** A photo as its visit shows it; the bytes are at `/api/photos/{id}` and `/api/photos/{id}/thumb`, see photos.ts. */
export const visitPhotoSchema = z.object({
  id: z.string(),
  at: instantSchema,
  width: z.number().int(),
  height: z.number().int(),
  flags: z.array(visitFlagSchema),
  /** Until then who took it may take it back. */
  mayGoUntil: instantSchema,
})

export const visitSchema = z.object({
  ...visitHead,
  checkIn: momentSchema,
  checkOut: momentSchema.extend({ by: referenceSchema }).nullable(),
  findings: z.array(findingSchema),
  photos: z.array(visitPhotoSchema),
  /** `checkOut`, `finding`, `photo`, `openCustomer`: what this person may do with it now. */
  actions: z.array(actionSchema),
  version: z.number().int(),
})
export type Visit = z.infer<typeof visitSchema>

/** Everything a phone needs to begin a visit without a network. */
export const visitTargetSchema = z.object({
  customer: referenceSchema,
  store: referenceSchema,
  owner: referenceSchema.nullable(),
  stage: z.object({ id: z.string(), name: z.string(), code: z.string() }),
  contacts: z.array(z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() })),
  address: z.string().nullable(),
  /** Of the customer, always GCJ-02; null when nobody has set it. */
  place: z.object({ latitudeE6: z.number().int(), longitudeE6: z.number().int() }).nullable(),
  /** Beyond this the distance is flagged; it never refuses. */
  nearMetres: z.number().int(),
  lastTouchAt: instantSchema.nullable(),
  openTasks: z.array(openTaskSchema),
  warnings: z.array(warningSchema),
})
export type VisitTarget = z.infer<typeof visitTargetSchema>
