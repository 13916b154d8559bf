import type { CustomerCard } from '../api/customers'
import type { TaskItem, TaskRow } from '../api/tasks'
import type { ConfirmReason, DueGrain, NoneReason } from '../language/types'
import { dueText } from './due'
import { itemsText } from './items'
import { confirmWords } from './miniprogram'
import { minuteText } from './minutes'

interface Due {
  at: Date
  grain: DueGrain
}

/** Everything a planned visit's confirmation shows. */
export interface PlannedWords {
  number: string
  customer: string
  contact: string | null
  /** Said, but nobody of that name stands for the customer. */
  contactUnknown: string | null
  due: Due | null
  /** The words the time was read from. */
  timeSaid: string | null
  items: TaskItem[]
  /** Who goes, when it is not the speaker. */
  assignee: string | null
  warnings: { text: string; detail: string }[]
  confirm: ConfirmReason[]
  created: { customer: string; store: string; fields: string[] } | null
}

/** What the bot says. Confirmations show exactly what was written, and how to take it back. */
export const botTexts = {
  planned: (planned: PlannedWords, at: Date, offset: number) =>
    [
      `记下了，拜访任务 ${planned.number}`,
      planned.created && `新客户  ${planned.created.customer}（归${planned.created.store}）`,
      ...(planned.created?.fields ?? []),
      `客户  ${planned.customer}${planned.contact ? `，找${planned.contact}` : ''}${planned.confirm.includes('name-guessed') ? '（名字按最像的找的，对吗？）' : ''}`,
      planned.contactUnknown && `「${planned.contactUnknown}」不在这家的联系人里，没有关联`,
      `时间  ${planned.due ? asUnderstood(planned.due, planned, at, offset) : '没说时间'}`,
      `要做  ${whatToDo(planned.items)}`,
      planned.assignee && `谁去  ${planned.assignee}（已经告诉对方）`,
      ...planned.warnings.map((warning) => `注意  ${warning.text}\n      ${warning.detail}`),
      planned.due
        ? `回「撤销」取消，回「改期 ${planned.number} 后天10点」换时间`
        : `回「撤销」取消，回「改期 ${planned.number} 明天10点」定时间`,
    ]
      .filter(Boolean)
      .join('\n'),

  opportunity: (
    opened: {
      signal: string
      customer: string
      due: Due | null
      timeSaid: string | null
      confirm: ConfirmReason[]
      owner: string | null
      isNew: boolean
    },
    at: Date,
    offset: number,
  ) => {
    const due = opened.due ? `，${asUnderstood(opened.due, opened, at, offset)}` : ''
    if (!opened.isNew) return `${opened.customer}的商机「${opened.signal}」已经开着，补记了这一句${due}。`
    const owner = opened.owner ? `，给 ${opened.owner} 跟` : ''
    return `记了一个商机：${opened.customer} ${opened.signal}${due}${owner}\n回「撤销」取消`
  },

  recorded: (customer: string, text: string) => `记下了：${text}\n客户  ${customer}\n回「撤销」取消`,

  which: (name: string, options: string[], more: boolean) =>
    [
      `哪一个「${name}」？`,
      ...options.map((option, index) => `${index + 1}. ${option}`),
      more ? '还有更多没列出来，可以把名字写全一点。' : undefined,
      '回数字选一个，回「算了」就不记。30 分钟内有效。',
    ]
      .filter(Boolean)
      .join('\n'),

  whichToShow: (name: string, options: string[], more: boolean) =>
    [
      `看哪一家「${name}」？`,
      ...options.map((option, index) => `${index + 1}. ${option}`),
      more ? '还有更多没列出来，可以把名字写全一点。' : undefined,
      '回数字选一家。30 分钟内有效。',
    ]
      .filter(Boolean)
      .join('\n'),

  askField: (customer: string, field: string, type: keyof typeof howToAnswer, options: string[]) =>
    [
      `新建「${customer}」还要「${field}」：`,
      ...options.map((option, index) => `${index + 1}. ${option}`),
      `${howToAnswer[type]}回「算了」就不建。30 分钟内有效。`,
    ].join('\n'),

  createOrDrop: (name: string, sources: string[]) =>
    [
      `你负责的客户里没有「${name}」。要新建，回数字选它从哪来：`,
      ...sources.map((source, index) => `${index + 1}. ${source}`),
      '写错了就回「算了」，再发一遍。30 分钟内有效。',
    ].join('\n'),

  /** Before a customer is made: whom it may be already, with the way on. */
  alike: (name: string, options: string[]) =>
    [
      `「${name}」可能是已有的：`,
      ...options.map((option, index) => `${index + 1}. ${option}`),
      '回数字选一个，回「算了」就不记。30 分钟内有效。',
    ].join('\n'),

  whichToHandOver: (name: string, options: string[], more: boolean) =>
    [
      `移交哪一家「${name}」？`,
      ...options.map((option, index) => `${index + 1}. ${option}`),
      more ? '还有更多没列出来，可以把名字写全一点。' : undefined,
      '回数字选一家，回「算了」就不移交。30 分钟内有效。',
    ]
      .filter(Boolean)
      .join('\n'),
  handedOver: (text: string) => `${text}\n回「撤销」取消`,

  customerUnknown: (name: string) => `没有找到「${name}」，请看看名字写对没有。`,
  noCustomerSaid: () => '没说是哪家客户。这样写：#客户#联系人#明日10点补货20箱',

  notMade: (reason: NoneReason) => `没有记：${whyNotMade[reason]}。`,
  /** To whom talks with the bot alone: never silence, and an example that works when it is sent. */
  smallTalk: (said: { reason: NoneReason; greeted: string | null; example: string | null }) => {
    const lead = said.greeted
      ? `你好，${said.greeted}。`
      : said.reason === 'chatter'
        ? '这句没有要记的。'
        : botTexts.notMade(said.reason)
    return [
      said.example ? `${lead}写一句就记下，比如：#${said.example}#明日10点补货20箱` : lead,
      '回「帮助」看能做什么',
    ].join('\n')
  },

  format: () => '没看出要做什么，没有记。这样写：#客户#联系人#明日10点补货20箱',
  tooLong: (length: number, atMost: number) =>
    `这条有 ${length} 字，一次最多 ${atMost} 字，没有记。分成几条再发。`,
  noQuestion: () => '现在没有要选的。回「帮助」看能做什么。',
  noSuchOption: (atMost: number) => `没有这一项，请回 1 到 ${atMost}，或回「算了」。`,
  dropped: () => '好，不记了。',
  setAside: () => '前面问的那句没有选，先不记了；要记就再发一遍。',
  expired: () => '刚才的问题过了 30 分钟，已经作废。请把那句再发一遍。',

  completed: (done: { number: string; customer: string; at: Date; remark: string }, offset: number) =>
    [
      `${done.number} ${minute(done.at, offset)} 完成`,
      `客户  ${done.customer}`,
      done.remark && `备注  ${done.remark}`,
      '回「撤销」取消',
    ]
      .filter(Boolean)
      .join('\n'),

  rescheduled: (moved: { number: string; customer: string; said: string; due: Due | null }, offset: number) =>
    `${moved.number} 改到 ${moved.due ? `${moved.said} → ` : ''}${moved.due ? dueText(moved.due.at, moved.due.grain, offset) : '没定时间'}\n客户  ${moved.customer}\n回「撤销」改回去`,
  cancelled: (number: string, customer: string) => `${number} 取消了\n客户  ${customer}\n回「撤销」恢复`,
  transferred: (number: string, customer: string, to: string) =>
    `${number} 转给 ${to}，已经告诉对方\n客户  ${customer}\n回「撤销」收回`,

  today: (tasks: TaskRow[], more: boolean) => {
    if (tasks.length === 0) return '今天没有要做的任务。'
    const rows = tasks.map(
      (task, index) =>
        `${index + 1}. ${task.customer.name}  ${task.number}\n   ${task.text}\n   ${task.reason.text}`,
    )
    return [
      `今天先去这几家（${tasks.length}${more ? '+' : ''} 件）`,
      ...rows,
      more ? '还有更多，在小程序「任务」里看。' : undefined,
      '做完回「完成 T-任务号 说一句」',
    ]
      .filter(Boolean)
      .join('\n')
  },

  dayPlan: (plan: { on: string; rows: { name: string; reason: string }[]; more: boolean; added: string[] }) =>
    [
      plan.added.length > 0 && `排进 ${plan.on}：${plan.added.join('、')}`,
      plan.rows.length > 0 ? `${plan.on} 先去这几家` : `${plan.on} 还没有要去的客户。`,
      ...plan.rows.map(({ name, reason }, index) => `${index + 1}. ${name}\n   ${reason}`),
      plan.more && '还有更多，在小程序「任务」里看。',
      plan.added.length > 0 && '回「撤销」取消',
    ]
      .filter(Boolean)
      .join('\n'),

  card: (card: CustomerCard, at: Date, offset: number) => {
    const last = card.lastTouch
    return [
      `${card.customer.name}（${card.code}）`,
      `上次联系  ${last ? `${minuteText(new Date(last.at), at, offset)} ${last.actor.name}` : '还没联系过'}`,
      `推进阶段  ${card.stage.name}`,
      `负责人  ${card.owner?.name ?? '还没有'}，${card.store.name}`,
      card.ownerToday.length > 0
        ? `今天  ${card.ownerToday.map((each) => `${minuteText(new Date(each.at), at, offset)} ${each.text}`).join('\n      ')}`
        : '今天  还没有动作',
      ...card.warnings.map((warning) => `注意  ${warning.text}\n      ${warning.detail}`),
      ...card.openOpportunities.map(
        ({ signal, dueAt, dueGrain }) =>
          `商机  ${signal}${dueAt ? `，${dueText(new Date(dueAt), dueGrain ?? 'minute', offset)}` : ''}`,
      ),
      ...card.openTasks.map((task) => `任务  ${task.number} ${task.text}`),
    ].join('\n')
  },

  /** Examples are of the asker's own customers: each line works as it stands. */
  help: ([one = '客户名', other]: string[], mayPlan: boolean) =>
    [
      ...(mayPlan ? ['写一句就记下：', `#${one}#明日10点补货20箱`, ''] : []),
      ...(mayPlan ? ['今天先去哪几家：今天'] : []),
      `看一家的情况：客户 ${one}`,
      ...(mayPlan
        ? [
            `排进明天的拜访：计划 明天 ${other ? `${one}、${other}` : one}`,
            '做完了：完成 T-任务号 送到了',
            '换时间：改期 T-任务号 后天10点',
            '不做了：取消 T-任务号',
            '给同事：转给 同事名字 T-任务号',
            '收回刚才那条（10 分钟内）：撤销',
          ]
        : []),
    ].join('\n'),

  unknownSender: (admin: string | null) =>
    admin ? `还不认识你，请找管理员${admin}把你加进来。` : '还不认识你，请找管理员把你加进来。',
  left: (admin: string | null) =>
    admin ? `你的账号已停用，请找管理员${admin}。` : '你的账号已停用，请找管理员。',
  failed: (reference: string) =>
    `出了点问题，这条没有记下。请再发一次，还不行就把编号告诉管理员：${reference}`,
}

const whyNotMade: Record<NoneReason, string> = {
  negated: '这句说的是不做',
  cancelled: '这句说的是取消。要取消任务，回「取消 T-任务号」',
  question: '这句是在问',
  hypothetical: '这句是假设',
  past: '这句说的是已经做过的。完成任务回「完成 T-任务号」',
  quoted: '这句像是转述',
  'third-party': '这句说的是别人家',
  chatter: '没看出要做什么',
}

/** How a field that is asked for is answered; 无 is an answer to each. */
const howToAnswer = {
  choice: '回数字选一个，',
  text: '直接回内容，没有就回「无」，',
  number: '直接回数字，没有就回「无」，',
  date: '直接回日期，比如 2026-03-04，没有就回「无」，',
  reference: '直接回客户名，没有就回「无」，',
}

/** A due as it was read from the words said, 「明日10点 → 11-25 周三 10:00」; asks where the rep may have meant another. */
function asUnderstood(
  due: Due,
  read: { timeSaid: string | null; confirm: ConfirmReason[] },
  at: Date,
  offset: number,
): string {
  const full = dueText(due.at, due.grain, offset)
  const year = localYear(at, offset)
  const shown = !read.timeSaid
    ? full
    : `${read.timeSaid} → ${full.startsWith(`${year}-`) ? full.slice(year.length + 1) : full}`
  const doubt = read.confirm.find((reason) => confirmWords[reason] && matters(reason, due, offset))
  return doubt ? `${shown}（${confirmWords[doubt]}，对吗？）` : shown
}

/** 3点 can only be the afternoon in our trade; at 5 and 6 in the morning goods are delivered too. */
const matters = (reason: ConfirmReason, due: Due, offset: number) =>
  reason !== 'clock-afternoon-implied' || minute(due.at, offset).slice(11) >= '17'

const localYear = (at: Date, offset: number) => minute(at, offset).slice(0, 4)

function whatToDo(items: TaskItem[]): string {
  const missing = items.some(
    (item) => item.quantity !== undefined && item.product === undefined && item.unit !== '元',
  )
  return `${itemsText(items)}${missing ? '（没写商品）' : ''}`
}

const minute = (at: Date, offset: number) =>
  new Date(at.getTime() + offset * 60_000).toISOString().slice(0, 16).replace('T', ' ')
