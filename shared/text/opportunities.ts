/** What people read about opportunities: the timeline, the pushes. */
export const opportunityTexts = {
  fact: (signal: string, due: string | null) => `商机：${signal}${due ? `，${due}` : ''}`,
  again: (signal: string, due: string | null) => `又提到「${signal}」${due ? `，${due}` : ''}`,
  pushed: (customer: string, signal: string, due: string | null, owner: string | null, who: string) =>
    `新商机：${customer}\n信号  ${signal}（${who}说的）\n时间  ${due ?? '没说时间'}\n谁跟  ${owner ?? '还没有负责人'}`,
  /** 先打款 is denied as 先不打款. */
  denied: (customer: string, signal: string, contact: string) =>
    `${customer}的${contact}说先不${signal.replace(/^先/, '')}了，商机「${signal}」还开着。`,
  withdrawn: (customer: string, signal: string, by: string) => `${by} 撤销了${customer}的商机「${signal}」。`,
}
