import type { CustomerFilter, CustomerView as ViewShape } from '../../shared/api/customer-filter'
import { customerTexts } from '../../shared/text/customers'
import { undoTexts } from '../../shared/text/undo'
import type { Doer } from '../organisation/doer'
import type { Scope } from '../organisation/scope'
import { audit } from '../platform/audit'
import type { Reader, Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { nameKey } from './name-key'
import { CustomerView } from './tables'

const viewsAtMost = 20

/** A person's saved filters, oldest first; index customer_view_by_staff. */
export async function customerViews(reader: Reader, { orgId, staffId }: Scope): Promise<ViewShape[]> {
  const views = await reader.find(CustomerView, { orgId, staffId })
  return views
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
    .map(viewShape)
}

function viewShape({ id, name, filter, createdAt }: CustomerView): ViewShape {
  return { id, name, filter: filter as CustomerFilter, createdAt: createdAt.toISOString() }
}

/** Saves a filter; one of that name gets the new filter. @throws Problem 400 `name_needed`, 409 `too_many` */
export async function saveCustomerView(
  tx: Transaction,
  doer: Doer,
  input: { name: string; filter: CustomerFilter },
): Promise<{ view: ViewShape; undo: UndoOffer }> {
  const { scope, at } = doer
  const { orgId, staffId } = scope
  const name = input.name.normalize('NFKC').trim()
  if (!nameKey(name)) throw new Problem(400, 'name_needed', customerTexts.viewNameNeeded())
  const views = await tx.find(CustomerView, { orgId, staffId })
  const same = views.find((each) => each.name === name)
  if (!same && views.length >= viewsAtMost)
    throw new Problem(409, 'too_many', customerTexts.tooManyViews(viewsAtMost))
  const view: CustomerView = {
    orgId,
    id: same?.id ?? newId('viw', at.getTime()),
    staffId,
    name,
    filter: input.filter,
    createdAt: same?.createdAt ?? at,
  }
  if (same) await tx.update(CustomerView, { orgId, id: view.id }, { filter: view.filter })
  else await tx.insert(CustomerView, view)
  const undo = await keep(tx, doer, 'view.save', view.id, { name, before: same?.filter ?? null })
  return { view: viewShape(view), undo }
}

/** @throws Problem 404 for somebody else's */
export async function removeCustomerView(tx: Transaction, doer: Doer, id: string): Promise<UndoOffer> {
  const { orgId, staffId } = doer.scope
  const view = await tx.findOne(CustomerView, { orgId, id })
  if (!view || view.staffId !== staffId)
    throw new Problem(404, 'view_not_found', customerTexts.viewNotFound())
  await tx.run('delete from customer_view where org_id = ? and id = ?', [orgId, id])
  return keep(tx, doer, 'view.remove', id, {
    name: view.name,
    before: view.filter,
    createdAt: view.createdAt.toISOString(),
  })
}

async function keep(
  tx: Transaction,
  { scope, at, via, chatRef }: Doer,
  action: string,
  subjectId: string,
  payload: Record<string, unknown>,
): Promise<UndoOffer> {
  const { orgId, staffId } = scope
  await audit(tx, { orgId, at, actorId: staffId, action, subjectKind: 'view', subjectId, via })
  return offerUndo(tx, { orgId, staffId, at, chatRef, kind: action, subjectId, payload })
}

/** Puts a saved filter back to what it was. */
export async function undoView(
  tx: Transaction,
  { scope }: Doer,
  undo: { kind: string; subjectId: string; payload: Record<string, unknown> },
): Promise<string> {
  const { orgId, staffId } = scope
  const { name, before, createdAt } = undo.payload as { name: string; before: unknown; createdAt?: string }
  if (undo.kind === 'view.remove')
    await tx.insert(CustomerView, {
      orgId,
      id: undo.subjectId,
      staffId,
      name,
      filter: before,
      createdAt: new Date(createdAt ?? 0),
    })
  else if (before) await tx.update(CustomerView, { orgId, id: undo.subjectId }, { filter: before })
  else await tx.run('delete from customer_view where org_id = ? and id = ?', [orgId, undo.subjectId])
  return undo.kind === 'view.remove' ? undoTexts.view(name) : undoTexts.viewSaved(name)
}
