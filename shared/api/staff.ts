import { z } from 'zod'
import { defineRoute } from './route'
import { cursorQuery, listAnswer, referenceSchema, roleSchema } from './shapes'

export const staffRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  stores: z.array(referenceSchema),
  state: z.enum(['active', 'left']),
})

export const staffRoute = defineRoute({
  method: 'GET',
  path: '/api/staff',
  summary: 'The people of the organisation (admin).',
  login: 'staff',
  query: z.strictObject({ q: z.string().trim().max(40).optional(), ...cursorQuery }),
  answer: listAnswer(staffRowSchema),
})

export const issueLoginCodeRoute = defineRoute({
  method: 'POST',
  path: '/api/staff/:id/login-code',
  summary: 'A one-time log-in code for a colleague (admin), shown once.',
  login: 'staff',
  answer: z.object({ code: z.string(), until: z.iso.datetime({ precision: 3 }) }),
})
