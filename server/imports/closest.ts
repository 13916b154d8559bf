import { nameKey } from '../customers/name-key'

/** The one name that is meant by a near miss: one or two characters off, or part of it; undefined when several are. */
export function closest(said: string, names: readonly string[]): string | undefined {
  const key = nameKey(said)
  if (key.length < 2) return undefined
  const within = names.filter((name) => nameKey(name).includes(key) || key.includes(nameKey(name)))
  if (within.length === 1) return within[0]
  const most = key.length < 5 ? 1 : 2
  const near = names
    .map((name) => ({ name, far: distance(key, nameKey(name), most) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far)
  return near[0] && near[0].far !== near[1]?.far ? near[0].name : undefined
}

/** Characters to change, add or leave out; more than `most` is only that. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const line = [i]
    for (let j = 1; j <= b.length; j++)
      line.push(Math.min(above[j]! + 1, line[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    above = line
  }
  return above[b.length]!
}
