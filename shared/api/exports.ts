import { z } from 'zod'
import { customerFilterSchema } from './customer-filter'
import { defineRoute } from './route'
import { cursorQuery, instantSchema, listAnswer, scopeSchema } from './shapes'

export const exportFormatSchema = z.enum(['xlsx', 'csv'])

/** What is taken out: the rows of a list. */
const exportedSchema = customerFilterSchema.extend({ scope: scopeSchema.optional() })
export type ExportFilter = z.infer<typeof exportedSchema>

export const exportSchema = z.object({
  id: z.string(),
  format: exportFormatSchema,
  createdAt: instantSchema,
  /** Until when it can be downloaded. */
  until: instantSchema,
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
  summary: 'Take customers out as xlsx or csv, within reach and filter; logged. The file is there for a day.',
  login: 'staff',
  body: z.strictObject({ format: exportFormatSchema, filter: exportedSchema.optional() }),
  answer: z.object({ export: exportSchema }),
})

export const exportFileRoute = defineRoute({
  method: 'GET',
  path: '/api/exports/:id/file',
  summary: 'The file of an export of mine, made while it is downloaded.',
  login: 'staff',
  file: 'application/octet-stream',
  answer: z.unknown(),
})
