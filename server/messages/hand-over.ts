import { transferTexts } from '../../shared/text/transfers'
import { transferCustomers } from '../customers/transfers/transfer-customers'
import type { Doer } from '../organisation/doer'
import { peopleNamed } from '../organisation/people'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import type { Answer } from './answers'

/** `移交 优鲜达 给 李晓雯`: one customer goes to a colleague, with what is open. @throws Problem that tells what was wrong */
export async function handOverInChat(
  tx: Transaction,
  doer: Doer,
  customerId: string,
  name: string,
): Promise<Answer> {
  const people = await peopleNamed(tx, doer.scope.orgId, name)
  const [person] = people
  if (!person) throw new Problem(404, 'receiver_unknown', transferTexts.nameUnknown(name))
  if (people.length > 1) throw new Problem(409, 'receiver_ambiguous', transferTexts.nameAmbiguous(name))
  const { plan } = await transferCustomers(tx, doer, {
    customerIds: [customerId],
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
