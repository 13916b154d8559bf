import { z } from 'zod'
import { defineRoute } from './route'
import { actionSchema, cursorQuery, instantSchema, listAnswer, referenceSchema, undoSchema } from './shapes'

export const todoSchema = z.object({
  id: z.string(),
  /** `proposal`: a customer asked for something; accept makes the task, decline closes it. */
  kind: z.string(),
  text: z.string(),
  customer: referenceSchema.optional(),
  createdAt: instantSchema,
  state: z.enum(['open', 'done']),
  actions: z.array(actionSchema),
})
export type TodoRow = z.infer<typeof todoSchema>

export const todosRoute = defineRoute({
  method: 'GET',
  path: '/api/todos',
  summary: 'What the system asks of this person.',
  login: 'staff',
  query: z.strictObject({ state: z.enum(['open', 'done']).optional(), ...cursorQuery }),
  answer: listAnswer(todoSchema),
})

export const answerTodoRoute = defineRoute({
  method: 'POST',
  path: '/api/todos/:id/answer',
  summary: 'Accept or decline what a todo proposes.',
  login: 'staff',
  body: z.strictObject({ answer: z.enum(['accept', 'decline']) }),
  answer: z.object({ todo: todoSchema, text: z.string(), undo: undoSchema.optional() }),
})
