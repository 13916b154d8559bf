import { z } from 'zod'
import { defineRoute } from './route'
import { instantSchema, roleSchema } from './shapes'

export const demoPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema.optional(),
  /** What stands under the name: 店长 · 文三路店. */
  title: z.string(),
  kind: z.enum(['staff', 'contact']),
  /** Lines that work at the first try for this person. */
  tries: z.array(z.string()),
})

export const demoPeopleRoute = defineRoute({
  method: 'GET',
  path: '/api/demo/people',
  summary: 'Who can be played in the demo, and what to try.',
  login: 'demo',
  answer: z.object({ people: z.array(demoPersonSchema) }),
})

export const demoChatSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['direct', 'internal', 'customer']),
  note: z.string(),
  /** Person ids that sit in it; one for a direct chat with the bot. */
  members: z.array(z.string()),
  /** When somebody, or the bot, last wrote there: a page sees what is new without reading every window. */
  lastAt: instantSchema.nullable(),
})

export const demoChatsRoute = defineRoute({
  method: 'GET',
  path: '/api/demo/chats',
  summary: 'The chat windows of the demo.',
  login: 'demo',
  answer: z.object({ chats: z.array(demoChatSchema) }),
})

export const demoChatMessagesRoute = defineRoute({
  method: 'GET',
  path: '/api/demo/chats/:id/messages',
  summary: 'What one chat window shows, oldest first, pushes included.',
  login: 'demo',
  answer: z.object({
    messages: z.array(
      z.object({
        id: z.string(),
        at: instantSchema,
        from: z.object({ id: z.string(), name: z.string(), kind: z.enum(['staff', 'contact', 'bot']) }),
        text: z.string(),
      }),
    ),
  }),
})

export const sendDemoMessageRoute = defineRoute({
  method: 'POST',
  path: '/api/demo/messages',
  summary: 'Say something in a demo chat; answered once it has been acted on.',
  login: 'demo',
  body: z.strictObject({
    from: z.string().max(40),
    chat: z.string().max(64),
    text: z.string().max(20000),
    messageId: z.string().min(1).max(64).optional(),
  }),
  answer: z.object({ replies: z.array(z.object({ to: z.string(), text: z.string() })) }),
})
