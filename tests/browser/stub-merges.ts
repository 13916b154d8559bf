import type { CustomerRow } from '../../shared/api/customers'
import {
  alikeRoute,
  customerAlikeRoute,
  type DuplicatePairRow,
  dismissPairRoute,
  duplicatesRoute,
  type MergeRow,
  type MergeSide,
  mergePreviewRoute,
  mergeRoute,
  mergesRoute,
  undoMergeRoute,
} from '../../shared/api/merges'
import type { BodyOf } from '../../shared/api/route'
import {
  type HandOver,
  handOverRoute,
  leaversRoute,
  receiversRoute,
  receivingStoresRoute,
  transferPreviewRoute,
  transferRoute,
} from '../../shared/api/transfers'
import type { StubData } from './stub-data'
import { on, Refused, type StubRoute } from './stub-routes'

const north = { id: 'reg_1', name: '城西区' }
const stores = [
  { id: 'sto_1', name: '古荡店' },
  { id: 'sto_2', name: '文三路店' },
  { id: 'sto_3', name: '翠苑一区菜场店（加盟）' },
]
const colleagues = [
  // As the customers' owner.
  { id: 'stf_264462619538639', name: '李晓雯', role: 'rep' as const, stores: [stores[0]!] },
  { id: 'stf_9', name: '王磊', role: 'rep' as const, stores: [stores[1]!] },
  { id: 'stf_2', name: '陈国强', role: 'storeManager' as const, stores: [stores[0]!, stores[1]!] },
  { id: 'stf_7', name: '赵海峰', role: 'rep' as const, stores: [stores[0]!] },
  { id: 'stf_6', name: '孙佳怡', role: 'rep' as const, stores: [stores[1]!] },
  ...Array.from({ length: 20 }, (_, index) => ({
    id: `stf_more_${index}`,
    name: `同事${index + 1}`,
    role: 'rep' as const,
    stores: [stores[0]!],
  })),
]

/** Look-alikes, merges, transfers and hand-over, as far as the pages need them. */
export function mergeRoutes(
  data: StubData,
  now: () => Date,
  undoable: (back: () => void) => { id: string; until: string },
): StubRoute[] {
  const ago = (minutes: number) => new Date(now().getTime() - minutes * 60_000).toISOString()
  const customerOf = (id = ''): CustomerRow => {
    const customer = data.customers.find((each) => each.id === id)
    if (!customer) throw new Refused(404, 'customer_not_found', '没有找到这个客户，或者不在你负责的范围里。')
    return customer
  }
  const side = ({ lastTouchAt, ...customer }: CustomerRow, at: number): MergeSide => ({
    ...customer,
    address: at === 0 ? '西湖区文一西路 588 号西溪悦榕幼儿园食堂后门' : null,
    stage: { id: customer.stage.id, name: customer.stage.name },
    lastTouchAt,
    createdAt: ago(60_000 - at * 40_000),
    version: 1,
  })
  const pair = (at: number, code: DuplicatePairRow['reason']['code'], text: string): DuplicatePairRow => ({
    id: `dup_${at}`,
    reason: { code, text },
    foundAt: ago(at),
    customers: [side(data.customers[at]!, 0), side(data.customers[at + 1]!, 1)],
  })
  let pairs = [
    pair(3, 'phone', '电话都是 13800000000'),
    pair(1, 'sound', '名称同音：「好邻居便利店翠苑三区店」'),
    pair(7, 'name', '名称都是「绿源里社区食堂」'),
  ]
  const merges: MergeRow[] = Array.from({ length: 24 }, (_, index) => ({
    id: `mrg_${index}`,
    at: ago(30 + index * 700),
    staff: { id: 'stf_1', name: '李晓雯' },
    survivor: { id: `cus_${index}`, name: data.customers[index]!.name },
    merged: { id: `cus_gone_${index}`, name: `${data.customers[index]!.name.slice(0, 6)}（旧）` },
    undoneAt: index === 2 ? ago(20) : null,
    undoneBy: index === 2 ? { id: 'stf_2', name: '陈国强' } : null,
  }))
  const told = (body: BodyOf<typeof transferRoute>) => {
    const customers = (body.customerIds ?? ['cus_0', 'cus_1']).map(customerOf)
    return {
      count: customers.length,
      customers: customers.slice(0, 10).map(({ id, name }) => ({ id, name })),
      tasks: body.tasks === false ? 0 : customers.length,
      opportunities: body.opportunities === false ? 0 : 1,
      more: false,
    }
  }
  const receiver = (body: BodyOf<typeof transferRoute>) => {
    const to = colleagues.find(({ id }) => id === body.toOwnerId)
    const fits = to?.stores.some(({ id }) => id === (body.toStoreId ?? 'sto_1')) ?? true
    if (!fits && to)
      throw new Refused(
        409,
        'receiver_elsewhere',
        `${to.name} 不在「古荡店」，请选这家店的同事，或者同时把客户转到 ${to.name} 的门店。`,
      )
    return to
  }
  const given = (body: unknown) => body as BodyOf<typeof transferRoute>

  return [
    on(alikeRoute, ({ query }) => ({
      items: [
        ...data.customers
          .filter(({ name }) => name === query.name)
          .map(({ id, name, code, owner }) => ({
            customer: { id, name, code, owner },
            reason: { code: 'name' as const, text: `名称都是「${name}」` },
            text: `可能是已有的 ${name}（${code}）`,
          })),
        ...(query.phones?.includes('13800000000')
          ? [
              {
                reason: { code: 'phone' as const, text: '电话都是 13800000000' },
                text: '可能是别人名下已有的客户',
              },
            ]
          : []),
      ],
    })),
    on(customerAlikeRoute, ({ params }) => {
      const found = pairs.find(({ customers }) => customers.some(({ id }) => id === params.id))
      const other = found?.customers.find(({ id }) => id !== params.id)
      return {
        items:
          found && other
            ? [
                {
                  customer: { id: other.id, name: other.name, code: other.code, owner: other.owner },
                  reason: found.reason,
                  text: `可能是已有的 ${other.name}（${other.code}）`,
                },
              ]
            : [],
        merges: merges.filter(({ survivor, undoneAt }) => survivor.id === params.id && !undoneAt).length,
      }
    }),
    on(duplicatesRoute, () => ({ items: pairs, nextCursor: null })),
    on(dismissPairRoute, ({ params }) => {
      const before = pairs
      pairs = pairs.filter(({ id }) => id !== params.id)
      return { dismissed: true as const, undo: undoable(() => (pairs = before)) }
    }),
    on(mergePreviewRoute, ({ body }) => {
      const [survivor, merged] = [customerOf(body.survivorId), customerOf(body.mergedId)]
      return {
        survivor: side(survivor, 0),
        merged: side(merged, 1),
        differences: [
          {
            key: 'name',
            name: '名称',
            survivor: survivor.name,
            merged: merged.name,
            wins: 'survivor' as const,
          },
          {
            key: 'address',
            name: '地址',
            survivor: null,
            merged: '西湖区骆家庄农贸综合市场果蔬三号档',
            wins: 'merged' as const,
          },
          {
            key: 'fields.fld_time',
            name: '配送时效要求',
            survivor: '早上 6 点前',
            merged: '上午 9 点前，周末不送',
            wins: 'survivor' as const,
          },
          {
            key: 'fields.fld_front',
            name: '门头照片',
            survivor: '照片',
            merged: '照片',
            photos: { survivor: 'pho_front_old', merged: 'pho_front_new' },
            wins: 'survivor' as const,
          },
        ],
        moves: [
          { kind: 'touchpoint', name: '动态', count: 42 },
          { kind: 'task', name: '任务', count: 2 },
          { kind: 'contact_customer', name: '联系人', count: 1 },
        ],
        notes: [`「${merged.name}」留作别名，照样搜得到`],
      }
    }),
    on(mergeRoute, ({ body }) => {
      const [survivor, merged] = [customerOf(body.survivorId), customerOf(body.mergedId)]
      const before = pairs
      pairs = pairs.filter(({ customers }) => !customers.some(({ id }) => id === merged.id))
      const row: MergeRow = {
        id: `mrg_new_${merges.length}`,
        at: now().toISOString(),
        staff: { id: 'stf_1', name: '李晓雯' },
        survivor: { id: survivor.id, name: survivor.name },
        merged: { id: merged.id, name: merged.name },
        undoneAt: null,
        undoneBy: null,
      }
      merges.unshift(row)
      const undo = undoable(() => {
        pairs = before
        merges.shift()
      })
      return { merge: { id: row.id }, customer: row.survivor, undo }
    }),
    on(mergesRoute, ({ query }) => {
      const all = merges.filter(({ survivor }) => !query.customer || survivor.id === query.customer)
      const from = Number(query.cursor ?? 0)
      return {
        items: all.slice(from, from + 20),
        nextCursor: from + 20 < all.length ? String(from + 20) : null,
      }
    }),
    on(undoMergeRoute, ({ params }) => {
      const merge = merges.find(({ id }) => id === params.id)
      if (!merge) throw new Refused(404, 'merge_not_found', '没有找到这次合并，或者不在你负责的范围里。')
      if (merge.id === 'mrg_1') {
        const conflicts = ['任务 T-1042 之后有新进展', '有 1 条新动态说的是合并过来的事']
        throw new Refused(409, 'merge_conflicts', `不能撤销合并：${conflicts.join('；')}。`, { conflicts })
      }
      Object.assign(merge, { undoneAt: now().toISOString(), undoneBy: merge.staff })
      return {
        undone: true as const,
        text: `已撤销合并，「${merge.merged.name}」和「${merge.survivor.name}」分开了`,
      }
    }),
    on(receiversRoute, ({ query }) => ({
      items: colleagues.filter(
        ({ name, stores }) =>
          name.includes(query.q ?? '') || stores.some((store) => store.name.includes(query.q ?? '')),
      ),
    })),
    on(receivingStoresRoute, ({ query }) => ({
      items: stores
        .filter(({ name }) => name.includes(query.q ?? ''))
        .map((store) => ({ ...store, region: north })),
    })),
    on(transferPreviewRoute, ({ body }) => {
      const to = receiver(given(body))
      const store = stores.find(({ id }) => id === body.toStoreId)
      return { ...told(given(body)), to: to ? { id: to.id, name: to.name } : null, store: store ?? null }
    }),
    on(transferRoute, ({ body }) => {
      const to = receiver(given(body)) ?? stores.find(({ id }) => id === body.toStoreId)
      const moved = told(given(body))
      const before = data.customers.map(({ owner }) => owner)
      for (const { id } of moved.customers)
        customerOf(id).owner = to && 'role' in to ? { id: to.id, name: to.name } : null
      const names = moved.customers.map(({ name }) => name).join('、')
      const undo = undoable(() => {
        for (const [index, customer] of data.customers.entries()) customer.owner = before[index] ?? null
      })
      return { ...moved, text: `已移交给 ${to?.name}：${names}`, undo }
    }),
    on(leaversRoute, () => ({
      items: [
        { staff: { id: 'stf_7', name: '赵海峰' }, leftAt: ago(4000), customers: 31, tasks: 6, actions: [] },
        {
          staff: { id: 'stf_8', name: '欧阳晓燕' },
          leftAt: ago(40_000),
          customers: 2,
          tasks: 0,
          actions: [],
        },
      ],
      nextCursor: null,
    })),
    on(handOverRoute, ({ params }) => handOver(customerOf(params.id))),
  ]

  function handOver(customer: CustomerRow): HandOver {
    const { id, name, code, store, owner, stage } = customer
    return {
      customer: { id, name },
      code,
      address: '西湖区翠苑三区 12 幢底商 3 号',
      store,
      owner,
      stage: { id: stage.id, name: stage.name },
      contacts: [
        { id: 'con_1', name: '刘姐', phone: '13800000000' },
        { id: 'con_2', name: '小陈（收货）', phone: null },
      ],
      tags: ['连锁', '早市'],
      summary: [
        '2024-05-11 开始，社区地推来的，现在是「谈判」',
        '最近联系 今天 14:08 电话',
        '30 天内拒收 1 次：丹东草莓，到货软烂',
      ],
      tasks: data.tasks
        .slice(0, 3)
        .map(({ id, number, text }) => ({ id, number, text, due: '今天 16:20 前' })),
      opportunities: [{ id: 'opp_1', signal: '要样品', at: ago(66) }],
      todos: [{ id: 'tdo_1', text: '冻结预警：7 天没有联系', staff: { id: 'stf_2', name: '陈国强' } }],
      touches: (data.timelines.get(id) ?? [])
        .slice(0, 10)
        .map(({ id, at, kind, actor, text }) => ({ id, at, kind, actor: actor.name, text })),
      owners: [
        { staff: { id: 'stf_1', name: '李晓雯' }, since: ago(90_000), until: null },
        { staff: { id: 'stf_7', name: '赵海峰' }, since: ago(500_000), until: ago(90_000) },
      ],
      text: `【交接单】${name}\n${code}，${store.name}\n最近联系 今天 14:08 电话`,
      actions: [{ code: 'transferCustomer', text: '移交' }],
    }
  }
}
