import { errorTexts } from '../../../shared/text/errors'
import { Problem } from '../problem'

/** The refusals that every route has in common. */
export const notFound = () => new Problem(404, 'not_found', errorTexts.notFound())
export const notSignedIn = () => new Problem(401, 'not_signed_in', errorTexts.notSignedIn())
export const notAllowed = () => new Problem(403, 'not_allowed', errorTexts.notAllowed())
export const noSuchRoute = () => new Problem(404, 'not_found', errorTexts.noSuchRoute())
export const malformedBody = () => new Problem(400, 'malformed_json', errorTexts.malformedJson())
export const badCursor = () => new Problem(400, 'bad_cursor', errorTexts.badCursor())

/** Refused for now; the seconds go into `Retry-After` too. */
export class TooFast extends Problem {
  constructor(
    readonly retryAfterSeconds: number,
    message = errorTexts.rateLimited(retryAfterSeconds),
  ) {
    super(429, 'rate_limited', message)
  }
}
