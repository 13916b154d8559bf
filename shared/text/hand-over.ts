/** The page that somebody who takes a customer over reads, and its text to be sent. */
export const handOverTexts = {
  title: (name: string, code: string) => `交接单：${name}（${code}）`,
  place: (store: string, owner: string) => `门店：${store}；负责人：${owner}`,
  stage: (stage: string, days: number | null) =>
    days === null
      ? `推进阶段：${stage}`
      : `推进阶段：${stage}（${days === 0 ? '今天进入' : `已 ${days} 天`}）`,
  lastTouch: (minute: string | null, kind: string) =>
    minute ? `最近联系：${minute} ${kind}` : '最近联系：还没有联系过',
  contacts: (people: string[]) => `联系人：${people.join('、')}`,
  noContacts: () => '联系人：还没有记',
  refused: (texts: string[]) => `注意：${texts.join('；')}`,
  open: (tasks: number, opportunities: number, todos: number) =>
    tasks + opportunities + todos === 0
      ? '没有未完的事'
      : `未完的事：任务 ${tasks} 个、商机 ${opportunities} 个、待办 ${todos} 个`,
  nobody: () => '无人负责',
  headings: {
    tasks: '未完成任务',
    opportunities: '商机',
    todos: '待办',
    touches: '最近十次动态',
    owners: '负责人变更',
  },
  task: (number: string, text: string, due: string | null) => `${number} ${text}${due ? `，${due}` : ''}`,
  opportunity: (signal: string, day: string) => `${signal}（${day}）`,
  todo: (staff: string, text: string) => `${text}（${staff}）`,
  owner: (name: string, since: string, until: string | null) => `${name}：${since} 至 ${until ?? '今'}`,
}
