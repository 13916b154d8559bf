import { z } from 'zod'
import { defineRoute } from './route'
import { listAnswer } from './shapes'

export const templateSchema = z.object({
  code: z.enum(['fresh-retail', 'general']),
  name: z.string(),
  text: z.string(),
  stages: z.array(z.string()),
  sources: z.array(z.string()),
  fields: z.array(z.string()),
})
export type TemplateShape = z.infer<typeof templateSchema>

export const templatesRoute = defineRoute({
  method: 'GET',
  path: '/api/templates',
  summary: 'What an organisation can start with, and whether it has chosen already.',
  login: 'staff',
  answer: listAnswer(templateSchema).extend({ installed: z.boolean(), mayInstall: z.boolean() }),
})

export const installTemplateRoute = defineRoute({
  method: 'POST',
  path: '/api/templates/:id/install',
  summary: 'Install a template, by its code, into an organisation that has none (admin).',
  login: 'staff',
  answer: z.object({ installed: z.literal(true) }),
})
