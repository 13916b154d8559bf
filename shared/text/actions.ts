/** What buttons say. The code is what a screen acts on; the words may change. */
const labels = {
  note: '记一句',
  editCustomer: '修改',
  transferCustomer: '移交',
  handOver: '交接单',
  openLeaver: '去移交',
  changeSource: '改渠道',
  openCustomer: '看客户',
  completeTask: '完成',
  rescheduleTask: '改时间',
  transferTask: '转给别人',
  cancelTask: '取消任务',
  checkIn: '打卡',
  finding: '记一条',
  photo: '拍货架',
  checkOut: '离店',
  accept: '接受',
  decline: '婉拒',
} as const

export type ActionCode = keyof typeof labels

/** @example action('note') // { code: 'note', text: '记一句' } */
export function action(code: ActionCode): { code: ActionCode; text: string } {
  return { code, text: labels[code] }
}
