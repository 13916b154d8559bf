import { RateLimiterMemory } from 'rate-limiter-flexible'
import { meRoute, signInRoute, signInWaysRoute, signOutRoute } from '../../shared/api/session'
import { issueLoginCodeRoute, staffRoute } from '../../shared/api/staff'
import { sessionTexts } from '../../shared/text/session'
import { type Api, bind, bindOpen } from '../platform/http/api'
import { consume } from '../platform/http/rate-limit'
import type { IdentityProvider } from './identity-provider'
import { issueLoginCode } from './issue-login-code'
import { me, signInWays, staffList } from './reads'
import { endSession } from './sessions'
import { signIn } from './sign-in'

export interface SignInParts {
  /** Absent where neither WeCom nor WeChat is configured. */
  identities?: IdentityProvider
  /** Where the browser is sent for that organisation's WeCom log-in, when it has one. */
  wecomUrlOf?: (orgId: string | undefined) => Promise<string | undefined>
}

/** Tries of an admin's code a minute and address: eight digits must not be guessed. */
const codeTries = 10

export function organisationRoutes({ identities, wecomUrlOf }: SignInParts): (api: Api) => void {
  const tries = new RateLimiterMemory({ points: codeTries, duration: 60 })
  return (api) => {
    bindOpen(api, signInRoute, async ({ body, at, address, database }) => {
      if (body.via === 'code') await consume(tries, address, sessionTexts.tooManyCodes)
      return signIn(database, identities, { ...body, at })
    })
    bindOpen(api, signInWaysRoute, async ({ query, database }) => {
      const ways = await database.read((reader) => signInWays(reader, query.org))
      const wecomUrl = await wecomUrlOf?.(query.org)
      return { ...ways, ...(wecomUrl && { wecomUrl }) }
    })
    bind(api, meRoute, ({ scope, database }) => database.read((reader) => me(reader, scope)))
    bind(api, signOutRoute, async ({ token, database }) => {
      await database.transaction((tx) => endSession(tx, token))
      return { ended: true as const }
    })
    bind(api, staffRoute, ({ scope, query, database }) =>
      database.read((reader) => staffList(reader, scope, query)),
    )
    bind(api, issueLoginCodeRoute, async ({ doer, params, database }) => {
      // Not `write`: that would keep the code in plain text. A repeat makes a new one and voids the first.
      const { code, until } = await database.transaction((tx) =>
        issueLoginCode(tx, doer, { staffId: params.id }),
      )
      return { code, until: until.toISOString() }
    })
  }
}
