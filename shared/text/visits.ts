import type { NextStepInput, VisitFlag } from '../api/visit-shapes'
import { minuteText, shanghaiOffset } from './minutes'

/** A flag as it is stored: the figures, without words. */
export interface StoredFlag {
  code: VisitFlag['code']
  metres?: number
  seconds?: number
}

/** `46 米`, `1.2 公里`. */
export function distanceText(metres: number): string {
  return metres < 1000 ? `${metres} 米` : `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)} 公里`
}

/** `2 秒`, `25 分钟`, `3 小时`, `2 天`: the largest unit that it fills. */
function lengthText(seconds: number): string {
  const size = Math.abs(seconds)
  if (size < 60) return `${size} 秒`
  if (size < 3600) return `${Math.floor(size / 60)} 分钟`
  if (size < 86_400) return `${Math.floor(size / 3600)} 小时`
  return `${Math.floor(size / 86_400)} 天`
}

export const momentTexts = {
  /** @example time('server', 2) // '按服务器时间，手机快 2 秒' */
  time: (from: 'server' | 'phone', drift: number | null) => {
    const basis = from === 'server' ? '按服务器时间' : '没网时记的，按服务器时间推算'
    if (drift === null || Math.abs(drift) < 1) return basis
    return `${basis}，手机${drift > 0 ? '快' : '慢'} ${lengthText(drift)}`
  },
  /** @example place(46, 12) // '离客户 46 米，误差 ±12 米' */
  place: (distance: number | null, accuracy: number | null) => {
    if (accuracy === null) return '手机没给出位置'
    const away = distance === null ? '客户还没有位置' : `离客户 ${distanceText(distance)}`
    return `${away}，误差 ±${distanceText(accuracy)}`
  },
}

const flagTexts: Record<VisitFlag['code'], (flag: StoredFlag) => string> = {
  far_away: ({ metres = 0 }) => `离客户 ${distanceText(metres)}`,
  no_place: () => '没有位置',
  impossible_travel: ({ metres = 0, seconds = 0 }) =>
    `和前后一次打卡相距 ${distanceText(metres)}，只隔 ${lengthText(seconds)}`,
  clock_drift: ({ seconds = 0 }) => `手机时间${seconds > 0 ? '快' : '慢'} ${lengthText(seconds)}`,
  duplicate_photo: () => '有照片像以前拍过的',
  arrived_late: ({ seconds = 0 }) => `过了 ${lengthText(seconds)} 才传上来`,
}

/** @example flagText({ code: 'far_away', metres: 1200 }) // '离客户 1.2 公里' */
export const flagText = (flag: StoredFlag): string => flagTexts[flag.code](flag)

const quantityText = ({ product, quantity, unit }: Counted) =>
  [product, quantity, quantity === undefined ? undefined : unit]
    .filter((part) => part !== undefined)
    .join(' ')

interface Counted {
  product?: string | undefined
  quantity?: number | undefined
  unit?: string | undefined
}

const findingNames = {
  stock: '库存',
  shortage: '缺货',
  overstock: '积压',
  rejection: '拒收',
  sample: '送样',
  complaint: '投诉',
  competitor: '竞品陈列',
  remark: '备注',
}

/** @example findingText('shortage', { product: '车厘子', quantity: 5, unit: '箱' }) // '缺货 车厘子 5 箱' */
export function findingText(
  kind: keyof typeof findingNames,
  said: Counted & { text?: string | undefined },
): string {
  const what = quantityText(said)
  return `${findingNames[kind]}${what ? ` ${what}` : ''}${said.text ? `：${said.text}` : ''}`
}

/** What the next step is, in one line. */
export function nextStepText(step: NextStepInput, due: string | null): string {
  switch (step.kind) {
    case 'sampleFeedback':
      return `样品反馈${step.product ? ` ${step.product}` : ''}：${step.text}`
    case 'stockNeed':
      return `库存需求 ${quantityText(step)}${step.text ? `：${step.text}` : ''}`
    case 'appointment':
      return `约下次 ${due ?? step.when}${step.text ? `：${step.text}` : ''}`
    case 'none':
      return `没有下一步：${step.reason}`
  }
}

/** Lines on the timeline. */
export const visitFacts = {
  checkedIn: (place: string, task: string | null) => `到店打卡${task ? `（${task}）` : ''}，${place}`,
  checkedOut: (minutes: number, next: string, photos: number, remark: string | null) =>
    `离店，在店 ${minutes} 分钟${photos > 0 ? `，货架 ${photos} 张` : ''}。${next}${remark ? `。${remark}` : ''}`,
}

/** What use cases about visits answer. */
export const visitMessages = {
  mayNot: () => '你的角色只能查看，不能打卡。',
  notFound: () => '没有找到这次拜访，或者不在你负责的范围里。',
  notHereYet: () => '还没收到这次拜访的打卡。打卡传上来以后再传这一条。',
  active: (customer: string, at: Date, now: Date, offset = shanghaiOffset) =>
    `你还在 ${customer}（${minuteText(at, now, offset)} 打卡），先离店再打下一家。`,
  idTaken: () => '这个编号已经用在别的记录上了，请重新打卡。',
  timeInFuture: () => '手机记的服务器时间在将来，没有记下。请联网刷新后再试。',
  notYours: () => '这次拜访是别人的，只有本人能记。',
  notYoursToEnd: () => '这次拜访是别人的，只有本人和上级能离店。',
  withdrawn: () => '这次打卡已经撤销了。',
  alreadyOut: (by: string, at: Date, now: Date, offset = shanghaiOffset) =>
    `${by} ${minuteText(at, now, offset)} 已经离店，这一次没有重复记。`,
  taskNotFits: () => '这个任务不是这家客户的。',
  undoneCheckIn: (customer: string) => `已撤销 ${customer} 的打卡`,
  undoneCheckOut: (customer: string) => `已撤销离店，${customer} 的拜访还在进行`,
  badPeriod: (days: number) => `日期不对：开始不能晚于结束，最多看 ${days} 天。`,
}

export const closureTexts = {
  definition: (from: string, to: string) =>
    `闭环率 = 离店时有下一步的拜访 ÷ 已离店的拜访。按离店那天算，${from} 到 ${to}（含两头）；` +
    '下一步是样品反馈、库存需求、约下次；「没有下一步」不算；撤销的打卡不计。门店和区域按打卡时的归属。',
}
