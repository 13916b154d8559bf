import { understandDue } from '../../shared/language/when'
import { planTexts } from '../../shared/text/visit-plans'
import { resolveCustomer } from '../customers/resolve-customer'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { localDay, zonedIso } from '../platform/zone'
import { changePlan } from '../visits/plans/change-plan'
import { visitPlan } from '../visits/plans/plan-read'
import type { Answer } from './answers'

/** How many customers one chat answer lists. */
const rowsShown = 8

/**
 * 计划 明天 优鲜达、百果园: puts customers on the speaker's own plan of a day, all of them or none, and shows it.
 * @throws Problem 400 `day_not_understood`, 404 `customer_not_found`, 409 `customer_ambiguous`, and those of changing a plan
 */
export async function planDay(
  tx: Transaction,
  doer: Doer,
  { when, names }: { when: string; names: string[] },
): Promise<Answer> {
  const on = dayOf(doer, when)
  const customers: { id: string; name: string }[] = []
  for (const name of names) customers.push(await theOne(tx, doer, name))
  if (customers.length > 0)
    await changePlan(tx, doer, 'add', { on, customerIds: customers.map(({ id }) => id) })
  const { rows } = await visitPlan(tx, doer.scope, { on }, doer.at)
  return {
    kind: 'dayPlan',
    on,
    rows: rows
      .slice(0, rowsShown)
      .map(({ target, reason }) => ({ name: target.customer.name, reason: reason.text })),
    more: rows.length > rowsShown,
    added: customers.map(({ name }) => name),
  }
}

function dayOf({ scope, at }: Doer, when: string): string {
  const { timezone } = scope
  if (!when) return localDay(timezone, at)
  const said = understandDue(when, { reference: zonedIso(timezone, at), timezone })
  if (!said) throw new Problem(400, 'day_not_understood', planTexts.noDay())
  return localDay(timezone, new Date(said.due))
}

async function theOne(tx: Transaction, { scope }: Doer, name: string): Promise<{ id: string; name: string }> {
  const { options } = await resolveCustomer(tx, scope, { store: name })
  const [only] = options
  if (!only) throw new Problem(404, 'customer_not_found', planTexts.noSuch(name))
  if (options.length > 1) {
    const known = options.slice(0, 5).map(({ customer }) => customer.name)
    throw new Problem(409, 'customer_ambiguous', planTexts.severalSuch(name, known))
  }
  return only.customer
}
