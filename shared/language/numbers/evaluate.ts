/** What a run of numerals is worth: 三千五 3500, 一万二 12000, 三千零五 3005. */

/** [low, high] of the atoms: digits as [d, d'], units as numbers. */
export interface Atom {
  unit: number
  low: number
  high: number
}

export function evaluate(atoms: Atom[], high: boolean): number {
  let total = 0
  let section = 0
  let current = -1
  let last = 1
  let zero = false
  for (const atom of atoms) {
    if (atom.unit === 0) {
      const d = high ? atom.high : atom.low
      if (d === 0 && atom.high === 0) {
        zero = true
        current = -1
        continue
      }
      current = d
      continue
    }
    const unit = atom.unit
    if (unit >= 1e4) {
      const group = section + Math.max(current, 0)
      if (total > 0 && (group === 0 || unit > total)) total = (total + group) * unit
      else total += (group === 0 ? 1 : group) * unit
      section = 0
    } else section += (current < 0 ? 1 : current) * unit
    current = -1
    zero = false
    last = unit
  }
  if (current >= 0) {
    // 三千五 is 3500, 一万二 12000, 3万5 35000; but 三千零五 3005 and 3万4000 34000
    if (!zero && last >= 100 && current < 10) section += (current * last) / 10
    else section += current
  }
  return total + section
}

export const round = (n: number) => Math.round(n * 1e6) / 1e6
