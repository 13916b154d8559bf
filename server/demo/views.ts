import { CustomerView } from '../customers/tables'
import type { Transaction } from '../platform/database'
import { type DemoPerson, demoOrgId } from './organisation'
import { demoPlayers } from './people'
import { demoId } from './random'
import { minutesAgo } from './times'

/** A filter that each of the people of the demo page has kept. */
export async function writeViews(tx: Transaction, staff: readonly DemoPerson[], now: Date): Promise<void> {
  const players = staff.filter(({ name, role }) =>
    demoPlayers.some((each) => each.name === name && each.role === role),
  )
  await tx.insert(
    CustomerView,
    players.map(({ id }, index) => ({
      orgId: demoOrgId,
      id: demoId('viw', 0, index),
      staffId: id,
      name: '一周没联系',
      filter: { notTouchedDays: 7 },
      createdAt: minutesAgo(now, 60 * 24 * 9),
    })),
  )
}
