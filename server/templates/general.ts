import { field, type Template } from './template'

/** Any trade that sells to shops and companies: the plain stages, and few fields. */
export const general = {
  code: 'general',
  stages: [
    { code: 'contact', name: '初步接触' },
    { code: 'interested', name: '意向' },
    { code: 'negotiating', name: '谈判' },
    { code: 'won', name: '成交' },
    { code: 'lost', name: '流失' },
  ],
  sources: [
    { code: 'outreach', name: '主动拜访' },
    { code: 'referral', name: '老客户介绍' },
    { code: 'online', name: '线上咨询' },
    { code: 'event', name: '展会活动' },
    { code: 'walkIn', name: '自己上门' },
  ],
  fields: [
    field('size', '客户规模', { choices: ['大', '中', '小'] }),
    field('trade', '主营业务'),
    field('last_rejection_reason', '最近一次拒收原因', { computedFrom: 'rejections' }),
    field('referrer', '推荐人', { type: 'reference' }),
  ],
  settings: {
    'rules.freeze': { days: 14 },
    'rules.refused-product': { days: 30 },
  },
} satisfies Template
