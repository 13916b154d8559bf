const howLongAgo = (days: number) => {
  if (days < 1) return '今天刚'
  if (days === 1) return '昨天'
  if (days === 2) return '前天'
  if (days < 7) return `${days} 天前`
  if (days < 14) return '上周刚'
  return `${Math.floor(days / 7)} 周前`
}

/** The guard against proposing what was just refused. */
export const refusalTexts = {
  /** @param days local days since the refusal; yesterday evening is one */
  warning: (product: string, days: number) => `${howLongAgo(days)}拒收过${product}，先别推同类商品`,
  detail: (minute: string, what: string, reason: string | null) =>
    `${minute} 退回${what}${reason ? `：${reason}` : ''}`,
}
