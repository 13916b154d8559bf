import type { Transaction } from '../platform/database'
import { hashSecret, newLoginCode } from '../platform/secrets'
import { LoginCode } from './tables'

const validHours = 24

/** Makes a one-time log-in code; codes of the same person that were not used yet are void from now on. */
export async function makeLoginCode(
  tx: Transaction,
  person: { orgId: string; staffId: string; at: Date },
): Promise<{ code: string; until: Date }> {
  const { orgId, staffId, at } = person
  // No index: the table holds no more than the codes of the last days.
  await tx.run(
    'update login_code set expires_at = ? where org_id = ? and staff_id = ? and used_at is null and expires_at > ?',
    [at, orgId, staffId, at],
  )
  const code = newLoginCode()
  const until = new Date(at.getTime() + validHours * 3_600_000)
  await tx.insert(LoginCode, {
    codeHash: hashSecret(code),
    orgId,
    staffId,
    createdAt: at,
    expiresAt: until,
    usedAt: null,
  })
  return { code, until }
}

/** Uses a code up, once; undefined for one that is unknown, used or expired. */
export async function useLoginCode(
  tx: Transaction,
  said: string,
  at: Date,
): Promise<{ orgId: string; staffId: string } | undefined> {
  const codeHash = hashSecret(asIssued(said))
  const used = await tx.run(
    'update login_code set used_at = ? where code_hash = ? and used_at is null and expires_at > ?',
    [at, codeHash, at],
  )
  return used === 1 ? tx.findOne(LoginCode, { codeHash }) : undefined
}

/** `48210937`, `4821 0937` and `４８２１－０９３７` are what was issued as `4821-0937`. */
function asIssued(said: string): string {
  const digits = said.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')
  return /^\d{8}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4)}` : said
}
