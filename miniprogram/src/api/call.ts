import type { AnswerOf, Route } from '@shared/api/route'
import { miniTexts } from '@shared/text/miniprogram'
import Taro from '@tarojs/taro'
import { fileToShow, type Input, type Outcome, offlineFault, request, sendFile, type Upload } from './request'
import { type SignedIn, signInSilently } from './sign-in'
import { dropToken, readToken } from './token-store'

/** A route for a signed-in person. Who is not (any more) is signed in silently where possible, else led to the door. */
export async function call<R extends Route>(
  route: R,
  input: Omit<Input<R>, 'token'> = {},
): Promise<Outcome<AnswerOf<R>>> {
  if (route.login !== 'staff') return request(route, input)
  return signedIn((token) => request(route, { ...input, token }))
}

/** The same with a file. */
export function upload<R extends Route>(
  route: R,
  input: Omit<Upload<R>, 'token'>,
): Promise<Outcome<AnswerOf<R>>> {
  return signedIn((token) => sendFile(route, { ...input, token }))
}

/** A photo of the server's, as an `Image` takes it. */
export async function showFile(path: string): Promise<string | undefined> {
  const token = readToken()
  return token ? fileToShow(path, token) : undefined
}

async function signedIn<Answer>(ask: (token: string) => Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
  const token = readToken() ?? (await newToken())
  if (!token) return notIn()
  const outcome = await ask(token)
  if (outcome.fault?.status !== 401) return outcome
  // Another page's answer may have been refused at the same moment: only the token that failed is thrown away.
  if (readToken() === token) dropToken()
  const fresh = readToken() ?? (await newToken())
  return fresh ? ask(fresh) : notIn()
}

let signingIn: Promise<SignedIn> | undefined
let howItWent: SignedIn = 'out'

/** Pages start together: they share one log-in, since a code works once. */
async function newToken(): Promise<string | undefined> {
  signingIn ??= signInSilently().finally(() => {
    signingIn = undefined
  })
  howItWent = await signingIn
  return readToken()
}

/** Without a network nobody can knock: what lies on the phone is shown, and the door waits. */
function notIn(): Outcome<never> {
  if (howItWent !== 'offline') return toTheDoor()
  return { fault: offlineFault() }
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
