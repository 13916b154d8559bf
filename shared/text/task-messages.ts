/** What use cases about tasks answer; the screens' own words are in `tasks.ts`. */
export const taskMessages = {
  notFound: () => '没有找到这个任务，或者不在你负责的范围里。',
  notOpen: (number: string, state: 'done' | 'cancelled') =>
    state === 'done' ? `${number} 已经完成了。` : `${number} 已经取消了。`,
  changedMeanwhile: (number: string) => `${number} 刚被别人改过，请看一眼再改。`,
  mayNot: () => '你的角色只能查看，不能改任务。',
  notYours: (number: string) => `${number} 是别人的任务，只有本人和上级能动。`,
  noneOpen: (customer: string) =>
    `${customer} 今天没有要做的任务，没有记完成。做完的是以后的任务，就回「完成 T-任务号」。`,
  whichTask: (customer: string, numbers: string[]) =>
    `${customer} 没做完的任务：${numbers.join('、')}。做完的是哪个，回「完成 ${numbers[0]} 说一句」。`,
  noTime: () => '没看懂改到什么时候，比如：后天10点、周五前、明天下午。',
  timePassed: (when: string) => `${when} 已经过了，请改到以后的时间。`,
  nobodyToGo: () => '这个客户没有负责人，门店也没有店长，没人可派。先给客户指定负责人。',
  assigneeUnknown: () => '没有找到这个人，或者已经离职。',
  assigneeAmbiguous: (name: string) => `有好几个人叫「${name}」，请在小程序里转。`,
  assigneeCannot: (name: string) => `${name} 看不到这个客户，不能转给他。`,
  sameAssignee: (name: string) => `已经是 ${name} 的任务了。`,
  remarkTooLong: () => '备注太长，最多 2000 字。',
}

/** Lines on the timeline. */
export const taskFacts = {
  planned: (number: string, what: string, due: string | null, contact: string | null) =>
    `新拜访任务 ${number}：${[due, contact && `找${contact}`, what].filter(Boolean).join('，')}`,
  completed: (number: string, what: string, remark: string | null) =>
    `完成 ${number}：${what}${remark ? `。${remark}` : ''}`,
  rescheduled: (number: string, from: string | null, to: string) =>
    `${number} 改期：${from ?? '没定时间'} → ${to}`,
  cancelled: (number: string, what: string) => `取消 ${number}：${what}`,
  transferred: (number: string, from: string, to: string) => `${number} 从 ${from} 转给 ${to}`,
}

/** Pushes to people who did not write the line themselves. */
export const taskPushes = {
  assigned: (number: string, customer: string, by: string, what: string, due: string | null) =>
    `${by} 给你派了任务 ${number}\n客户  ${customer}\n时间  ${due ?? '没定时间'}\n要做  ${what}`,
  withdrawn: (number: string, customer: string, by: string) =>
    `${by} 撤销了 ${number}（${customer}），不用去了。`,
  transferUndone: (number: string, customer: string, by: string) =>
    `${by} 撤销了转交，${number}（${customer}）不归你了。`,
}
