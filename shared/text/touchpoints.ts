import type { TouchpointKind } from '../api/touchpoints'

/** What stands for a fact whose text is not kept (erased, or ordinary talk). */
const kindTexts: Record<TouchpointKind, string> = {
  message: '有消息往来',
  visit: '拜访',
  call: '通话',
  order: '订单',
  delivery: '送货',
  payment: '回款',
  rejection: '拒收',
  sample: '样品',
  complaint: '投诉',
  task: '任务',
  opportunity: '商机',
  stage: '阶段变化',
  note: '备注',
  transfer: '移交',
}

export const touchpointTexts = {
  kind: (kind: TouchpointKind) => kindTexts[kind],
  /** Who did what a job or a rule did. */
  system: () => '系统',
}
