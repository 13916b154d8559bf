import { z } from 'zod'
import { defineRoute } from './route'
import { cursorQuery, instantSchema, listAnswer, referenceSchema, scopeSchema, undoSchema } from './shapes'

/** One of two customers that may be one. */
export const mergeSideSchema = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string(),
  address: z.string().nullable(),
  store: referenceSchema,
  owner: referenceSchema.nullable(),
  stage: referenceSchema,
  lastTouchAt: instantSchema.nullable(),
  createdAt: instantSchema,
  version: z.number().int(),
})
export type MergeSide = z.infer<typeof mergeSideSchema>

const duplicatePairSchema = z.object({
  id: z.string(),
  reason: z.object({ code: z.enum(['id', 'phone', 'name', 'core', 'sound']), text: z.string() }),
  foundAt: instantSchema,
  /** Older one first. */
  customers: z.array(mergeSideSchema).length(2),
})
export type DuplicatePairRow = z.infer<typeof duplicatePairSchema>

export const duplicatesRoute = defineRoute({
  method: 'GET',
  path: '/api/duplicates',
  summary: 'Pairs of customers within reach that may be one, with the reason; newest found first.',
  login: 'staff',
  query: z.strictObject({ scope: scopeSchema.optional(), ...cursorQuery }),
  answer: listAnswer(duplicatePairSchema),
})

export const alikeSchema = z.object({
  /** Absent for one that is somebody else's: it is said that there is one, not which. */
  customer: z
    .object({ id: z.string(), name: z.string(), code: z.string(), owner: referenceSchema.nullable() })
    .optional(),
  reason: z.object({ code: z.enum(['id', 'phone', 'name', 'core', 'sound', 'beginning']), text: z.string() }),
  /** 可能是已有的 … */
  text: z.string(),
})
export type AlikeRow = z.infer<typeof alikeSchema>

export const alikeRoute = defineRoute({
  method: 'GET',
  path: '/api/duplicates/alike',
  summary:
    'Customers that one about to be made may already be, by name, core of the name, sound, beginning, phone or id.',
  login: 'staff',
  query: z.strictObject({
    name: z.string().trim().min(1).max(100),
    /** Several are parted by commas. */
    phones: z.string().max(300).optional(),
    ids: z.string().max(600).optional(),
    storeId: z.string().max(40).optional(),
  }),
  answer: z.object({ items: z.array(alikeSchema) }),
})

export const customerAlikeRoute = defineRoute({
  method: 'GET',
  path: '/api/customers/:id/alike',
  summary: 'Customers within reach that this one may be the same as, and how many were made one with it.',
  login: 'staff',
  answer: z.object({ items: z.array(alikeSchema), merges: z.number().int() }),
})

export const dismissPairRoute = defineRoute({
  method: 'POST',
  path: '/api/duplicates/:id/dismiss',
  summary: '不是同一家: the pair is not asked about again.',
  login: 'staff',
  body: z.strictObject({}).optional(),
  answer: z.object({ dismissed: z.literal(true), undo: undoSchema }),
})

const winsSchema = z.enum(['survivor', 'merged'])

export const mergePreviewRoute = defineRoute({
  method: 'POST',
  path: '/api/merges/preview',
  summary: 'What a merge would move, where the two differ, and which value wins unless somebody chooses.',
  login: 'staff',
  body: z.strictObject({ survivorId: z.string().max(40), mergedId: z.string().max(40) }),
  answer: z.object({
    survivor: mergeSideSchema,
    merged: mergeSideSchema,
    differences: z.array(
      z.object({
        /** `name`, `address`, `owner`, `store`, `stage`, `source`, `ownStore`, or `fields.<id>`. */
        key: z.string(),
        name: z.string(),
        survivor: z.string().nullable(),
        merged: z.string().nullable(),
        /** Of a field that photos answer: their ids, where a side has one. */
        photos: z.object({ survivor: z.string().nullable(), merged: z.string().nullable() }).optional(),
        wins: winsSchema,
      }),
    ),
    moves: z.array(z.object({ kind: z.string(), name: z.string(), count: z.number().int() })),
    /** What happens besides: clashes and how each ends. */
    notes: z.array(z.string()),
  }),
})
export type MergePreview = z.infer<typeof mergePreviewRoute.answer>

export const mergeRoute = defineRoute({
  method: 'POST',
  path: '/api/merges',
  summary:
    'Make two customers one: everything of the merged one goes to the survivor, whose id the old one means from now on.',
  login: 'staff',
  body: z.strictObject({
    survivorId: z.string().max(40),
    mergedId: z.string().max(40),
    survivorVersion: z.number().int(),
    mergedVersion: z.number().int(),
    /** By the preview's keys; what is not chosen goes as the preview says. */
    choices: z.record(z.string().max(60), winsSchema).optional(),
  }),
  answer: z.object({ merge: z.object({ id: z.string() }), customer: referenceSchema, undo: undoSchema }),
})

const mergeSchema = z.object({
  id: z.string(),
  at: instantSchema,
  staff: referenceSchema,
  survivor: referenceSchema,
  merged: referenceSchema,
  undoneAt: instantSchema.nullable(),
  undoneBy: referenceSchema.nullable(),
})
export type MergeRow = z.infer<typeof mergeSchema>

export const mergesRoute = defineRoute({
  method: 'GET',
  path: '/api/merges',
  summary:
    'Merges of customers within reach, whoever made them, newest first; all of them, or those into one customer.',
  login: 'staff',
  query: z.strictObject({ customer: z.string().max(40).optional(), ...cursorQuery }),
  answer: listAnswer(mergeSchema),
})

export const undoMergeRoute = defineRoute({
  method: 'POST',
  path: '/api/merges/:id/undo',
  summary:
    'Part two merged customers again, however long ago, until something conflicts: 409 `merge_conflicts` says what.',
  login: 'staff',
  body: z.strictObject({}).optional(),
  answer: z.object({ undone: z.literal(true), text: z.string() }),
})
