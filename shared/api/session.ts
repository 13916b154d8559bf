import { z } from 'zod'
import { defineRoute } from './route'
import { referenceSchema, roleSchema, scopeSchema } from './shapes'

export const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  org: referenceSchema,
  /** The feed filters this person may choose from, in the order shown; `text` is the chip's label. */
  scopes: z.array(z.object({ code: scopeSchema, text: z.string() })),
  /** Open todos, for the red count on the tab bar. */
  openTodos: z.number().int(),
})
export type Me = z.infer<typeof meSchema>

export const signInRoute = defineRoute({
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in with a code of WeCom, WeChat, the admin, or the demo.',
  login: 'none',
  body: z.strictObject({
    via: z.enum(['wecom-miniprogram', 'wecom-h5', 'wechat', 'code', 'demo']),
    code: z.string().trim().min(1).max(512),
    org: z.string().max(64).optional(),
  }),
  answer: z.object({
    token: z.string(),
    staff: z.object({ id: z.string(), name: z.string(), role: roleSchema }),
  }),
})

export const meRoute = defineRoute({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in and what they may look at.',
  login: 'staff',
  answer: meSchema,
})

export const signOutRoute = defineRoute({
  method: 'DELETE',
  path: '/api/session',
  summary: 'End the session.',
  login: 'staff',
  answer: z.object({ ended: z.literal(true) }),
})

/** How a person who is not signed in can get in: what this installation offers. */
export const signInWaysRoute = defineRoute({
  method: 'GET',
  path: '/api/session/ways',
  summary:
    'The ways to sign in that an organisation of this installation offers, and whom to ask for a code.',
  login: 'none',
  /** Which organisation, where there are several; the first one if absent. */
  query: z.strictObject({ org: z.string().max(64).optional() }),
  answer: z.object({
    demo: z.boolean(),
    /** Where the browser is sent for the WeCom H5 log-in, when WeCom is configured. */
    wecomUrl: z.string().optional(),
    admin: z.string().optional(),
  }),
})
