import type { AnswerOf, Route } from '@shared/api/route'
import { miniTexts } from '@shared/text/miniprogram'
import Taro from '@tarojs/taro'
import { type Input, type Outcome, request } from './request'
import { signInSilently } from './sign-in'
import { dropToken, readToken } from './token-store'

/** A route for a signed-in person. Who is not (any more) is signed in silently where possible, else led to the door. */
export async function call<R extends Route>(
  route: R,
  input: Omit<Input<R>, 'token'> = {},
): Promise<Outcome<AnswerOf<R>>> {
  if (route.login !== 'staff') return request(route, input)
  const token = readToken() ?? (await newToken())
  if (!token) return toTheDoor()
  const outcome = await request(route, { ...input, token })
  if (outcome.fault?.status !== 401) return outcome
  // Another page's answer may have been refused at the same moment: only the token that failed is thrown away.
  if (readToken() === token) dropToken()
  const fresh = readToken() ?? (await newToken())
  return fresh ? request(route, { ...input, token: fresh }) : toTheDoor()
}

let signingIn: Promise<boolean> | undefined

/** Pages start together: they share one log-in, since a code works once. */
async function newToken(): Promise<string | undefined> {
  signingIn ??= signInSilently().finally(() => {
    signingIn = undefined
  })
  await signingIn
  return readToken()
}

let leaving = false

function toTheDoor(): Outcome<never> {
  if (!leaving) {
    leaving = true
    Taro.reLaunch({ url: '/pages/sign-in/index' }).finally(() => {
      leaving = false
    })
  }
  return { fault: { code: 'not_signed_in', message: miniTexts.notSignedIn(), status: 401 } }
}
