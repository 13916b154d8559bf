import { reportTexts } from '../../shared/text/reports'
import { taskMessages } from '../../shared/text/task-messages'
import { recordRejection } from '../orders/record-rejection'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { localDay } from '../platform/zone'
import { recordSaid } from '../touchpoints/record-said'
import { completeTask } from '../visits/complete-task'
import { openTasksOf } from '../visits/reads'
import { actOnCommand } from './act-on-command'
import type { Answer } from './answers'
import type { AsSaid, ReportPart } from './part'
import type { WhoIsMeant } from './who-is-meant'

/**
 * What was done, refused, lacking or agreed, about a known customer: completes the task, records the rejection, the
 * shortage, the payment, plans the next appointment. The answer says what was written, and 撤销 takes it back.
 * @throws Problem `not_allowed`, `no_open_task`, `which_task`
 */
export async function actOnReport(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  part: ReportPart & AsSaid,
  meant: WhoIsMeant,
  sourceKey: string,
): Promise<{ outcome: string; answer: Answer }> {
  const { report } = part
  const { customer } = meant
  if (!mayDo(doer.scope, 'task.act')) throw new Problem(403, 'not_allowed', taskMessages.mayNot())
  if (report.type === 'completed') return complete(tx, doer, part, meant)
  if (report.type === 'appointment')
    return actOnCommand(
      tx,
      numbers,
      doer,
      {
        items: [],
        ...(report.at && { due: report.at, dueGrain: report.atGrain ?? 'day' }),
        timeSaid: part.timeSaid,
      },
      meant,
      sourceKey,
    )
  const recorded = (text: string) => ({
    outcome: report.type,
    answer: { kind: 'recorded' as const, customer: customer.name, text },
  })
  if (report.type === 'rejected') {
    const { product, quantity, unit, reason } = report
    return recorded(
      (await recordRejection(tx, doer, { customer, product, quantity, unit, reason, sourceKey })).text,
    )
  }
  const kinds = { outOfStock: 'note', overstock: 'note', sampleFeedback: 'sample', paid: 'payment' } as const
  const text = reportTexts[report.type](report)
  const { text: _, store: __, person: ___, ...facts } = report
  await recordSaid(tx, doer, {
    customer,
    kind: kinds[report.type],
    text,
    facts,
    sourceKey,
    action: `report.${report.type}`,
  })
  return recorded(text)
}

/** The customer's one open task of that action; several are told by number, to be completed so. */
async function complete(
  tx: Transaction,
  doer: Doer,
  { report }: ReportPart,
  { customer }: WhoIsMeant,
): Promise<{ outcome: string; answer: Answer }> {
  const { timezone } = doer.scope
  const today = localDay(timezone, doer.at)
  // What is planned for a later day was hardly done already: that one is completed by its number.
  const open = (await openTasksOf(tx, doer.scope, customer.id)).filter(
    ({ assigneeId, dueAt }) =>
      (assigneeId === doer.scope.staffId || mayDo(doer.scope, 'task.act-for-others')) &&
      (!dueAt || localDay(timezone, dueAt) <= today),
  )
  const fitting = report.action
    ? open.filter(({ items }) => items.some(({ action }) => action === report.action))
    : open
  const [task] = fitting
  if (open.length === 0) throw new Problem(409, 'no_open_task', taskMessages.noneOpen(customer.name))
  // Only the one task that is of what was done is completed unasked.
  if (!task || fitting.length > 1)
    throw new Problem(
      409,
      'which_task',
      taskMessages.whichTask(
        customer.name,
        open.map(({ number }) => number),
      ),
    )
  const remark = report.text ?? ''
  await completeTask(tx, doer, { taskId: task.id, remark })
  return {
    outcome: 'complete',
    answer: { kind: 'completed', number: task.number, customer: customer.name, at: doer.at, remark },
  }
}
