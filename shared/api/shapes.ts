import { z } from 'zod'

/** Shapes that every feature's contract uses. */

export const roles = ['rep', 'storeManager', 'areaManager', 'director', 'hq', 'finance', 'admin'] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** A reference to a thing: never a bare id, so that a screen needs no second request. */
export const referenceSchema = z.object({ id: z.string(), name: z.string() })
export type Reference = z.infer<typeof referenceSchema>

/** ISO 8601 with `Z` and milliseconds. */
export const instantSchema = z.iso.datetime({ precision: 3 })

export const scopeSchema = z.enum(['mine', 'store', 'region', 'all'])
export type ScopeFilter = z.infer<typeof scopeSchema>

export const cursorQuery = {
  /** Opaque; empty or absent means from the start. */
  cursor: z.string().max(200).optional(),
}

export const listAnswer = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** Every write that can be taken back says so, and until when. */
export const undoSchema = z.object({ id: z.string(), until: instantSchema })

/** What a person may do next; `text` is the button's label. */
export const actionSchema = z.object({ code: z.string(), text: z.string() })

/** Free text of a person, trimmed; 2,000 characters is what one WeCom message holds. */
export const personTextSchema = z.string().trim().min(1).max(2000)

export const dueGrainSchema = z.enum(['minute', 'part', 'day'])

/** The guard, as on the card: what not to propose, when, how much and why it came back. */
export const warningSchema = z.object({
  code: z.string(),
  text: z.string(),
  detail: z.string(),
  at: instantSchema,
})

/** A task still to be done, as a screen about its customer shows it. */
export const openTaskSchema = z.object({
  id: z.string(),
  number: z.string(),
  text: z.string(),
  dueAt: instantSchema.nullable(),
  dueGrain: dueGrainSchema.optional(),
})

/** What talk has opened and nobody has closed yet, as a screen about its customer shows it. */
export const openOpportunitySchema = z.object({
  id: z.string(),
  signal: z.string(),
  dueAt: instantSchema.nullable(),
  dueGrain: dueGrainSchema.optional(),
})

export const errorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    reference: z.string().optional(),
    fields: z.record(z.string(), z.string()).optional(),
    /** With `changed_meanwhile`: what stands now, in the shape of the route's answer. */
    current: z.unknown().optional(),
  }),
})
