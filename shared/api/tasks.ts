import { z } from 'zod'
import { defineRoute } from './route'
import {
  actionSchema,
  cursorQuery,
  dueGrainSchema,
  instantSchema,
  listAnswer,
  referenceSchema,
  scopeSchema,
  undoSchema,
} from './shapes'

export const taskItemSchema = z.object({
  action: z.string().optional(),
  product: z.string().optional(),
  quantity: z.number().optional(),
  quantityMax: z.number().optional(),
  unit: z.string().optional(),
  approx: z.boolean().optional(),
})

export const taskStateSchema = z.enum(['open', 'done', 'cancelled'])

export const taskSchema = z.object({
  id: z.string(),
  number: z.string(),
  customer: referenceSchema,
  stage: z.object({ id: z.string(), name: z.string(), code: z.string() }),
  contact: referenceSchema.optional(),
  assignee: referenceSchema,
  dueAt: instantSchema.optional(),
  dueGrain: dueGrainSchema.optional(),
  items: z.array(taskItemSchema),
  /** What is to be done, in one line. */
  text: z.string(),
  /** Why it stands where it stands: a full sentence. */
  reason: z.object({ code: z.string(), text: z.string() }),
  state: taskStateSchema,
  completedAt: instantSchema.optional(),
  version: z.number().int(),
  actions: z.array(actionSchema),
})
export type TaskItem = z.infer<typeof taskItemSchema>
export type TaskRow = z.infer<typeof taskSchema>

export const tasksRoute = defineRoute({
  method: 'GET',
  path: '/api/tasks',
  summary: 'Tasks: open ones by rank (overdue, urgent, due), done ones newest first.',
  login: 'staff',
  query: z.strictObject({
    state: z.enum(['open', 'done']).optional(),
    scope: scopeSchema.optional(),
    /** Open ones due on that local day or before (`today`), the next day (`tomorrow`), this week, or without a due. */
    when: z.enum(['today', 'tomorrow', 'week', 'none']).optional(),
    ...cursorQuery,
  }),
  answer: listAnswer(taskSchema),
})

const expectedVersion = { version: z.number().int().optional() }

export const completeTaskRoute = defineRoute({
  method: 'POST',
  path: '/api/tasks/:id/complete',
  summary: 'Complete a task, with the minute and a remark.',
  login: 'staff',
  body: z.strictObject({ remark: z.string().trim().max(2000).optional(), ...expectedVersion }),
  answer: z.object({ task: taskSchema, undo: undoSchema }),
})

export const rescheduleTaskRoute = defineRoute({
  method: 'POST',
  path: '/api/tasks/:id/reschedule',
  summary: 'Move a task to another time, said as in chat (后天10点).',
  login: 'staff',
  body: z.strictObject({ when: z.string().trim().min(1).max(60), ...expectedVersion }),
  answer: z.object({ task: taskSchema, undo: undoSchema }),
})

export const cancelTaskRoute = defineRoute({
  method: 'POST',
  path: '/api/tasks/:id/cancel',
  summary: 'Cancel a task.',
  login: 'staff',
  body: z.strictObject({ ...expectedVersion }),
  answer: z.object({ task: taskSchema, undo: undoSchema }),
})

export const transferTaskRoute = defineRoute({
  method: 'POST',
  path: '/api/tasks/:id/transfer',
  summary: 'Give a task to somebody else.',
  login: 'staff',
  body: z.strictObject({ assigneeId: z.string().max(40), ...expectedVersion }),
  answer: z.object({ task: taskSchema, undo: undoSchema }),
})

export const undoRoute = defineRoute({
  method: 'POST',
  path: '/api/undo/:id',
  summary: 'Take back a write, within 10 minutes and until somebody acted on it.',
  login: 'staff',
  answer: z.object({ undone: z.literal(true), text: z.string() }),
})
