import { proposalTexts } from '../../shared/text/proposals'
import { proposeVisit } from '../alerts/propose-visit'
import type { Transaction } from '../platform/database'
import type { DemoCustomer } from './demo-customer'
import { demoOrgId } from './organisation'

/** A customer's request that waits for its owner's answer, as the chat would have made it this morning. */
export async function writeProposal(tx: Transaction, customer: DemoCustomer, at: Date): Promise<void> {
  const [contact] = customer.contacts
  if (!contact || !customer.owner) return
  const what = '送货 西红柿 5 箱'
  await proposeVisit(tx, {
    customer: {
      orgId: demoOrgId,
      id: customer.id,
      name: customer.name,
      code: '',
      ownerId: customer.owner.id,
      storeId: customer.store.id,
      regionId: customer.store.regionId,
      stageId: `stg_${customer.stage}`,
      mergedIntoId: null,
    },
    contact,
    at,
    sourceKey: 'demo:proposal',
    text: proposalTexts.todo(contact.name, customer.name, what, null),
    fact: proposalTexts.fact(contact.name, what, null),
    plan: {
      due: null,
      dueGrain: null,
      items: [{ action: '送货', product: '西红柿', quantity: 5, unit: '箱' }],
    },
  })
}
