import { z } from 'zod'
import { defineRoute } from './route'
import { undoSchema } from './shapes'

/** What the composer's live preview knows of this person's world: at most 5,000 customers and as many other names of theirs. */
export const dictionaryRoute = defineRoute({
  method: 'GET',
  path: '/api/lines/dictionary',
  summary:
    'Names of my customers, their contacts and our products, for the live preview of a line: what changed since `version`.',
  login: 'staff',
  query: z.strictObject({
    /** The `version` of the last answer, as it was given; without it, or with one of another make, all are answered. */
    version: z.string().max(8192).optional(),
  }),
  answer: z.object({
    version: z.string(),
    /** Whether these are all there are: the phone begins anew. */
    whole: z.boolean(),
    /** The parts in which something changed, each with all its names now; what is missing from a part is gone. */
    parts: z.array(
      z.object({
        part: z.number().int(),
        customers: z.array(z.object({ name: z.string(), aliases: z.array(z.string()) })),
        contacts: z.array(z.object({ name: z.string(), customers: z.array(z.string()) })),
        products: z.array(z.object({ name: z.string(), aliases: z.array(z.string()) })),
      }),
    ),
  }),
})

/** A line typed on the phone: the same inbox and code as a line in the chat with the bot. */
export const sayLineRoute = defineRoute({
  method: 'POST',
  path: '/api/lines',
  summary: 'Say a line to the bot from the phone; answered once it has been acted on.',
  login: 'staff',
  body: z.strictObject({ text: z.string().max(20_000) }),
  answer: z.object({
    /** What became of it: `task`, `opportunity`, `asked`, `chatter` … */
    outcome: z.string(),
    /** What the bot says; empty for talk that makes nothing. */
    replies: z.array(z.string()),
    /** The choices, when the bot asks: say `1`, `2` … */
    options: z.array(z.string()),
    undo: undoSchema.optional(),
  }),
})
