import { PINYIN } from './tables/pinyin'

/** Sounds of names, without tones; only the dictionary loads this table. */

let syllables: Map<string, string> | undefined

function table(): Map<string, string> {
  if (syllables !== undefined) return syllables
  syllables = new Map()
  for (const row of PINYIN.split(' ')) {
    let cut = 0
    while (cut < row.length && row.charCodeAt(cut) < 128) cut++
    const syllable = row.slice(0, cut)
    for (let i = cut; i < row.length; i++) syllables.set(row.charAt(i), syllable)
  }
  return syllables
}

/** `youxianda` for 优鲜达; characters without a reading stay. */
export function pinyinOf(text: string): string {
  const map = table()
  let out = ''
  for (let i = 0; i < text.length; i++) out += map.get(text.charAt(i)) ?? text.charAt(i)
  return out
}

/** `yxd` for 优鲜达. */
export function initialsOf(text: string): string {
  const map = table()
  let out = ''
  for (let i = 0; i < text.length; i++) out += (map.get(text.charAt(i)) ?? text.charAt(i)).charAt(0)
  return out
}
