import { z } from 'zod'
import { defineRoute } from './route'
import { listAnswer, undoSchema } from './shapes'

/** 获客渠道: where a customer came from; every customer has one. */
export const sourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  inUse: z.boolean(),
  version: z.number().int(),
})
export type SourceShape = z.infer<typeof sourceSchema>

const nameSchema = z.string().trim().min(1).max(20)
const sourceAnswer = z.object({ source: sourceSchema, undo: undoSchema })

export const sourcesRoute = defineRoute({
  method: 'GET',
  path: '/api/sources',
  summary: 'Where customers come from, in their order; with `all`, those out of use as well.',
  login: 'staff',
  query: z.strictObject({ all: z.enum(['true']).optional() }),
  answer: listAnswer(sourceSchema),
})

export const addSourceRoute = defineRoute({
  method: 'POST',
  path: '/api/sources',
  summary: 'Add a source at the end (admin).',
  login: 'staff',
  body: z.strictObject({ name: nameSchema }),
  answer: sourceAnswer,
})

export const renameSourceRoute = defineRoute({
  method: 'POST',
  path: '/api/sources/:id',
  summary: 'Rename a source; customers that have it keep it (admin).',
  login: 'staff',
  body: z.strictObject({ version: z.number().int(), name: nameSchema }),
  answer: sourceAnswer,
})

const useBody = z.strictObject({ version: z.number().int() })

export const retireSourceRoute = defineRoute({
  method: 'POST',
  path: '/api/sources/:id/retire',
  summary: 'Take a source out of use; customers that have it keep it, and one has to stay (admin).',
  login: 'staff',
  body: useBody,
  answer: sourceAnswer,
})

export const restoreSourceRoute = defineRoute({
  method: 'POST',
  path: '/api/sources/:id/restore',
  summary: 'Put a source into use again (admin).',
  login: 'staff',
  body: useBody,
  answer: sourceAnswer,
})

export const orderSourcesRoute = defineRoute({
  method: 'POST',
  path: '/api/sources/order',
  summary: 'Put the sources in use into this order: the ids of all of them (admin).',
  login: 'staff',
  body: z.strictObject({ ids: z.array(z.string().max(40)).min(1).max(50) }),
  answer: z.object({ items: z.array(sourceSchema), undo: undoSchema }),
})
