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
  /** @example correction('2026-03-04 14:33', 'visit', '到的是二号仓') // '更正 2026-03-04 14:33 的拜访：到的是二号仓' */
  correction: (minute: string, kind: TouchpointKind, text: string) =>
    `更正 ${minute} 的${kindTexts[kind]}：${text}`,
  notFound: () => '没有找到这条记录，或者不在你负责的范围里。',
  mayNotCorrect: () => '只有记的人和上级能更正这条记录。',
  voided: () => '这条已经撤销了，不用更正。',
  correctedAlready: () => '这条已经更正过了，请更正后面那一条。',
}
