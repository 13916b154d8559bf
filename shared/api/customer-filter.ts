import { z } from 'zod'
import { defineRoute } from './route'
import { instantSchema, listAnswer, undoSchema } from './shapes'

const idSchema = z.string().min(1).max(40)
const daySchema = z.iso.date()

/** One custom field: a choice that is chosen (无 too), or a number or a day from … to, both included. */
export const fieldFilterSchema = z.strictObject({
  id: idSchema,
  is: z.string().trim().min(1).max(190).optional(),
  from: z.string().trim().min(1).max(20).optional(),
  to: z.string().trim().min(1).max(20).optional(),
})

const parts = {
  stage: idSchema.optional(),
  /** A person's id, or `none` for customers that nobody owns. */
  owner: idSchema.optional(),
  store: idSchema.optional(),
  source: idSchema.optional(),
  tag: z.string().trim().min(1).max(20).optional(),
  /** Last contact on this local day or after, or before; both included. */
  touchedFrom: daySchema.optional(),
  touchedTo: daySchema.optional(),
}

const daysSchema = z.number().int().min(1).max(999)
const fieldsSchema = z.array(fieldFilterSchema).max(3)

/** What a list of customers is narrowed by. */
export const customerFilterSchema = z.strictObject({
  ...parts,
  /** No contact of any kind for so many times 24 hours; never contacted counts. */
  notTouchedDays: daysSchema.optional(),
  fields: fieldsSchema.optional(),
})
export type CustomerFilter = z.infer<typeof customerFilterSchema>

/** The same in a query string: `fields` is JSON. */
export const customerFilterQuery = {
  ...parts,
  notTouchedDays: z.coerce.number().pipe(daysSchema).optional(),
  fields: z
    .string()
    .max(1000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' })
        return z.NEVER
      }
    })
    .pipe(fieldsSchema)
    .optional(),
}

export const customerViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  filter: customerFilterSchema,
  createdAt: instantSchema,
})
export type CustomerView = z.infer<typeof customerViewSchema>

export const customerViewsRoute = defineRoute({
  method: 'GET',
  path: '/api/customer-views',
  summary: 'My saved filters of the customer list, oldest first.',
  login: 'staff',
  answer: listAnswer(customerViewSchema),
})

export const saveCustomerViewRoute = defineRoute({
  method: 'POST',
  path: '/api/customer-views',
  summary: 'Save a filter under a name; one of that name is replaced.',
  login: 'staff',
  body: z.strictObject({ name: z.string().trim().min(1).max(20), filter: customerFilterSchema }),
  answer: z.object({ view: customerViewSchema, undo: undoSchema }),
})

export const removeCustomerViewRoute = defineRoute({
  method: 'POST',
  path: '/api/customer-views/:id/remove',
  summary: 'Remove a saved filter.',
  login: 'staff',
  answer: z.object({ removed: z.literal(true), undo: undoSchema }),
})
