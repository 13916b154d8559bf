import { customers } from '../customers/reads'
import { resolveCustomer } from '../customers/resolve-customer'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'

/** Of so many the first that will do are taken. */
const lookedAt = 5
/** What parts a line: a name with one of these cannot stand in it. */
const partsALine = /[#＃、,，;；\n]/

/**
 * Names for the examples the bot gives: customers within this person's own reach, each of which the name alone finds,
 * so that the example works when it is sent. At most seventeen queries, mostly five.
 */
export async function exampleNames(reader: Reader, scope: Scope, at: Date, count: number): Promise<string[]> {
  const { items } = await customers(reader, scope, {}, at)
  const names: string[] = []
  for (const { name } of items.slice(0, lookedAt)) {
    if (names.length === count) break
    if (partsALine.test(name)) continue
    const { options } = await resolveCustomer(reader, scope, { store: name })
    if (options.length === 1) names.push(name)
  }
  return names
}
