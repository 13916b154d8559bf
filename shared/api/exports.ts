import { z } from 'zod'
import { defineRoute } from './route'
import { cursorQuery, instantSchema, listAnswer, scopeSchema } from './shapes'

export const exportFilterSchema = z.strictObject({
  scope: scopeSchema.optional(),
  stageId: z.string().max(40).optional(),
  storeId: z.string().max(40).optional(),
  ownerId: z.string().max(40).optional(),
  sourceId: z.string().max(40).optional(),
})
export type ExportFilter = z.infer<typeof exportFilterSchema>

export const exportSchema = z.object({
  id: z.string(),
  format: z.enum(['xlsx', 'csv']),
  createdAt: instantSchema,
  downloadedAt: instantSchema.nullable(),
  rows: z.number().int().nullable(),
  /** Whether phones stand in it as they are. */
  phones: z.boolean(),
})
export type ExportShape = z.infer<typeof exportSchema>

export const exportsRoute = defineRoute({
  method: 'GET',
  path: '/api/exports',
  summary: 'My exports, newest first.',
  login: 'staff',
  query: z.strictObject({ ...cursorQuery }),
  answer: listAnswer(exportSchema),
})

export const startExportRoute = defineRoute({
  method: 'POST',
  path: '/api/exports',
  summary:
    'Take customers out as xlsx or csv, within reach and filters; logged. The file is there for a day.',
  login: 'staff',
  body: z.strictObject({ format: z.enum(['xlsx', 'csv']), filter: exportFilterSchema.optional() }),
  answer: z.object({ export: exportSchema }),
})

export const exportFileRoute = defineRoute({
  method: 'GET',
  path: '/api/exports/:id/file',
  summary: 'The file of an export of mine.',
  login: 'staff',
  file: 'application/octet-stream',
  answer: z.unknown(),
})
