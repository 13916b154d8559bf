import { z } from 'zod'
import { defineRoute } from './route'
import { listAnswer, undoSchema } from './shapes'

export const fieldTypeSchema = z.enum(['number', 'text', 'date', 'choice', 'photo', 'reference'])
/** When a field has to be answered: when the customer is made, to be completed later, or never. */
export const fieldRequiredSchema = z.enum(['creation', 'later', 'no'])

export const fieldSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: fieldTypeSchema,
  required: fieldRequiredSchema,
  /** What a choice field is chosen from; 「无」 is an answer to every field. */
  choices: z.array(z.string()).nullable(),
  /** It fills itself; nobody types it. */
  computed: z.boolean(),
  inUse: z.boolean(),
  version: z.number().int(),
})
export type FieldShape = z.infer<typeof fieldSchema>
export type FieldType = z.infer<typeof fieldTypeSchema>
export type FieldRequired = z.infer<typeof fieldRequiredSchema>

const nameSchema = z.string().trim().min(1).max(20)
const choicesSchema = z.array(z.string().trim().min(1).max(20)).min(1).max(30)
const fieldAnswer = z.object({ field: fieldSchema, undo: undoSchema })

export const fieldsRoute = defineRoute({
  method: 'GET',
  path: '/api/fields',
  summary: 'The custom fields of customers in their order; with `all`, those out of use as well.',
  login: 'staff',
  query: z.strictObject({ all: z.enum(['true']).optional() }),
  answer: listAnswer(fieldSchema),
})

export const addFieldRoute = defineRoute({
  method: 'POST',
  path: '/api/fields',
  summary: 'Add a custom field at the end (admin).',
  login: 'staff',
  body: z.strictObject({
    name: nameSchema,
    type: fieldTypeSchema,
    required: fieldRequiredSchema,
    choices: choicesSchema.optional(),
  }),
  answer: fieldAnswer,
})

export const changeFieldRoute = defineRoute({
  method: 'POST',
  path: '/api/fields/:id',
  summary: 'Rename a field, change its choices or when it is required (admin).',
  login: 'staff',
  body: z.strictObject({
    version: z.number().int(),
    name: nameSchema.optional(),
    required: fieldRequiredSchema.optional(),
    choices: choicesSchema.optional(),
  }),
  answer: fieldAnswer,
})

const useBody = z.strictObject({ version: z.number().int() })

export const retireFieldRoute = defineRoute({
  method: 'POST',
  path: '/api/fields/:id/retire',
  summary: 'Take a field out of use; what was answered is kept (admin).',
  login: 'staff',
  body: useBody,
  answer: fieldAnswer,
})

export const restoreFieldRoute = defineRoute({
  method: 'POST',
  path: '/api/fields/:id/restore',
  summary: 'Put a field into use again (admin).',
  login: 'staff',
  body: useBody,
  answer: fieldAnswer,
})

export const orderFieldsRoute = defineRoute({
  method: 'POST',
  path: '/api/fields/order',
  summary: 'Put the fields in use into this order: the ids of all of them (admin).',
  login: 'staff',
  body: z.strictObject({ ids: z.array(z.string().max(40)).min(1).max(100) }),
  answer: z.object({ items: z.array(fieldSchema), undo: undoSchema }),
})
