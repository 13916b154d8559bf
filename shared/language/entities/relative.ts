import { readNumber } from '../numbers/read-number'
import { addMonths, civilOf, dayOf, weekdayOf } from '../time/calendar'
import { lunarDay } from '../time/lunar-day'
import { readWhen } from '../time/read-when'
import { resolveDay } from '../time/resolve-day'
import { hasDate } from '../time/when'
import type { TimeGrain } from '../types'
import { type Interval, readingsOf } from './readings'
import type { TimeSearch } from './time-search'

/**
 * Times that only general texts have, and sales talk has not: quarters, halves, decades, 前两周, 最后5天, 第一个星期二, lunar
 * dates, 从…起. Patterns are regular expressions here: this is not on the path of a chat line.
 */

const DAY = 86400
const N = '([0-9]+|[零一二两三四五六七八九十百]+|半)'
const UNIT = '(秒钟?|分钟?|刻钟|小时|钟头|天|日|周|星期|礼拜|月份?|季度|年)'
const QUARTER = new RegExp(`^的?(?:第)?${N}个?季度(末|初)?|^Q([1-4])季?度?`, 'i')
const FIRST_QUARTERS = new RegExp(`^的?前${N}个?季度`)
const HALF = /^的?(上|下|前|后)(?:个)?半(年|月|周)/
const HALF_AGO = /^(上|下)个半年/
const EDGE = new RegExp(`^的?(前|头|最后|后|最初)\\s*${N}个?${UNIT}`)
const NTH = new RegExp(
  `^的?第${N}个?(周(?![一二三四五六日天])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|月|天|日)`,
)
const NTH_WEEKDAY = new RegExp(`^的?(?:第${N}个?|(最后)一个)(?:周|星期|礼拜)([一二三四五六日天])`)
const BACK = new RegExp(`^(之前|前|上|过去的?|最近的?|近|以前|过往)${N}个?${UNIT}(?:里|内|以来|间)?`)
const AHEAD = new RegExp(`^(之后|后|下|未来的?|接下来的?|还剩|今后|往后|剩余?)${N}个?${UNIT}(?:里|内|间)?`)
const SINCE = new RegExp(`^${N}个?${UNIT}(半)?以来`)
const ONE_AGO = /^(上|下)(?:一)?个(小时|钟头|季度|分钟)/
const DECADE = /^(?:(上世纪|本世纪|([0-9一二十]+)世纪)的?)?([0-9]{2}|[一二三四五六七八九]十)年代/
const REPUBLIC = new RegExp(`^民国${N}年`)
const YEARS = /^([12][0-9]{3})年?(?:到|至|-|~|与|和)([12][0-9]{3})年?(?:之间|间)?/
const YEAR = /^([12][0-9]{3})(?![0-9.:/-])/
const MONTH_TO_YEAR = /^([12][0-9]{3})\.([01]?[0-9])-([12][0-9]{3})/
const LOOSE_DATE = /^([0-9]{1,4})([-./])([0-9]{1,2})([-./])([0-9]{1,4})/
const NOW = /^(现在|此刻|此时|当前|而家|宜家|眼下|目前|当下)/
const LUNAR =
  /^(?:农历|阴历|旧历)?(正月|腊月|冬月|[一二三四五六七八九十]{1,2}月|[0-9]{1,2}月)(初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[一二三]?十[一二三四五六七八九]?|[0-9]{1,2})(?:日|号)?/
const NEW_YEAR_DAYS = /^大?年初([一二三四五六七八九十]{1,2})/
const FROM_ON = /^(起|开始|以来|至今|以后)/

function toNumber(text: string | undefined): number {
  if (text === undefined) return Number.NaN
  if (text === '半') return 0.5
  return (
    readNumber(
      text,
      new Uint8Array(text.length + 1),
      0,
      () => false,
      () => false,
    )?.value ?? Number.NaN
  )
}

/** Start of the unit that holds the moment, and the moment `count` units on from `from`. */
function step(unit: string, from: number, count: number): number {
  const c = unit.charAt(0)
  if (c === '秒') return from + count
  if (c === '分') return from + count * 60
  if (c === '刻') return from + count * 900
  if (c === '小' || c === '钟') return from + count * 3600
  if (c === '天' || c === '日') return from + count * DAY
  if (c === '周' || c === '星' || c === '礼') return from + count * 7 * DAY
  const months = c === '月' ? count : c === '季' ? count * 3 : count * 12
  const day = Math.floor(from / DAY)
  const rest = from - day * DAY
  const whole = Math.trunc(months)
  return addMonths(day, whole) * DAY + Math.round((months - whole) * 30) * DAY + rest
}

function floorTo(unit: string, at: number): number {
  const day = Math.floor(at / DAY)
  const c = unit.charAt(0)
  if (c === '秒') return at
  if (c === '分') return at - (((at % 60) + 60) % 60)
  if (c === '小' || c === '钟') return at - (((at % 3600) + 3600) % 3600)
  if (c === '天' || c === '日') return day * DAY
  if (c === '周' || c === '星' || c === '礼') return (day - weekdayOf(day) + 1) * DAY
  const { year, month } = civilOf(day)
  if (c === '月') return dayOf(year, month, 1) * DAY
  if (c === '季') return dayOf(year, month - ((month - 1) % 3), 1) * DAY
  return dayOf(year, 1, 1) * DAY
}

const grainOf = (unit: string): TimeGrain => {
  const c = unit.charAt(0)
  return c === '秒'
    ? 'second'
    : c === '分' || c === '刻'
      ? 'minute'
      : c === '小' || c === '钟'
        ? 'hour'
        : c === '天' || c === '日'
          ? 'day'
          : c === '周' || c === '星' || c === '礼'
            ? 'week'
            : c === '年'
              ? 'year'
              : 'month'
}

export function findRelative(
  search: TimeSearch,
  index: number,
): { next: number; readings: Interval[] } | undefined {
  const { tokens, ref, norm } = search
  const text = norm.text
  const token = tokens[index]
  if (token === undefined || token.kind === 'mark') return undefined
  const now = ref.day * DAY + ref.second
  const out: Interval[] = []
  const add = (start: number, end: number | undefined, grain: TimeGrain) => {
    if (end === undefined || end > start)
      out.push(end === undefined ? { start, grain } : { start, end, grain })
  }
  const finish = (at: number, length: number) => {
    if (out.length === 0) return undefined
    let next = index
    while (next < tokens.length && (tokens[next]?.start ?? 0) < at + length) next++
    return { next, readings: out }
  }
  // A year or month before the pattern bounds it: 去年前10天, 八月份的第一个周二.
  const read = readWhen(search.reader, index)
  let base: Interval | undefined
  let at = token.start
  if (
    read !== undefined &&
    hasDate(read.when) &&
    read.when.hour === undefined &&
    read.when.part === undefined &&
    !read.when.span &&
    !read.when.from
  ) {
    const when = { ...read.when, before: undefined, after: undefined }
    const readings = readingsOf(when, ref)
    if (
      readings[0]?.end !== undefined &&
      read.when.month !== undefined &&
      read.when.year === undefined &&
      read.when.yearOffset === undefined
    )
      base = readings.find((r) => civilOf(Math.floor(r.start / DAY)).year === ref.year) ?? readings[0]
    else base = readings[0]
    let end = read.when.end
    if (read.when.before && text.charAt(end - 1) === '前') end--
    at = end
  } else {
    const short = /^([0-9]{2}|[零〇一二三四五六七八九]{2})年/.exec(text.slice(at, at + 4))
    if (short !== null) {
      const n = Number(
        [...(short[1] ?? '')]
          .map((c) => ('零一二三四五六七八九'.indexOf(c) >= 0 ? '零一二三四五六七八九'.indexOf(c) : c))
          .join(''),
      )
      const year = n < 50 ? 2000 + n : 1900 + n
      base = { start: dayOf(year, 1, 1) * DAY, end: dayOf(year + 1, 1, 1) * DAY, grain: 'year' }
      at += short[0].length
    }
  }
  const year = civilOf(Math.floor((base?.start ?? now) / DAY)).year
  const rest = text.slice(at, at + 24)
  let m = QUARTER.exec(rest)
  if (m !== null) {
    const q = m[3] !== undefined ? Number(m[3]) : toNumber(m[1])
    if (q >= 1 && q <= 4) {
      const first = dayOf(year, q * 3 - 2, 1)
      if (m[2] === '末') add(addMonths(first, 2) * DAY, addMonths(first, 3) * DAY, 'month')
      else if (m[2] === '初') add(first * DAY, addMonths(first, 1) * DAY, 'month')
      add(first * DAY, addMonths(first, 3) * DAY, 'month')
      return finish(at, m[0].length)
    }
  }
  m = FIRST_QUARTERS.exec(rest)
  if (m !== null && base !== undefined) {
    add(dayOf(year, 1, 1) * DAY, dayOf(year, 1 + toNumber(m[1]) * 3, 1) * DAY, 'month')
    return finish(at, m[0].length)
  }
  m = base === undefined ? HALF_AGO.exec(rest) : null
  if (m !== null) {
    const first = ref.month <= 6 ? dayOf(ref.year, 1, 1) : dayOf(ref.year, 7, 1)
    const start = addMonths(first, m[1] === '上' ? -6 : 6)
    add(start * DAY, addMonths(start, 6) * DAY, 'month')
    return finish(at, m[0].length)
  }
  m = HALF.exec(rest)
  if (m !== null) {
    const second = m[1] === '下' || m[1] === '后'
    if (m[2] === '年')
      add(dayOf(year, second ? 7 : 1, 1) * DAY, dayOf(year, second ? 13 : 7, 1) * DAY, 'month')
    else if (m[2] === '月') {
      const c = civilOf(Math.floor((base?.start ?? now) / DAY))
      const first = dayOf(c.year, c.month, 1)
      add((second ? first + 15 : first) * DAY, (second ? addMonths(first, 1) : first + 15) * DAY, 'day')
    } else {
      const monday = Math.floor(floorTo('周', base?.start ?? now) / DAY)
      add((second ? monday + 3 : monday) * DAY, (second ? monday + 7 : monday + 3) * DAY, 'day')
      add((second ? monday + 3 : monday) * DAY, (second ? monday + 7 : monday + 4) * DAY, 'day')
    }
    return finish(at, m[0].length)
  }
  if (base?.end !== undefined) {
    m = NTH_WEEKDAY.exec(rest)
    if (m !== null) {
      const weekday = '一二三四五六日'.indexOf((m[3] ?? '').replace('天', '日')) + 1
      const first = Math.floor(base.start / DAY)
      const last = Math.floor(base.end / DAY) - 1
      const day =
        m[2] !== undefined
          ? last - ((weekdayOf(last) - weekday + 7) % 7)
          : first + ((weekday - weekdayOf(first) + 7) % 7) + (toNumber(m[1]) - 1) * 7
      add(day * DAY, (day + 1) * DAY, 'day')
      return finish(at, m[0].length)
    }
    m = NTH.exec(rest)
    if (m !== null) {
      const n = toNumber(m[1])
      const unit = m[2] ?? ''
      let start = base.start
      if (unit.charAt(0) === '周' || unit.charAt(0) === '星' || unit.charAt(0) === '礼') {
        const first = Math.floor(base.start / DAY)
        // The first week is the one of the first Thursday (ISO); the first whole week is the other reading.
        const iso = weekdayOf(first) <= 4 ? floorTo('周', base.start) : floorTo('周', base.start) + 7 * DAY
        const whole = weekdayOf(first) === 1 ? base.start : floorTo('周', base.start) + 7 * DAY
        for (const s of [whole, iso]) add(s + (n - 1) * 7 * DAY, s + n * 7 * DAY, 'week')
        return finish(at, m[0].length)
      }
      start = step(unit, base.start, n - 1)
      add(start, step(unit, start, 1), grainOf(unit))
      return finish(at, m[0].length)
    }
    m = EDGE.exec(rest)
    if (m !== null) {
      const n = toNumber(m[2])
      const unit = m[3] ?? ''
      if (m[1] === '最后' || m[1] === '后') {
        add(step(unit, base.end, -n), base.end, grainOf(unit))
        if (grainOf(unit) === 'week') {
          const monday = floorTo('周', base.end)
          add(monday - n * 7 * DAY, monday, 'week')
        }
      } else add(base.start, step(unit, base.start, n), grainOf(unit))
      return finish(at, m[0].length)
    }
    m = FROM_ON.exec(rest)
    if (m !== null) {
      if (base.start < now) {
        add(base.start, now + 1, base.grain)
        add(base.start, base.end, base.grain)
      } else add(base.start, base.end, base.grain)
      return finish(at, m[0].length)
    }
    if (read?.when.before && read.when.year !== undefined && read.when.month === undefined) {
      add(now, base.end, 'year')
      add(now, base.start, 'year')
      return finish(at, 1)
    }
  }
  const here = text.slice(token.start, token.start + 24)
  m = ONE_AGO.exec(here)
  if (m !== null) {
    const unit = m[2] ?? ''
    const start = unit === '季度' ? step(unit, floorTo(unit, now), m[1] === '上' ? -1 : 1) : 0
    if (unit === '季度') add(start, step(unit, start, 1), 'month')
    else if (m[1] === '上') add(step(unit, now, -1), now, grainOf(unit))
    else add(now, step(unit, now, 1), grainOf(unit))
    return finish(token.start, m[0].length)
  }
  m = BACK.exec(here)
  if (m !== null) {
    const n = toNumber(m[2])
    const unit = m[3] ?? ''
    const coarse = ['day', 'week', 'month', 'year'].includes(grainOf(unit))
    if (coarse) add(step(unit, ref.day * DAY, -n), ref.day * DAY, grainOf(unit))
    add(step(unit, floorTo(unit, now), -n), floorTo(unit, now), grainOf(unit))
    add(step(unit, now, -n), now, grainOf(unit))
    add(step(unit, now, -n), now + 1, grainOf(unit))
    return finish(token.start, m[0].length)
  }
  m = AHEAD.exec(here)
  if (
    m !== null &&
    !/^[前后内]|^之[前后内]|^以[前后内]/.test(
      text.slice(token.start + m[0].length, token.start + m[0].length + 2),
    )
  ) {
    const n = toNumber(m[2])
    const unit = m[3] ?? ''
    const coarse = ['day', 'week', 'month', 'year'].includes(grainOf(unit))
    if (coarse) add((ref.day + 1) * DAY, step(unit, (ref.day + 1) * DAY, n), grainOf(unit))
    add(now, step(unit, now, n), grainOf(unit))
    const after = grainOf(unit) === 'second' ? now + 1 : step(unit, floorTo(unit, now), 1)
    add(after, step(unit, after, n), grainOf(unit))
    return finish(token.start, m[0].length)
  }
  m = SINCE.exec(here)
  if (m !== null) {
    const n = toNumber(m[1]) + (m[3] !== undefined ? 0.5 : 0)
    add(step(m[2] ?? '', now, -n), (ref.day + 1) * DAY, 'day')
    add(step(m[2] ?? '', now, -n), now + 1, 'day')
    return finish(token.start, m[0].length)
  }
  m = DECADE.exec(here)
  if (m !== null) {
    const n = toNumber(m[3])
    const century =
      m[1] === '上世纪'
        ? 1900
        : m[1] === '本世纪'
          ? 2000
          : m[2] !== undefined
            ? (toNumber(m[2]) - 1) * 100
            : undefined
    const starts =
      century !== undefined ? [century + n] : [n < 30 ? 2000 + n : 1900 + n, n < 30 ? 1900 + n : 2000 + n]
    for (const y of starts) add(dayOf(y, 1, 1) * DAY, dayOf(y + 10, 1, 1) * DAY, 'year')
    return finish(token.start, m[0].length)
  }
  m = REPUBLIC.exec(here)
  if (m !== null) {
    const y = 1911 + toNumber(m[1])
    add(dayOf(y, 1, 1) * DAY, dayOf(y + 1, 1, 1) * DAY, 'year')
    return finish(token.start, m[0].length)
  }
  m = NOW.exec(here)
  if (m !== null) {
    add(now, undefined, 'second')
    return finish(token.start, m[0].length)
  }
  m = MONTH_TO_YEAR.exec(here)
  if (m !== null) {
    add(dayOf(Number(m[1]), Number(m[2]), 1) * DAY, dayOf(Number(m[3]) + 1, 1, 1) * DAY, 'month')
    return finish(token.start, m[0].length)
  }
  m = YEARS.exec(here)
  if (m !== null) {
    add(dayOf(Number(m[1]), 1, 1) * DAY, dayOf(Number(m[2]) + 1, 1, 1) * DAY, 'year')
    add(dayOf(Number(m[1]), 1, 1) * DAY, dayOf(Number(m[2]), 1, 1) * DAY, 'year')
    return finish(token.start, m[0].length)
  }
  if (token.kind === 'number') {
    m = LOOSE_DATE.exec(here)
    const gaps = norm.gap
    if (m === null) {
      const spaced = /^([0-9]{4})([0-9]{1,2})([0-9]{1,2})$/.exec(here.slice(0, 8))
      if (spaced !== null && gaps[token.start + 4] === 1) {
        const day = dayOf(Number(spaced[1]), Number(here.slice(4, 6)), Number(here.slice(6, 8)))
        add(day * DAY, (day + 1) * DAY, 'day')
        return finish(token.start, 8)
      }
    } else {
      const [a, b, c] = [Number(m[1]), Number(m[3]), Number(m[5])]
      const century = (y: number) => (y < 70 ? 2000 + y : y < 100 ? 1900 + y : y)
      const valid = (y: number, mo: number, d: number) =>
        mo >= 1 && mo <= 12 && d >= 1 && d <= 31 && y >= 1900
      if (c > 31 && valid(c, b, a)) add(dayOf(c, b, a) * DAY, (dayOf(c, b, a) + 1) * DAY, 'day')
      if (valid(century(a), b, c))
        add(dayOf(century(a), b, c) * DAY, (dayOf(century(a), b, c) + 1) * DAY, 'day')
      if (c > 31 && valid(c, a, b)) add(dayOf(c, a, b) * DAY, (dayOf(c, a, b) + 1) * DAY, 'day')
      if (out.length > 0) return finish(token.start, m[0].length)
    }
    m = YEAR.exec(here)
    if (
      m !== null &&
      read === undefined &&
      gaps[token.start + 4] !== 2 &&
      (text.length === 4 || /^(到|至|-|~)/.test(here.slice(4)))
    ) {
      add(dayOf(Number(m[1]), 1, 1) * DAY, dayOf(Number(m[1]) + 1, 1, 1) * DAY, 'year')
      return finish(token.start, 4)
    }
  }
  m = NEW_YEAR_DAYS.exec(here)
  if (m !== null) {
    for (const y of [ref.year, ref.year + 1]) {
      const day = lunarDay(y, 1, toNumber(m[1]))
      if (day !== undefined) add(day * DAY, (day + 1) * DAY, 'day')
    }
    return finish(token.start, m[0].length)
  }
  return findLunar()

  function findLunar(): { next: number; readings: Interval[] } | undefined {
    const marked = /^(农历|阴历|旧历)/.exec(rest) !== null || /^(农历|阴历|旧历|正月|腊月|冬月)/.test(here)
    const source = base !== undefined && (marked || /^八月十五|^五月初五|^九月初九/.test(rest)) ? rest : here
    const from = source === rest ? at : (token?.start ?? 0)
    const found = LUNAR.exec(source)
    const feast = /^(?:八月十五|五月初五|九月初九|七月初七)/.test(source)
    const digits = found?.[2] ?? ''
    if (found === null || !(marked || feast || digits.startsWith('初') || digits.startsWith('廿')))
      return undefined
    const name = found[1] ?? ''
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
    return finish(from, found[0].length)
  }
}
