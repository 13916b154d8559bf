import { type FieldShape, fieldsRoute } from '../../shared/api/fields'
import {
  addStoreRoute,
  regionsRoute,
  type SetupStep,
  type StaffShape,
  type StoreShape,
  setupRoute,
  staffFileRoute,
  storesRoute,
} from '../../shared/api/setup'
import {
  addSourceRoute,
  orderSourcesRoute,
  renameSourceRoute,
  restoreSourceRoute,
  retireSourceRoute,
  type SourceShape,
  sourcesRoute,
} from '../../shared/api/sources'
import { type TemplateShape, templatesRoute } from '../../shared/api/templates'
import type { StubData } from './stub-data'
import { on, Refused, type StubRoute } from './stub-routes'

const regions = [
  { id: 'reg_1', name: '城西区', stores: 3, version: 1 },
  { id: 'reg_2', name: '滨江区', stores: 1, version: 1 },
]
const manager = { id: 'stf_2', name: '陈国强' }

/** How an organisation is set up: steps, places, people, fields and sources. */
export function setupRoutes(
  data: StubData,
  undoable: (back: () => void) => { id: string; until: string },
): StubRoute[] {
  const stores: StoreShape[] = ['古荡店', '文三路店', '翠苑一区菜场店'].map((name, index) => ({
    id: `sto_${index + 1}`,
    name,
    kind: index === 2 ? 'franchise' : 'direct',
    region: { id: 'reg_1', name: '城西区' },
    managers: index < 2 ? [manager] : [],
    version: 1,
  }))
  const person = (id: string): StaffShape => ({
    id,
    name: '王磊',
    role: 'rep',
    phone: '13800000009',
    email: null,
    wecomUserId: 'wanglei',
    superior: manager,
    stores: [{ id: 'sto_2', name: '文三路店' }],
    regions: [],
    state: 'active',
    customers: 31,
    version: 1,
  })
  const fields: FieldShape[] = (
    [
      ['配送时效要求', 'text', 'later'],
      ['冷链存储条件', 'choice', 'creation'],
      ['周边竞品陈列情况', 'text', 'no'],
    ] as const
  ).map(([name, type, required], index) => ({
    id: `fld_${index}`,
    name,
    type,
    required,
    choices: type === 'choice' ? ['冷柜', '冷库', '常温'] : null,
    computed: false,
    inUse: true,
    version: 1,
  }))
  let sources: SourceShape[] = ['社区地推', '老客转介', '抖音团购引流', '门店自然进店'].map(
    (name, index) => ({
      id: `src_${index + 1}`,
      name,
      inUse: true,
      version: 1,
    }),
  )
  const steps: SetupStep[] = [
    {
      code: 'template',
      name: '行业模板',
      text: '7 个推进阶段，4 个获客渠道，6 个客户字段',
      state: 'done',
    },
    { code: 'stores', name: '区域和门店', text: '2 个区域，4 家门店', state: 'done' },
    { code: 'people', name: '人员', text: '12 位同事，1 位还没有门店', state: 'done' },
    {
      code: 'customers',
      name: '客户',
      text: '还没有客户，用表格导入，或者在群里写一句',
      state: 'next',
    },
    { code: 'invite', name: '邀请', text: '12 位里 1 位登录过', state: 'open' },
  ]
  const templates: TemplateShape[] = [
    {
      code: 'fresh-retail',
      name: '生鲜连锁',
      text: '门店补货、冷链、拒收都有',
      stages: ['初步接触', '意向', '谈判', '紧急需求', '成交', '流失'],
      sources: sources.map(({ name }) => name),
      fields: fields.map(({ name }) => name),
    },
    {
      code: 'general',
      name: '通用',
      text: '什么行业都能先用起来',
      stages: ['初步接触', '意向', '成交', '流失'],
      sources: ['老客转介', '门店自然进店'],
      fields: [],
    },
  ]
  /** Answers a change of the sources, and its way back. */
  const changed = (next: SourceShape[], id: string | undefined) => {
    const before = sources
    sources = next
    const source = sources.find((each) => each.id === id)
    if (!source) throw new Refused(404, 'source_not_found', '没有找到这个渠道。')
    return { source, undo: undoable(() => (sources = before)) }
  }
  const change = (id: string | undefined, more: Partial<SourceShape>) =>
    changed(
      sources.map((each) => (each.id === id ? { ...each, ...more, version: each.version + 1 } : each)),
      id,
    )
  const inOrder = () => sources.toSorted((a, b) => Number(b.inUse) - Number(a.inUse))
  return [
    on(setupRoute, () => {
      if (data.role !== 'admin') throw new Refused(403, 'not_allowed', '只有管理员能做这件事。')
      return {
        complete: false,
        steps,
        address: 'https://shunliu.example',
      }
    }),
    on(regionsRoute, () => ({ items: regions, nextCursor: null })),
    on(storesRoute, ({ query }) => ({
      items: query.regionId === 'reg_2' ? [] : stores.filter(({ name }) => name.includes(query.q ?? '')),
      nextCursor: null,
    })),
    on(addStoreRoute, ({ body }) => {
      const store: StoreShape = {
        ...stores[0]!,
        id: `sto_${stores.length + 1}`,
        name: body.name ?? '',
        managers: [],
      }
      stores.push(store)
      return { store, undo: undoable(() => stores.pop()) }
    }),
    on(staffFileRoute, ({ params }) => ({ staff: person(params.id ?? '') })),
    on(templatesRoute, () => ({
      items: templates,
      nextCursor: null,
      installed: false,
      mayInstall: true,
    })),
    on(fieldsRoute, () => ({ items: fields, nextCursor: null })),
    on(sourcesRoute, () => ({ items: inOrder(), nextCursor: null })),
    on(orderSourcesRoute, ({ body }) => {
      const { ids } = body as unknown as { ids: string[] }
      const before = sources
      sources = [
        ...ids.flatMap((id) => sources.find((each) => each.id === id) ?? []),
        ...sources.filter(({ inUse }) => !inUse),
      ]
      return { items: inOrder(), undo: undoable(() => (sources = before)) }
    }),
    on(addSourceRoute, ({ body }) => {
      const id = `src_${sources.length + 1}`
      if (sources.some(({ name }) => name === body.name))
        throw new Refused(409, 'name_taken', `已经有一个叫「${body.name}」的渠道了。`)
      return changed([...sources, { id, name: body.name ?? '', inUse: true, version: 1 }], id)
    }),
    on(renameSourceRoute, ({ params, body }) => change(params.id, { name: body.name ?? '' })),
    on(retireSourceRoute, ({ params }) => {
      const using = sources.filter(({ inUse }) => inUse)
      if (using.length === 1)
        throw new Refused(
          409,
          'last_source',
          `「${using[0]!.name}」是最后一个在用的渠道，每家客户都要有渠道，先加一个新的再停用。`,
        )
      return change(params.id, { inUse: false })
    }),
    on(restoreSourceRoute, ({ params }) => change(params.id, { inUse: true })),
  ]
}
