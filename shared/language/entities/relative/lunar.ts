import { civilOf } from '../../time/calendar'
import { lunarDay } from '../../time/lunar-day'
import { resolveDay } from '../../time/resolve-day'
import type { FoundRelative, Spot } from './spot'
import { DAY, toNumber } from './units'

/** 农历八月十五, 腊月廿三, 大年初三. */

const LUNAR =
  /^(?:农历|阴历|旧历)?(正月|腊月|冬月|[一二三四五六七八九十]{1,2}月|[0-9]{1,2}月)(初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[一二三]?十[一二三四五六七八九]?|[0-9]{1,2})(?:日|号)?/
const NEW_YEAR_DAYS = /^大?年初([一二三四五六七八九十]{1,2})/

export function findLunar({
  search,
  start,
  here,
  base,
  at,
  rest,
  add,
  finish,
}: Spot): FoundRelative | undefined {
  const { ref } = search
  const m = NEW_YEAR_DAYS.exec(here)
  if (m !== null) {
    for (const y of [ref.year, ref.year + 1]) {
      const day = lunarDay(y, 1, toNumber(m[1]))
      if (day !== undefined) add(day * DAY, (day + 1) * DAY, 'day')
    }
    return finish(start, m[0].length)
  }
  const marked = /^(农历|阴历|旧历)/.exec(rest) !== null || /^(农历|阴历|旧历|正月|腊月|冬月)/.test(here)
  const source = base !== undefined && (marked || /^八月十五|^五月初五|^九月初九/.test(rest)) ? rest : here
  const from = source === rest ? at : start
  const written = LUNAR.exec(source)
  const feast = /^(?:八月十五|五月初五|九月初九|七月初七)/.test(source)
  const digits = written?.[2] ?? ''
  if (written === null || !(marked || feast || digits.startsWith('初') || digits.startsWith('廿')))
    return undefined
  const name = written[1] ?? ''
  const month =
    name === '正月' ? 1 : name === '腊月' ? 12 : name === '冬月' ? 11 : toNumber(name.slice(0, -1))
  const date = digits.startsWith('初') ? toNumber(digits.slice(1)) : toNumber(digits)
  const years =
    source === rest && base !== undefined
      ? [civilOf(Math.floor(base.start / DAY)).year]
      : [ref.year, ref.year - 1, ref.year + 1]
  for (const y of years) {
    const day = lunarDay(y, month, date)
    if (day !== undefined) add(day * DAY, (day + 1) * DAY, 'day')
  }
  const civil = resolveDay({ start: 0, end: 0, month, date, year: years[0] }, ref)
  if (civil !== undefined && !marked) add(civil.day * DAY, (civil.day + 1) * DAY, 'day')
  return finish(from, written[0].length)
}
