import { weekdayOf } from '../../time/calendar'
import type { FoundRelative, Spot } from './spot'
import { DAY, floorTo, grainOf, N, step, toNumber, UNIT } from './units'

/** A part of the year or month named before: 八月的第一个周二, 去年第三周, 今年最后5天, 三月起. */

const EDGE = new RegExp(`^的?(前|头|最后|后|最初)\\s*${N}个?${UNIT}`)
const NTH = new RegExp(
  `^的?第${N}个?(周(?![一二三四五六日天])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|月|天|日)`,
)
const NTH_WEEKDAY = new RegExp(`^的?(?:第${N}个?|(最后)一个)(?:周|星期|礼拜)([一二三四五六日天])`)
const FROM_ON = /^(起|开始|以来|至今|以后)/

export function findWithin({ base, at, rest, read, now, add, finish }: Spot): FoundRelative | undefined {
  if (base?.end === undefined) return undefined
  let m = NTH_WEEKDAY.exec(rest)
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
  return undefined
}
