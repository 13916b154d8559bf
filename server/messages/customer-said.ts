import { customerTexts } from '../../shared/text/customers'
import { resolveCustomer } from '../customers/resolve-customer'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import type { Answer } from './answers'
import type { CustomerRequest } from './chat-request'
import { ask, isAsked, type Option, type WhereAsked } from './questions'

const optionsAtMost = 9

/**
 * Which customer a request names. Of several the person chooses by number, as in a command; what was being asked
 * before is then set aside, and that is said.
 * @throws Problem 404 `customer_not_found`
 */
export async function customerSaid(
  tx: Transaction,
  doer: Doer,
  where: WhereAsked & { messageId: string },
  name: string,
  request: CustomerRequest,
): Promise<{ id: string } | { answers: Answer[] }> {
  const { options: found } = await resolveCustomer(tx, doer.scope, { store: name })
  const [only] = found
  if (!only) throw new Problem(404, 'customer_not_found', customerTexts.notFound())
  if (found.length === 1) return { id: only.customer.id }
  const options = found.slice(0, optionsAtMost).map(
    ({ customer }): Option => ({
      kind: 'request',
      label: customer.name,
      customerId: customer.id,
      request,
    }),
  )
  const left = await isAsked(tx, where, doer.at)
  const pending = { parts: [], messageKey: `${where.channel}:${where.messageId}`, done: 0 }
  await ask(tx, where, { options, pending }, doer.at)
  const labels = options.map(({ label }) => label)
  const kind = request.kind === 'customer' ? 'whichToShow' : 'whichToHandOver'
  const which: Answer = { kind, name, options: labels, more: found.length > labels.length }
  return { answers: left ? [{ kind: 'setAside' }, which] : [which] }
}
