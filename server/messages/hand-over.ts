import { customerTexts } from '../../shared/text/customers'
import { transferTexts } from '../../shared/text/transfers'
import { resolveCustomer } from '../customers/resolve-customer'
import { transferCustomers } from '../customers/transfers/transfer-customers'
import type { Doer } from '../organisation/doer'
import { peopleNamed } from '../organisation/people'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import type { Answer } from './answers'

const namesAtMost = 9

/** `移交 优鲜达 给 李晓雯`: one customer goes to a colleague, with what is open. @throws Problem that tells what was wrong */
export async function handOverInChat(
  tx: Transaction,
  doer: Doer,
  { customer: said, name }: { customer: string; name: string },
): Promise<Answer> {
  const { options } = await resolveCustomer(tx, doer.scope, { store: said })
  const [only] = options
  if (!only) throw new Problem(404, 'customer_not_found', customerTexts.notFound())
  if (options.length > 1) {
    // Nothing is written on a guess: the person says it again with more of the name.
    const names = options.slice(0, namesAtMost).map(({ customer }) => customer.name)
    return { kind: 'whichToHandOver', name: said, options: names, more: options.length > names.length }
  }
  const people = await peopleNamed(tx, doer.scope.orgId, name)
  const [person] = people
  if (!person) throw new Problem(404, 'receiver_unknown', transferTexts.nameUnknown(name))
  if (people.length > 1) throw new Problem(409, 'receiver_ambiguous', transferTexts.nameAmbiguous(name))
  const { plan } = await transferCustomers(tx, doer, {
    customerIds: [only.customer.id],
    toOwnerId: person.id,
  })
  return {
    kind: 'handedOver',
    text: transferTexts.done(
      plan.customers.map((customer) => customer.name),
      plan.customers.length,
      person.name,
      plan.tasks.length,
      plan.opportunities.length,
    ),
  }
}
