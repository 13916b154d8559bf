import type { IncomingMessage } from 'node:http'

export type Body = { text: string } | { refused: 'too_large' | 'too_slow' | 'aborted' }

/**
 * Reads a request's raw body as UTF-8, at most `limit` bytes within `withinMs`. Never rejects: what a stranger's
 * connection does is an outcome. A refused body is not read any further.
 */
export function readBody(request: IncomingMessage, limit: number, withinMs: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve({ refused: 'too_large' })
  return new Promise((resolve) => {
    let text = ''
    let size = 0
    const settle = (body: Body) => {
      clearTimeout(timer)
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone)
      // A late error of a connection we have given up must not end the process.
      if ('refused' in body) request.on('error', () => undefined).resume()
      resolve(body)
    }
    const onData = (chunk: string) => {
      size += Buffer.byteLength(chunk)
      if (size > limit) settle({ refused: 'too_large' })
      else text += chunk
    }
    const onEnd = () => settle({ text })
    const onGone = () => settle({ refused: 'aborted' })
    const timer = setTimeout(() => settle({ refused: 'too_slow' }), withinMs)
    request.setEncoding('utf8')
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone)
  })
}
