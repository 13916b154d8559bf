import type { AnswerOf, Route } from '@shared/api/route'
import { call } from '@/api/call'
import type { Input, Outcome } from '@/api/request'
import { now } from '@/state/clock'
import { whoIsHere } from '@/state/me'
import { kept } from './kept'

/** An answer, and since when it lies on the phone when it is not the server's of now. */
export type KeptOutcome<Answer> = Outcome<Answer> & { readonly keptAt?: Date }

interface KeptRead<Answer> {
  readonly at: string
  readonly answer: Answer
}

/** A read whose last answer stays on the phone, and is given while there is no network. */
export async function callKept<R extends Route>(
  route: R,
  input: Pick<Input<R>, 'params' | 'query'> = {},
): Promise<KeptOutcome<AnswerOf<R>>> {
  const outcome = await call(route, input)
  const { answer, fault } = outcome
  if (fault && fault.code !== 'offline') return outcome
  const staffId = await whoIsHere()
  if (!staffId) return outcome
  const key = keyOf(staffId, route, input)
  if (answer) {
    // A full phone keeps nothing; what is read now is shown all the same.
    kept.write(key, { at: now().toISOString(), answer } satisfies KeptRead<AnswerOf<R>>).catch(() => {})
    return outcome
  }
  return (await lastKept(staffId, route, input)) ?? outcome
}

/** What lies on the phone of a read. */
export async function lastKept<R extends Route>(
  staffId: string,
  route: R,
  input: Pick<Input<R>, 'params' | 'query'> = {},
): Promise<{ answer: AnswerOf<R>; keptAt: Date } | undefined> {
  const last = await kept.read<KeptRead<AnswerOf<R>>>(keyOf(staffId, route, input)).catch(() => undefined)
  return last && { answer: last.answer, keptAt: new Date(last.at) }
}

const keyOf = (
  staffId: string,
  route: Route,
  { params = {}, query = {} }: { params?: object; query?: unknown },
) => `read/${staffId}/${route.path}/${JSON.stringify([params, query])}`

/** A day later nobody looks for yesterday's plan; what is still wanted is read again anyway. */
const daysKept = 7

export async function dropOldReads(staffId: string): Promise<void> {
  const until = now().getTime() - daysKept * 86_400_000
  const prefix = `read/${staffId}/`
  for (const key of await kept.keys(prefix)) {
    const read = await kept.read<KeptRead<unknown>>(key)
    if (read && Date.parse(read.at) < until) await kept.remove(key)
  }
}
