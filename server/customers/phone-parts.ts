import { createHash } from 'node:crypto'
import type { CustomerRow, phoneCustomersRoute } from '../../shared/api/customers'
import type { AnswerOf } from '../../shared/api/route'

/** With 5,000 customers some ten a part: one that changed brings nine along. */
const parts = 512
/** Characters of a part's digest: of 16 million changes one goes unnoticed until the next. */
const digestLength = 4

/**
 * What a phone that has `version` lacks. A version is the digest of each part, one after the other; which part a
 * customer lies in follows from its id alone, so that what changed is found without keeping what each phone has, and
 * whatever the cause: a contact, a new name of the store, a transfer, a merge.
 * @example differenceFrom('', customers).whole // true
 */
export function differenceFrom(
  version: string | undefined,
  customers: readonly CustomerRow[],
): AnswerOf<typeof phoneCustomersRoute> {
  const byPart: CustomerRow[][] = Array.from({ length: parts }, () => [])
  for (const customer of customers) byPart[partOf(customer.id)]?.push(customer)
  const digests = byPart.map((rows) => digest(JSON.stringify(rows)))
  const whole = version?.length !== parts * digestLength
  const known = (part: number) => version?.slice(part * digestLength, (part + 1) * digestLength)
  const changed = byPart.map((rows, part) => ({ part, customers: rows }))
  return {
    version: digests.join(''),
    whole,
    parts: changed.filter(({ part, customers: rows }) =>
      whole ? rows.length > 0 : known(part) !== digests[part],
    ),
  }
}

const partOf = (id: string) => createHash('sha256').update(id).digest().readUInt16BE(0) % parts

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, digestLength)
