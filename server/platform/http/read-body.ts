import { bodyParser } from '@koa/bodyparser'
import { errorTexts } from '../../../shared/text/errors'
import { Problem } from '../problem'
import type { WebContext } from './web-state'

const parse = bodyParser({
  enableTypes: ['json'],
  jsonLimit: '100kb',
  onError: (error) => {
    if ((error as { status?: number }).status === 413)
      throw new Problem(413, 'too_large', errorTexts.tooLarge())
    throw new Problem(400, 'malformed_json', errorTexts.malformedJson())
  },
})

/** The JSON a request carries; an empty object when it carries none. */
export async function readBody(ctx: WebContext): Promise<unknown> {
  if (ctx.request.type && !ctx.is('json') && ctx.request.length)
    throw new Problem(415, 'not_json', errorTexts.notJson())
  await parse(ctx as never, async () => undefined)
  return ctx.request.body ?? {}
}
