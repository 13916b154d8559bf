/** A small seeded generator (mulberry32): the same demo on every machine. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number
  /** A whole number, `from` and `to` included. */
  whole(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  chance(share: number): boolean
  /** One of them, each as often as its share of a hundred. */
  weighted<T>(list: readonly T[], shareOf: (item: T) => number): T
}

/** A generator of its own for each thing of a kind, so that writing one again writes the same. */
export function seededFor(kind: number, index: number): Random {
  return seeded(Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(kind, 0x85ebca6b))
}

export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    pick: <T>(list: readonly T[]) => list[whole(0, list.length - 1)] as T,
    chance: (share) => next() < share,
    weighted: <T>(list: readonly T[], shareOf: (item: T) => number) => {
      let point = next() * 100
      for (const item of list) {
        point -= shareOf(item)
        if (point <= 0) return item
      }
      return list[0] as T
    },
  }
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** An id that is the same on every machine: the kind, the instant as in a ULID, and a number. */
export function demoId(prefix: string, at: number, number: number): string {
  let time = ''
  for (let rest = at, i = 0; i < 10; i++) {
    time = alphabet[rest % 32] + time
    rest = Math.floor(rest / 32)
  }
  let tail = ''
  for (let rest = number, i = 0; i < 16; i++) {
    tail = alphabet[rest % 32] + tail
    rest = Math.floor(rest / 32)
  }
  return `${prefix}_${time}${tail}`
}
