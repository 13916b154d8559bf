import type { Clock } from '../platform/clock'
import type { Database, Transaction } from '../platform/database'
import { hashSecret, newToken } from '../platform/secrets'
import { type Scope, scopeOf } from './scope'
import { Session } from './tables'

const sessionDays = 30

/** Starts a session; the token is known to its holder alone, only its hash is kept. */
export async function startSession(
  tx: Transaction,
  person: { orgId: string; staffId: string; via: string; at: Date },
): Promise<string> {
  const { at, ...who } = person
  const token = newToken()
  await tx.insert(Session, {
    ...who,
    tokenHash: hashSecret(token),
    createdAt: at,
    expiresAt: new Date(at.getTime() + sessionDays * 86_400_000),
  })
  return token
}

export async function endSession(tx: Transaction, token: string): Promise<void> {
  await tx.run('delete from session where token_hash = ?', [hashSecret(token)])
}

/**
 * Whose token it is, asked anew for every request: the session by its key, then the person as they are now. So all
 * sessions of a leaver are dead at once, without being looked for.
 */
export function whoHasSession(
  database: Database,
  clock: Clock,
): (token: string) => Promise<Scope | undefined> {
  return (token) =>
    database.read(async (reader) => {
      const session = await reader.findOne(Session, { tokenHash: hashSecret(token) })
      if (!session || session.expiresAt <= clock.now()) return undefined
      return scopeOf(reader, session.orgId, session.staffId)
    })
}
