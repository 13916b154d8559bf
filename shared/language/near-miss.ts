import { initialsOf, pinyinOf } from './pinyin'

/** Finds names within one edit, of the same sound, or by pinyin initials; built on first use. */
export interface NearMiss {
  /** Keys of the names that `said` may mean, the surest kind only; empty when none. */
  find(said: string): string[]
}

/** More candidates than this are no guess any more. */
const MOST = 400

export function createNearMiss(names: readonly string[]): NearMiss {
  const bySound = new Map<string, string[]>()
  const byInitials = new Map<string, string[]>()
  const byHalf = new Map<string, string[]>()
  const put = (map: Map<string, string[]>, key: string, name: string) => {
    const list = map.get(key)
    if (list === undefined) map.set(key, [name])
    else if (list.length < MOST) list.push(name)
  }
  for (const name of names) {
    put(bySound, pinyinOf(name), name)
    put(byInitials, initialsOf(name), name)
    if (name.length < 3) continue
    // One edit leaves one half as it was.
    const middle = name.length >> 1
    put(byHalf, `<${name.slice(0, middle)}`, name)
    put(byHalf, `>${name.slice(middle)}`, name)
  }
  return {
    find(said) {
      if (said.length < 2 || said.length > 30) return []
      const sound = bySound.get(pinyinOf(said))
      if (sound !== undefined) return sound.slice()
      if (isLetters(said)) {
        if (said.length < 2) return []
        return (byInitials.get(said) ?? bySound.get(said) ?? []).slice()
      }
      if (said.length < 3) return []
      const found = new Set<string>()
      for (const cut of [(said.length - 1) >> 1, said.length >> 1, (said.length + 1) >> 1]) {
        for (const name of byHalf.get(`<${said.slice(0, cut)}`) ?? [])
          if (withinOneEdit(said, name)) found.add(name)
        for (const name of byHalf.get(`>${said.slice(cut)}`) ?? [])
          if (withinOneEdit(said, name)) found.add(name)
      }
      return [...found]
    },
  }
}

function isLetters(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 97 || code > 122) return false
  }
  return true
}

/** One character more, less or other. */
export function withinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++
  if (i === a.length && i === b.length) return true
  const [x, y] = a.length >= b.length ? [a, b] : [b, a]
  if (x.length > y.length) return x.slice(i + 1) === y.slice(i)
  return a.slice(i + 1) === b.slice(i + 1)
}
