import type { TouchpointKind } from '../api/touchpoints'
import type { ConfirmReason, DueGrain, Report } from '../language/types'
import { dayText, minuteText } from './minutes'

/** Every sentence of the mini-program. Minutes always: never 刚刚 or 已完成 alone. */
export const miniTexts = {
  // pages
  home: () => '客户最新动态',
  customers: () => '客户',
  customer: () => '客户',
  tasks: () => '任务',
  todos: () => '待办',
  door: () => '顺流',
  tabs: () => ['动态', '客户', '任务', '待办'] as const,
  back: () => '返回',

  // thumb bar
  selected: () => '选中',
  note: () => '记一句',
  openCustomer: () => '看客户',
  complete: (number?: string) => (number ? `完成 ${number}` : '完成'),
  reschedule: () => '改时间',
  cancel: () => '取消',
  undo: () => '撤销',
  retry: () => '再试一次',
  copyReference: () => '复制编号',
  refresh: () => '刷新看看',
  toHome: () => '回动态',
  fold: () => '收起',
  send: () => '记下',
  working: () => '正在写',
  clearSearch: () => '清掉搜索',
  allScope: (name: string) => `看「${name}」`,
  nothingToDo: () => '这一条没有要你做的',

  // sheets
  noteTitle: () => '记一句',
  noteHint: () => '说了什么、看到什么，写一句',
  remarkTitle: (number: string) => `完成 ${number}`,
  remarkHint: () => '备注，可以不写',
  rescheduleTitle: (number: string) => `${number} 改到什么时候`,
  rescheduleHint: () => '后天10点',
  rescheduleSend: () => '改时间',
  quickTimes: () => ['今天下午', '明天上午', '明天10点', '后天10点', '下周一上午'] as const,
  cancelTitle: (number: string) => `取消 ${number}？`,
  cancelSend: () => '取消这件任务',
  keep: () => '不取消',
  chooseTask: () => '完成哪一件',
  noOpenTask: () => '没有要做的任务',

  // composer
  compose: () => '写一句就记下',
  composeHint: () => '#客户#联系人#要做的事',
  lineExample: () => '这样写：#客户#联系人#明日10点补货20箱',
  willMake: (tasks: number, opportunities: number) =>
    `会记成 ${[tasks && `${tasks} 个拜访任务`, opportunities && `${opportunities} 个商机`].filter(Boolean).join('、')}`,
  willTell: (type: Report['type']) => `会记下 1 句：${reportWords[type]}`,
  allRead: () => '都认出来了',
  nothingRead: () => '没看出要做什么',
  nothingMade: () => '没看出要做什么，没有记',
  noteInstead: () => '没看出要做什么，先当备注记下？',
  noteAt: (customer: string) => `记在「${customer}」`,
  asNote: () => '记成备注',
  slotStore: () => '客户',
  slotPerson: () => '联系人',
  slotTime: () => '时间',
  slotWork: () => '要做',
  slotSignal: () => '商机',
  slotTold: () => '说的',
  notSaid: () => '没说',
  noStoreSaid: () => '没说是哪家',
  offerStore: () => '前面加 #客户',
  offerTime: () => '可以补一个，比如 明天10点',
  offerGoods: () => '没写商品，可以补一个',
  workImplied: () => '没说要做什么，按拜访',
  said: (words: string) => `写的是「${words}」`,
  storesAlike: (count: number) => `有 ${count} 家，分不清会问你`,
  storeUnknown: () => '名单里没有，会先问你',
  /** The bot's question, where the choices are rows and no digit has to be sent. */
  asked: (question: string) => question.replace('回数字', '').replace(/：$/, ''),
  choose: (option: string) => `选 ${option}`,
  drop: () => '算了',
  answer: () => '回答',
  answerHint: () => '没有就填「无」',

  // people
  people: () => '发登录码',
  office: () => '管理',
  peopleEntry: () => '给同事发登录码',
  peopleEntryWhy: () => '没有企业微信的人，用登录码进来',
  searchPeople: () => '找同事',
  noPeople: () => '还没有同事',
  noPeopleWhy: () => '把人加进来以后，在这里给他发登录码',
  noPersonWhy: () => '名字写全一点，或者少写一个字再找',
  giveCode: (name: string) => `给${name}发登录码`,
  hasLeft: () => '已经离职',
  hasLeftWhy: (name: string) => `${name}，已经离职，不能发`,
  codeOf: (name: string) => `${name} 的登录码`,
  codeUntil: (minute: string) => `${minute} 前有效，只能用一次`,
  copyCode: (copied: boolean) => (copied ? '再复制一次' : '复制登录码'),
  codeCopied: (minute: string) => `${minute} 复制`,
  codeNotCopied: () => '没有复制上，照着念给他',

  // toasts
  noted: (minute: string) => `${minute} 记下一句`,
  completed: (minute: string, number: string) => `${minute} 完成 ${number}`,
  rescheduled: (minute: string, number: string, due: string) => `${minute} ${number} 改到 ${due}`,
  cancelled: (minute: string, number: string) => `${minute} 取消 ${number}`,
  answered: (minute: string, text: string) => `${minute} ${text}`,
  copied: (reference: string) => `编号 ${reference} 已经复制`,
  faultLine: (message: string, reference?: string) => (reference ? `${message}编号 ${reference}` : message),

  // states
  offline: () => '没连上服务器',
  unreadable: () => '服务器的回答看不懂，可能版本不一样',
  notSignedIn: () => '要先登录',
  offlineStrip: (minute: string) => `没网。看到的是 ${minute} 的内容`,
  faultStrip: (message: string, minute: string) => `${message}。看到的是 ${minute} 的内容`,
  nothingLost: (reference?: string) =>
    reference ? `没有丢东西。编号 ${reference}，报给管理员能查到` : '没有丢东西，连上就能接着看',
  linkBroken: () => '这个链接少了一截，不知道要看哪一条',
  linkBrokenWhy: () => '从动态、客户或任务里点进来就能看到',
  notYours: () => '这位客户不在你的范围',
  notYoursWhy: () => '要看，请他的负责人加你为协作人',
  noFeed: (scope: string) => `「${scope}」还没有动静`,
  noFeedWhy: () => '在群里照常聊，写一句\n#客户#联系人#要做的事，都会出现在这里',
  noCustomers: () => '你的范围里还没有客户',
  noCustomersWhy: () => '在群里写一句\n#客户#联系人#要做的事，就能从建客户开始',
  noMatch: (q: string) => `没有找到「${q}」`,
  noMatchWhy: () => '名字、拼音首字母、电话后四位都能搜',
  noTasks: (when: string) => `「${when}」没有要做的`,
  noTasksWhy: () => '在群里写\n#客户#联系人#明天10点补货20箱，就会排进来',
  noDone: () => '还没有做完的',
  noDoneWhy: () => '做完一件，这里会留下是哪一分钟',
  noTodos: () => '没有要你处理的',
  noTodosWhy: () => '客户提出要求、系统要你拿主意的时候，会排在这里',
  noTimeline: () => '还没有往来',
  end: () => '就这些了',
  pull: () => '松手刷新',
  pulling: () => '正在刷新',
  loadingMore: () => '再往前看',

  // customers
  search: () => '名字、电话、联系人',
  noTouch: () => '还没联系过',
  noOwner: () => '还没有负责人',
  code: (code: string) => `客户号 ${code}`,
  owner: (name: string) => `负责人 ${name}`,

  // the 15-second card
  lastTouch: () => '上次联系',
  stage: () => '推进阶段',
  since: (minute: string) => `${minute} 起`,
  ownerToday: (name?: string) => (name ? `${name}今天做了什么` : '负责人今天做了什么'),
  nothingToday: () => '今天还没有动作',
  moreToday: (count: number) => `还有 ${count} 件`,
  noRefusal: () => '近 30 天没有拒收',
  openOpportunities: () => '商机还开着',
  cardLabel: () => '15 秒看懂这位客户',
  openTasks: (count: number) => `要做的 ${count}`,
  timeline: () => '时间线',
  timelineNote: () => '动作、人、分钟都留着',
  voided: () => '已撤销',

  // tasks
  whens: () => ['今天', '明天', '本周', '没定时间', '做完的'] as const,
  first: () => '先去哪家',
  doneTitle: () => '做完的，新的在前',
  doneAt: (minute: string) => `${minute} 完成`,
  cancelledTask: () => '取消了',
  noDue: () => '没定时间',
  toAnswer: (count?: number) => (count ? `要我处理 ${count}` : '要我处理'),
  answeredTitle: () => '处理过的',
  todoChips: () => ['要我处理', '我处理过的'] as const,

  // the door
  doorTitle: () => '登录顺流',
  doorDemo: () => '这是演示，选一个人进去看看',
  doorCode: (admin?: string) =>
    admin
      ? `在企业微信里打开会自己登录。在这里，向 ${admin} 要一个登录码`
      : '在企业微信里打开会自己登录。在这里，向管理员要一个登录码',
  codeHint: () => '登录码',
  enter: () => '登录',
  enterByWeChat: () => '微信登录',
  weChatDidNot: () => '微信没能认出你，可以用登录码',
  signOut: () => '退出登录',
  signOutTitle: () => '退出登录？',
  signOutWhat: () => '这部手机上不再留下你的客户和任务，下次要重新登录。',
  signOutLoses: (count: number) => `还有 ${count} 条没发出去，退出就没有了`,
  stay: () => '不退出',
  enterAs: (name: string) => `以 ${name} 进去`,
} as const

/** One word for each kind of touchpoint, as the 15-second card says it after the minute. */
export const kindWords: Record<TouchpointKind, string> = {
  message: '消息',
  visit: '拜访',
  call: '电话',
  order: '订货',
  delivery: '送货',
  payment: '回款',
  rejection: '拒收',
  sample: '样品',
  complaint: '投诉',
  task: '任务',
  opportunity: '商机',
  stage: '阶段',
  note: '备注',
  transfer: '移交',
}

const reportWords: Record<Report['type'], string> = {
  completed: '做完的',
  rejected: '拒收',
  outOfStock: '缺货',
  overstock: '积压',
  sampleFeedback: '样品反馈',
  appointment: '约好的',
  paid: '回款',
}

/** Why a reading is not certain, beside the time it read; a doubt about a name stands at the name. */
export const confirmWords: Record<ConfirmReason, string | undefined> = {
  'clock-afternoon-implied': '没说上下午，按下午',
  'clock-next-day': '今天的已经过了，按明天',
  'after-midnight': '按日历算的',
  'already-past-next-time': '这次已经过了，按下一次',
  'next-year': '今年的已经过了，按明年',
  'due-in-the-past': '已经过了',
  'name-guessed': undefined,
  'name-ambiguous': undefined,
}

/** The word on a todo's chip; an unknown kind has none. */
export const todoWords: Record<string, string | undefined> = {
  proposal: '客户要求',
  freeze: '冻结预警',
  drift: '对不上',
  copy: '抄送',
  leaver: '离职移交',
}

/** A due beside a task. @example dueWords(due, 'day', now) // '今天内' */
export function dueWords(due: Date, grain: DueGrain | undefined, now: Date): string {
  if (grain === 'day') {
    const day = dayText(due, now)
    return /^\d/.test(day) ? `${day} 当天内` : `${day}内`
  }
  return grain === 'part' ? `${minuteText(due, now)} 前` : minuteText(due, now)
}
