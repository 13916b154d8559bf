import {
  createCustomerRoute,
  customerChoicesRoute,
  customerFileRoute,
  toCompleteRoute,
} from '../../shared/api/customer-file'
import { customerViewsRoute } from '../../shared/api/customer-filter'
import type { StubData } from './stub-data'
import { on, Refused, type StubRoute } from './stub-routes'

const field = (id: string, name: string) => ({
  id,
  name,
  type: 'text' as const,
  required: 'no' as const,
  choices: null,
  computed: false,
  inUse: true,
  version: 1,
})

/** A form whose field an admin takes out of use while it is open: the first try to make a customer is told so. */
export function fileRoutes(data: StubData): StubRoute[] {
  let fields = [field('fld_rivals', '周边竞品陈列情况'), field('fld_time', '配送时效要求')]
  const file = (name: string) => ({
    id: 'cus_new',
    name,
    code: 'C-009001',
    address: null,
    store: { id: 'sto_1', name: '文三路店' },
    owner: { id: 'stf_1', name: '李晓雯' },
    stage: { id: 'stg_1', name: '初步接触' },
    source: { id: 'src_1', name: '社区地推' },
    firstSource: { id: 'src_1', name: '社区地推' },
    sourceChanges: [],
    ownStore: null,
    tags: [],
    aliases: [],
    contacts: [],
    fields: fields.map((each) => ({ ...each, value: null, text: null, lacking: false })),
    createdAt: '2026-02-22T06:33:00.000Z',
    version: 1,
    actions: [{ code: 'editCustomer', text: '修改' }],
  })
  return [
    on(customerViewsRoute, () => ({ items: [], nextCursor: null })),
    on(toCompleteRoute, () => ({
      items: data.customers.slice(2, 12).map(({ id, name, code, store, owner }) => ({
        id,
        name,
        code,
        store,
        owner,
        lacking: [
          { id: 'fld_cold', name: '冷链存储条件' },
          ...(id === 'cus_3' ? [{ id: 'fld_time', name: '配送时效要求' }] : []),
        ],
      })),
      nextCursor: null,
      checking: true,
    })),
    on(customerChoicesRoute, () => ({
      fields,
      sources: [
        { id: 'src_1', name: '社区地推', inUse: true },
        { id: 'src_2', name: '地推老渠道', inUse: false },
      ],
      stages: [],
      stores: Array.from({ length: 16 }, (_, index) => ({ id: `sto_${index}`, name: `${index + 1}号门店` })),
      owners: [],
      mayCreate: true,
      mayManageFields: false,
    })),
    on(customerFileRoute, () => file('小红生鲜')),
    on(createCustomerRoute, ({ body }) => {
      if (fields.length > 1) {
        fields = fields.slice(1)
        throw new Refused(
          409,
          'fields_changed',
          '「周边竞品陈列情况」刚被管理员停用了，其他填的都还在，看一眼再提交。',
        )
      }
      return {
        customer: file(String(body.name)),
        undo: { id: 'und_none', until: '2026-02-22T06:43:00.000Z' },
        alike: [],
      }
    }),
  ]
}
