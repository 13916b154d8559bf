import type { FindingInput } from '../../shared/api/visit-shapes'
import { findingText, visitMessages } from '../../shared/text/visits'
import { customerOf, type ReachableCustomer } from '../customers/reachable-customer'
import { recordRejection } from '../orders/record-rejection'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import type { UndoOffer } from '../platform/undo-entries'
import { recordSaid } from '../touchpoints/record-said'
import { momentOf } from './moment'
import { VisitFinding } from './tables'
import { milli } from './task'
import { visitToChange } from './visit-to-change'

/** What a finding is on the timeline; the visit itself is the contact. */
const touchpointKinds = {
  stock: 'note',
  shortage: 'note',
  overstock: 'note',
  sample: 'sample',
  complaint: 'complaint',
  competitor: 'note',
  remark: 'note',
} as const

/**
 * Notes one thing seen or heard in one's own visit, also after its check-out: a queue may bring it late. The same id
 * again changes nothing.
 * @throws Problem 404 `visit_not_here_yet`, 403 `not_yours`, 409 `id_taken`, `visit_withdrawn`
 */
export async function addFinding(
  tx: Transaction,
  doer: Doer,
  visitId: string,
  input: FindingInput,
): Promise<{ finding: VisitFinding; undo?: UndoOffer }> {
  const { orgId, staffId } = doer.scope
  const visit = await visitToChange(tx, doer, visitId)
  if (visit.staffId !== staffId) throw new Problem(403, 'not_yours', visitMessages.notYours())
  const known = await tx.findOne(VisitFinding, { orgId, id: input.id })
  if (known?.visitId === visitId) return { finding: known }
  if (known) throw new Problem(409, 'id_taken', visitMessages.idTaken())
  const customer = await customerOf(tx, orgId, visit.customerId)
  if (!customer) throw new Error(`visit ${visitId} has no customer`)

  const stored = momentOf({ phone: input.phone, place: null }, doer.at, null)
  const moment = { at: new Date(stored.at), timeFrom: stored.timeFrom }
  const { touchpointId, undo } = await recordFact(tx, doer, customer, visitId, input, moment)
  const counted = 'product' in input ? input : undefined
  const finding: VisitFinding = {
    orgId,
    id: input.id,
    visitId,
    customerId: customer.id,
    kind: input.kind,
    occurredAt: moment.at,
    recordedAt: doer.at,
    productName: counted?.product ?? null,
    quantityMilli: milli(counted?.quantity),
    unit: counted?.unit ?? null,
    body: wordsOf(input) ?? null,
    touchpointId,
  }
  await tx.insert(VisitFinding, finding)
  return { finding, undo }
}

const wordsOf = (input: FindingInput) => (input.kind === 'rejection' ? input.reason : input.text)

async function recordFact(
  tx: Transaction,
  doer: Doer,
  customer: ReachableCustomer,
  visitId: string,
  input: FindingInput,
  moment: { at: Date; timeFrom: 'server' | 'phone' },
): Promise<{ touchpointId: string; undo: UndoOffer }> {
  const sourceKey = `finding:${input.id}`
  if (input.kind === 'rejection') {
    const { product, quantity, unit, reason } = input
    return recordRejection(tx, doer, { customer, product, quantity, unit, reason, sourceKey, moment })
  }
  const { id, undo } = await recordSaid(tx, doer, {
    customer,
    kind: touchpointKinds[input.kind],
    text: findingText(input.kind, input),
    sourceKey,
    moment,
    action: 'visit.finding',
    subject: { kind: 'visit', id: visitId },
  })
  return { touchpointId: id, undo }
}
