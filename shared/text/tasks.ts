import { minuteText } from './minutes'

type Grain = 'minute' | 'part' | 'day'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Why a task stands where it stands: a full sentence, with the minute where there is one. */
export const taskReasons = {
  /** @example overdue(due, 'minute', now, 480) // '今天 10:00 到期，已过期 2 小时' */
  overdue: (due: Date, grain: Grain, now: Date, offset: number) =>
    `${deadline(due, grain, now, offset)}到期，已过期 ${durationText(now.getTime() - due.getTime())}`,
  /** The customer stands in the stage of urgent demand. */
  urgent: (stage: string, due: Date | null, grain: Grain, now: Date, offset: number) =>
    due ? `${stage}，${deadline(due, grain, now, offset)}前要办` : `${stage}，还没定时间`,
  /** @example due(at, 'minute', now, 480) // '今天 16:00 前' */
  due: (due: Date, grain: Grain, now: Date, offset: number) => `${deadline(due, grain, now, offset)}前`,
  noDue: () => '没定时间，排在有时间的后面',
  done: (at: Date, now: Date, offset: number) => `${minuteText(at, now, offset)} 完成`,
  cancelled: (at: Date, now: Date, offset: number) => `${minuteText(at, now, offset)} 取消`,
}

/** `今天 16:00 `, or the day alone when only a day was said: `明天`. */
function deadline(due: Date, grain: Grain, now: Date, offset: number): string {
  const minute = minuteText(due, now, offset)
  return grain === 'day' ? minute.slice(0, -6) : `${minute} `
}

/** `25 分钟`, `2 小时`, `3 天`: the largest unit that it fills. */
function durationText(ms: number): string {
  if (ms >= dayMs) return `${Math.floor(ms / dayMs)} 天`
  if (ms >= hourMs) return `${Math.floor(ms / hourMs)} 小时`
  return `${Math.max(1, Math.floor(ms / minuteMs))} 分钟`
}
