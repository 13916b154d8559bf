import { field, type Template } from './template'

/** Fresh retail with chain stores, as 优鲜达 works. */
export const freshRetail = {
  code: 'fresh-retail',
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
    field('delivery_time', '配送时效要求'),
    field('cold_chain', '冷链存储条件', { required: 'later', choices: ['无', '冷柜', '冷库'] }),
    field('rivals', '周边竞品陈列情况'),
    field('order_frequency', '历史采购频次', { type: 'number', computedFrom: 'orders' }),
    field('last_rejection_reason', '最近一次拒收原因', { computedFrom: 'rejections' }),
    field('referrer', '推荐人', { type: 'reference' }),
  ],
  settings: {
    'rules.freeze': { days: 7 },
    'rules.refused-product': { days: 30 },
    'rules.urgent-demand': {
      days: 3,
      overPercent: 150,
      meanDays: 28,
      keywords: ['春节备货', '年货', '开学季', '端午备货', '中秋备货', '国庆备货', '急单', '断货'],
    },
    'orders.kinds': ['日常补货', '临时加单', '节日突击补货'],
  },
} satisfies Template
