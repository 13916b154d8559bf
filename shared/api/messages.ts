import { z } from 'zod'
import { defineRoute } from './route'
import { cursorQuery, instantSchema, listAnswer } from './shapes'

export const messagesRoute = defineRoute({
  method: 'GET',
  path: '/api/messages',
  summary: 'What came in and what became of it (admin); never the text.',
  login: 'staff',
  query: z.strictObject({ channel: z.string().max(20).optional(), ...cursorQuery }),
  answer: listAnswer(
    z.object({
      messageId: z.string(),
      channel: z.string(),
      receivedAt: instantSchema,
      state: z.string(),
      outcome: z.string().nullable(),
    }),
  ),
})
