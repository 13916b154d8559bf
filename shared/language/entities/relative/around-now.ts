import type { FoundRelative, Spot } from './spot'
import { DAY, floorTo, grainOf, N, step, toNumber, UNIT } from './units'

/** Counted from now: 上个季度, 过去三周, 未来两天, 五年以来, 现在. */

const BACK = new RegExp(`^(之前|前|上|过去的?|最近的?|近|以前|过往)${N}个?${UNIT}(?:里|内|以来|间)?`)
const AHEAD = new RegExp(`^(之后|后|下|未来的?|接下来的?|还剩|今后|往后|剩余?)${N}个?${UNIT}(?:里|内|间)?`)
const SINCE = new RegExp(`^${N}个?${UNIT}(半)?以来`)
const ONE_AGO = /^(上|下)(?:一)?个(小时|钟头|季度|分钟)/
const NOW = /^(现在|此刻|此时|当前|而家|宜家|眼下|目前|当下)/

export function findAroundNow({ search, start, here, now, add, finish }: Spot): FoundRelative | undefined {
  const { ref } = search
  let m = ONE_AGO.exec(here)
  if (m !== null) {
    const unit = m[2] ?? ''
    const first = unit === '季度' ? step(unit, floorTo(unit, now), m[1] === '上' ? -1 : 1) : 0
    if (unit === '季度') add(first, step(unit, first, 1), 'month')
    else if (m[1] === '上') add(step(unit, now, -1), now, grainOf(unit))
    else add(now, step(unit, now, 1), grainOf(unit))
    return finish(start, m[0].length)
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
    return finish(start, m[0].length)
  }
  m = AHEAD.exec(here)
  if (m !== null && !/^[之以]?[前后内]/.test(here.slice(m[0].length, m[0].length + 2))) {
    const n = toNumber(m[2])
    const unit = m[3] ?? ''
    const coarse = ['day', 'week', 'month', 'year'].includes(grainOf(unit))
    if (coarse) add((ref.day + 1) * DAY, step(unit, (ref.day + 1) * DAY, n), grainOf(unit))
    add(now, step(unit, now, n), grainOf(unit))
    const after = grainOf(unit) === 'second' ? now + 1 : step(unit, floorTo(unit, now), 1)
    add(after, step(unit, after, n), grainOf(unit))
    return finish(start, m[0].length)
  }
  m = SINCE.exec(here)
  if (m !== null) {
    const n = toNumber(m[1]) + (m[3] !== undefined ? 0.5 : 0)
    add(step(m[2] ?? '', now, -n), (ref.day + 1) * DAY, 'day')
    add(step(m[2] ?? '', now, -n), now + 1, 'day')
    return finish(start, m[0].length)
  }
  m = NOW.exec(here)
  if (m !== null) {
    add(now, undefined, 'second')
    return finish(start, m[0].length)
  }
  return undefined
}
