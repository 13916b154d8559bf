export const planReasons = {
  placed: (by: string, place: number) => `${by} 排在第 ${place}`,
  planned: (by: string) => `${by} 排进这天`,
  urgent: (stage: string) => `${stage}`,
  refused: () => '刚有拒收，去看看',
  opportunity: (signal: string) => `商机「${signal}」还开着`,
  untouched: (days: number | null) => (days === null ? '还没联系过' : `${days} 天没联系`),
  /** @example visited('今天 09:30', 'active') // '正在拜访，今天 09:30 打卡' */
  visited: (minute: string, state: 'active' | 'done' | 'withdrawn') =>
    state === 'active' ? `正在拜访，${minute} 打卡` : `${minute} 去过`,
  /** Several reasons in one sentence, without what was said. */
  together: (parts: (string | null)[]) => [...new Set(parts.filter((part) => part !== null))].join('，'),
}

export const planTexts = {
  rule: () =>
    '先看排好的先后；再是过期的、紧急需求、当天到期的；然后是排进这天的、刚拒收的、有商机的、最久没联系的。去过的放最后。',
  staffNotFound: () => '没有找到这个人，或者不在你负责的范围里。',
  mayNot: () => '你的角色只能查看，不能排拜访计划。',
  notYours: () => '只有本人和上级能排这份计划。',
  dayPassed: () => '这一天已经过了，不能再排。',
  tooMany: (count: number) => `一天最多排 ${count} 家。`,
  noDay: () => '没看懂是哪天。这样写：计划 明天 客户名',
  noSuch: (name: string) => `没有找到客户「${name}」，或者不在你负责的范围里，都没有排。`,
  severalSuch: (name: string, options: string[]) =>
    `「${name}」有好几家：${options.join('、')}。名字说全一点，都没有排。`,
  undone: (day: string) => `已撤销，${day} 的拜访计划恢复原样`,
}

export const planPushes = {
  changed: (by: string, day: string, added: string[], removed: string[]) =>
    [
      `${by} 改了你 ${day} 的拜访计划`,
      ...(added.length > 0 ? [`加上  ${added.join('、')}`] : []),
      ...(removed.length > 0 ? [`去掉  ${removed.join('、')}`] : []),
      ...(added.length + removed.length === 0 ? ['换了先后'] : []),
    ].join('\n'),
}
