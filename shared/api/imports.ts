import { z } from 'zod'
import { defineRoute } from './route'
import { cursorQuery, instantSchema, listAnswer, referenceSchema } from './shapes'

export const importKindSchema = z.enum(['people', 'customers'])
/**
 * `reading` the file, `mapping` its columns (a person says), `checking` every line, `ready` to be looked at, `running`,
 * `done`; `failed` before anything was written, `cancelled`, `undoing` and `undone`.
 */
export const importStateSchema = z.enum([
  'reading',
  'mapping',
  'checking',
  'ready',
  'running',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
])
/** `same`: it is there already; `skipped`: left out by choice or because it was bad. */
export const rowStateSchema = z.enum(['read', 'good', 'bad', 'same', 'written', 'skipped'])
export const rowChoiceSchema = z.enum(['skip', 'import', 'update'])

export type ImportKind = z.infer<typeof importKindSchema>
export type ImportState = z.infer<typeof importStateSchema>
export type RowState = z.infer<typeof rowStateSchema>
export type RowChoice = z.infer<typeof rowChoiceSchema>

/** What is wrong, or doubtful, with one cell; `suggestion` is a value that would be right. */
export const rowProblemSchema = z.object({
  target: z.string(),
  text: z.string(),
  suggestion: z.string().optional(),
  /** Not wrong: who is there already, as far as it seems. */
  alike: z.literal(true).optional(),
})
export type RowProblem = z.infer<typeof rowProblemSchema>

const targetSchema = z.object({
  code: z.string(),
  name: z.string(),
  required: z.boolean(),
})

export const importSchema = z.object({
  id: z.string(),
  kind: importKindSchema,
  state: importStateSchema,
  fileName: z.string(),
  by: referenceSchema,
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  rows: z.object({
    read: z.number().int(),
    good: z.number().int(),
    bad: z.number().int(),
    same: z.number().int(),
    /** Of the bad ones, how many look like somebody who is there already. */
    alike: z.number().int(),
    /** Of those that are there already, how many are to be written all the same. */
    chosen: z.number().int(),
    written: z.number().int(),
    /** How many lines the present step has gone through. */
    done: z.number().int(),
  }),
  createStores: z.boolean(),
  /** Why it failed, or why nothing was written. */
  note: z.string().nullable(),
  version: z.number().int(),
})
export type ImportShape = z.infer<typeof importSchema>

export const importDetailSchema = importSchema.extend({
  columns: z.array(
    z.object({ name: z.string(), target: z.string().nullable(), samples: z.array(z.string()) }),
  ),
  targets: z.array(targetSchema),
})
export type ImportDetail = z.infer<typeof importDetailSchema>

export const importRowSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  state: rowStateSchema,
  /** In the order of the file's columns. */
  cells: z.array(z.string()),
  problems: z.array(rowProblemSchema),
  /** What is there already. */
  match: referenceSchema.nullable(),
  choice: rowChoiceSchema.nullable(),
})
export type ImportRowShape = z.infer<typeof importRowSchema>

export const importsRoute = defineRoute({
  method: 'GET',
  path: '/api/imports',
  summary: 'The imports of the organisation that this person may do, newest first.',
  login: 'staff',
  query: z.strictObject({ kind: importKindSchema.optional(), ...cursorQuery }),
  answer: listAnswer(importSchema),
})

export const startImportRoute = defineRoute({
  method: 'POST',
  path: '/api/imports',
  summary: 'Upload an xlsx or csv file; it is read in the background, and nothing is written yet.',
  login: 'staff',
  upload: 'file',
  uploadMebibytes: 20,
  body: z.strictObject({ kind: importKindSchema }),
  answer: z.object({ import: importSchema }),
})

export const importRoute = defineRoute({
  method: 'GET',
  path: '/api/imports/:id',
  summary: 'One import: how far it is, its columns and what they are meant as.',
  login: 'staff',
  answer: importDetailSchema,
})

const expectedVersion = { version: z.number().int() }

export const mapImportRoute = defineRoute({
  method: 'POST',
  path: '/api/imports/:id/mapping',
  summary: 'Say what each column is meant as, and have every line checked; remembered for the next file.',
  login: 'staff',
  body: z.strictObject({
    ...expectedVersion,
    targets: z.array(z.string().max(60).nullable()).max(200),
    createStores: z.boolean().optional(),
  }),
  answer: z.object({ import: importSchema }),
})

export const importRowsRoute = defineRoute({
  method: 'GET',
  path: '/api/imports/:id/rows',
  summary:
    'Lines of an import in their order, by state; with those that are there already the bad ones that look so.',
  login: 'staff',
  query: z.strictObject({ state: rowStateSchema.optional(), ...cursorQuery }),
  answer: listAnswer(importRowSchema),
})

export const changeRowRoute = defineRoute({
  method: 'POST',
  path: '/api/imports/:id/rows',
  summary: 'Put a cell right, or say what becomes of a line that is there already; it is checked again.',
  login: 'staff',
  body: z.strictObject({
    row: z.number().int().min(1),
    cells: z.record(z.string().regex(/^\d{1,3}$/), z.string().max(500)).optional(),
    choice: rowChoiceSchema.optional(),
  }),
  answer: z.object({ import: importSchema, row: importRowSchema }),
})

export const chooseAllRoute = defineRoute({
  method: 'POST',
  path: '/api/imports/:id/choices',
  summary: 'Say what becomes of every line that is there already.',
  login: 'staff',
  body: z.strictObject({ ...expectedVersion, choice: rowChoiceSchema }),
  answer: z.object({ import: importSchema }),
})

export const runImportRoute = defineRoute({
  method: 'POST',
  path: '/api/imports/:id/run',
  summary: 'Write every line that can be written: all of them are seen at once, or none.',
  login: 'staff',
  body: z.strictObject({ ...expectedVersion }),
  answer: z.object({ import: importSchema }),
})

export const cancelImportRoute = defineRoute({
  method: 'POST',
  path: '/api/imports/:id/cancel',
  summary: 'Throw an import away before it is written.',
  login: 'staff',
  answer: z.object({ import: importSchema }),
})

export const undoImportRoute = defineRoute({
  method: 'POST',
  path: '/api/imports/:id/undo',
  summary: 'Take everything back that an import made, while nobody acted on it.',
  login: 'staff',
  answer: z.object({ import: importSchema }),
})

export const badRowsRoute = defineRoute({
  method: 'GET',
  path: '/api/imports/:id/bad-rows.csv',
  summary: 'Every line that cannot be written, with its reason, as csv.',
  login: 'staff',
  file: 'text/csv; charset=utf-8',
  answer: z.unknown(),
})

export const importTemplateRoute = defineRoute({
  method: 'GET',
  path: '/api/imports/template.xlsx',
  summary: 'An empty table with the right header, to fill in.',
  login: 'staff',
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  query: z.strictObject({ kind: importKindSchema }),
  answer: z.unknown(),
})
