import type { Report } from '../language/types'

const quantity = ({ quantity, unit }: Report) =>
  quantity === undefined ? '' : ` ${quantity} ${unit ?? ''}`.trimEnd()

/** What people said was lacking, too much, tasted or paid, as the timeline tells it. */
export const reportTexts = {
  outOfStock: (report: Report) => `缺货 ${report.product ?? ''}${quantity(report)}`.trimEnd(),
  overstock: (report: Report) => `积压 ${report.product ?? ''}${quantity(report)}`.trimEnd(),
  sampleFeedback: (report: Report) => `样品反馈：${report.text ?? ''}`,
  paid: (report: Report) => `回款${quantity(report)}`,
}
