import { type CustomerTemplate, installCustomerTemplate } from '../customers/install-fields'
import { installStages } from '../funnel/install-stages'
import type { Transaction } from '../platform/database'

/** The industry template of fresh retail: stages, sources and preset fields, ready to use. */
export const freshRetail = {
  stages: [
    { code: 'contact', name: '初步接触' },
    { code: 'interested', name: '意向' },
    { code: 'negotiating', name: '谈判' },
    { code: 'urgent', name: '紧急需求' },
    { code: 'won', name: '成交' },
    { code: 'lost', name: '流失' },
  ],
  sources: [
    { code: 'fieldwork', name: '社区地推' },
    { code: 'referral', name: '老客转介' },
    { code: 'douyin', name: '抖音团购引流' },
    { code: 'walkIn', name: '门店自然进店' },
  ],
  fields: [
    {
      code: 'delivery_time',
      name: '配送时效要求',
      type: 'text',
      required: 'no',
      choices: null,
      computedFrom: null,
    },
    {
      code: 'cold_chain',
      name: '冷链存储条件',
      type: 'choice',
      required: 'later',
      choices: ['无', '冷柜', '冷库'],
      computedFrom: null,
    },
    {
      code: 'rivals',
      name: '周边竞品陈列情况',
      type: 'text',
      required: 'no',
      choices: null,
      computedFrom: null,
    },
    {
      code: 'order_frequency',
      name: '历史采购频次',
      type: 'number',
      required: 'no',
      choices: null,
      computedFrom: 'orders',
    },
    {
      code: 'last_rejection_reason',
      name: '最近一次拒收原因',
      type: 'text',
      required: 'no',
      choices: null,
      computedFrom: 'rejections',
    },
    {
      code: 'referrer',
      name: '推荐人',
      type: 'reference',
      required: 'no',
      choices: null,
      computedFrom: null,
    },
  ],
} satisfies CustomerTemplate & { stages: { code: string; name: string }[] }

/** Installs the template into an organisation that has none. */
export async function installTemplate(tx: Transaction, orgId: string): Promise<void> {
  await installStages(tx, orgId, freshRetail.stages)
  await installCustomerTemplate(tx, orgId, freshRetail)
}
