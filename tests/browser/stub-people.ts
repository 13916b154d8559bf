import { issueLoginCodeRoute, staffRoute } from '../../shared/api/staff'
import type { StubData } from './stub-data'
import { on, Refused, type StubRoute } from './stub-routes'

const stores = [{ id: 'sto_1', name: '文三路店' }]
const people = [
  { id: 'stf_9', name: '王磊', role: 'rep' as const, stores, state: 'active' as const },
  { id: 'stf_2', name: '陈国强', role: 'storeManager' as const, stores, state: 'active' as const },
  { id: 'stf_8', name: '欧阳晓燕', role: 'finance' as const, stores: [], state: 'active' as const },
  { id: 'stf_7', name: '赵海峰', role: 'rep' as const, stores, state: 'left' as const },
]

export function peopleRoutes(data: StubData, now: () => Date): StubRoute[] {
  const adminOnly = () => {
    if (data.role !== 'admin') throw new Refused(403, 'not_allowed', '只有管理员能做这件事。')
  }
  return [
    on(staffRoute, ({ query }) => {
      adminOnly()
      return { items: people.filter(({ name }) => name.includes(query.q ?? '')), nextCursor: null }
    }),
    on(issueLoginCodeRoute, () => {
      adminOnly()
      return { code: '48213097', until: new Date(now().getTime() + 1_800_000).toISOString() }
    }),
  ]
}
