/** What people read when customers go to a colleague or another store, and when somebody leaves. */
const some = (names: readonly string[], count: number) =>
  names.length < count ? `${names.join('、')} 等 ${count} 家` : names.join('、')

export const transferTexts = {
  mayNot: () => '你的角色只能查看，不能移交客户。',
  nothing: () => '请选要移交的客户，再选移交给谁或哪家门店。',
  noCustomers: () => '没有可以移交的客户，可能刚被移交过。',
  notFound: (count: number) => `有 ${count} 家客户没有找到，或者不在你负责的范围里，一家都没有移交。`,
  changedMeanwhile: (name: string) => `「${name}」刚被改过，请重新看一遍再移交。`,
  receiverUnknown: () => '接手的人要是在职的同事，并且在你负责的范围里。',
  receiverLeft: (name: string) => `${name} 已经离职，不能接手客户。`,
  receiverOnlyLooks: (name: string) => `${name} 的角色只能查看，不能接手客户。`,
  receiverElsewhere: (name: string, store: string) =>
    `${name} 不在「${store}」，请选这家店的同事，或者同时把客户转到 ${name} 的门店。`,
  storeUnknown: () => '没有找到这家门店，或者不在你负责的范围里。',
  alreadyThere: (name: string) => `选中的客户已经是 ${name} 的了，不用移交。`,
  nameUnknown: (name: string) => `没有找到叫「${name}」的在职同事。`,
  nameAmbiguous: (name: string) => `叫「${name}」的同事不止一位，请在小程序里移交。`,
  nobody: () => '无人负责',
  /** What stands in a customer's timeline. */
  fact: (from: string, to: string, store: string | null) =>
    `从 ${from} 移交给 ${to}${store ? `，转到「${store}」` : ''}`,
  done: (names: string[], count: number, to: string, tasks: number, opportunities: number) =>
    [
      names.length < count
        ? `已把 ${count} 家移交给 ${to}：${names.join('、')} 等`
        : `已移交给 ${to}：${names.join('、')}`,
      tasks + opportunities > 0
        ? `一起移交：未完成任务 ${tasks} 个、商机 ${opportunities} 个`
        : '没有未完成的任务和商机',
      '以前的记录都留着，仍算原来的人和门店',
    ].join('\n'),
  toNew: (names: string[], count: number, from: string, by: string, tasks: number, opportunities: number) =>
    `【移交】${by} 把 ${from} 的 ${some(names, count)} 移交给你${tasks + opportunities > 0 ? `，带未完成任务 ${tasks} 个、商机 ${opportunities} 个` : ''}。打开客户页可看交接单。`,
  toOld: (names: string[], count: number, to: string, by: string) =>
    `【移交】${by} 把你的 ${some(names, count)} 移交给了 ${to}，以前的记录仍算你的。`,
  toSuperior: (names: string[], count: number, from: string, to: string, by: string) =>
    `【移交】${by} 把 ${some(names, count)} 从 ${from} 移交给 ${to}。`,
  undoneToNew: (count: number, by: string) => `【撤销移交】${by} 撤销了刚才移交的 ${count} 家客户。`,
  undone: (count: number) => `已撤销移交，${count} 家客户回到原来的人和门店`,
  actedOn: (name: string) => `「${name}」移交以后又有改动，不能撤销了。可以再移交回去。`,
  taskActedOn: (number: string) => `任务 ${number} 移交以后又有进展，不能撤销了。可以再移交回去。`,
  leaverTodo: (name: string, customers: number, tasks: number) =>
    `${name}离职，${[customers && `${customers} 位客户`, tasks && `${tasks} 个任务`].filter(Boolean).join('、')}待移交`,
  leaverPush: (text: string) => `【待移交】${text}`,
}
