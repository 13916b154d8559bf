import { SIMPLIFIED, TRADITIONAL } from './tables/traditional'

/**
 * The text as the rules see it: half-width, simplified, without spaces, emoji and invisible characters; and for each
 * character where it came from.
 */
export interface Normalised {
  /** Letters keep their case (product names are shown to people); the lexer ignores it. */
  text: string
  /** Index into the original text of each character, and its length at the end. */
  from: Int32Array
  /** 1 where a space or an emoji stood before the character. */
  gap: Uint8Array
  original: string
}

const simplifiedOf = new Map<number, number>()
for (let i = 0; i < TRADITIONAL.length; i++)
  simplifiedOf.set(TRADITIONAL.charCodeAt(i), SIMPLIFIED.charCodeAt(i))

/** One character to one, beyond what full-width arithmetic does. */
const SAME: Record<string, string> = {
  〇: '零',
  '○': '零',
  '◯': '零',
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '［': '[',
  '］': ']',
  '｟': '(',
  '〜': '~',
  '～': '~',
  '—': '-',
  '–': '-',
  '−': '-',
  ー: '-',
  '－': '-',
  '―': '-',
  '〃': '"',
  '￥': '¥',
  '＄': '$',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '﹟': '#',
  '·': '·',
  '・': '·',
  '•': '·',
  '×': '*',
  '✕': '*',
  '✖': '*',
  '｡': '。',
  '､': '、',
  '…': '。',
  '⋯': '。',
  壹: '壹',
  '\r': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
  '\v': '\n',
  '\f': '\n',
  '㎏': 'k',
  '㎎': 'm',
  '㎝': 'c',
  '㎜': 'm',
  '㎡': '㎡',
  '℃': '℃',
  聼: '听',
  廿: '廿',
  呎: '呎',
  // Cantonese and rural forms whose usual simplification is another word here.
  後: '后',
  週: '周',
  號: '号',
  點: '点',
  隻: '只',
  裡: '里',
  裏: '里',
  囍: '喜',
  臺: '台',
  佰: '百',
  仟: '千',
}
const same = new Map<number, number>()
for (const [key, value] of Object.entries(SAME)) same.set(key.charCodeAt(0), value.charCodeAt(0))

/** Circled and parenthesised digits ①–⑳ stand for bullets in a list; they read as a line break. */
function isBullet(code: number): boolean {
  return code >= 0x2460 && code <= 0x249b
}

function isInvisible(code: number): boolean {
  if (code < 32) return code !== 10 && code !== 9
  return (
    code === 0x7f ||
    (code >= 0x80 && code < 0xa0) ||
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff ||
    (code >= 0xfe00 && code <= 0xfe0f)
  )
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    code === 9 ||
    code === 0xa0 ||
    code === 0x3000 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f
  )
}

/** Emoji, dingbats and arrows; surrogates as a whole, because no Chinese word of the tables is beyond the BMP. */
export function isEmoji(code: number): boolean {
  return (
    (code >= 0xd800 && code <= 0xdfff) ||
    (code >= 0x2300 && code <= 0x23ff) ||
    (code >= 0x2500 && code <= 0x27bf) ||
    (code >= 0x2b00 && code <= 0x2bff) ||
    code === 0x20e3 ||
    code === 0x203c ||
    code === 0x2049 ||
    code === 0x3030 ||
    (code >= 0xe000 && code <= 0xf8ff)
  )
}

/** For every character what it becomes; below 8 a class of its own. */
const SPACE = 1
const GONE = 2
const EMOJI = 3
const table = new Uint16Array(65536)
for (let code = 0; code < 65536; code++) {
  let result = code
  if (code >= 0xff01 && code <= 0xff5e) result = code - 0xfee0
  if (code >= 0x4e00 && code <= 0x9fff) result = same.get(code) ?? simplifiedOf.get(code) ?? code
  else if (isSpace(result)) result = SPACE
  else if (same.has(result)) result = same.get(result) ?? result
  else if (isInvisible(result)) result = GONE
  else if (isBullet(result)) result = 10
  else if (code === 0x27a1 || code === 0x2192) result = 0x2192
  else if (isEmoji(result)) result = EMOJI
  table[code] = result
}

/** Shared by all lines in which nothing changes; never written to. */
const IDENTITY = Int32Array.from({ length: 4096 }, (_, i) => i)
const NO_GAPS = new Uint8Array(4096)

/** The text when each character becomes one other (a full-width comma …), `plain` of them itself; else undefined. */
function oneToOne(original: string, plain: number): string | undefined {
  const codes: number[] = []
  for (let i = plain; i < original.length; i++) {
    const code = original.charCodeAt(i)
    const result = table[code] ?? code
    if (result < 8 || (code === 13 && original.charCodeAt(i + 1) === 10)) return undefined
    codes.push(result)
  }
  return original.slice(0, plain) + String.fromCharCode.apply(null, codes)
}

/** Normalises once, linear in the length. Example: `normalise('＃ 明 天').text` is `'#明天'`. */
export function normalise(original: string): Normalised {
  const length = original.length
  let plain = 0
  while (plain < length && table[original.charCodeAt(plain)] === original.charCodeAt(plain)) plain++
  if (plain === length && length < IDENTITY.length)
    return { text: original, from: IDENTITY, gap: NO_GAPS, original }
  if (length < IDENTITY.length) {
    const text = oneToOne(original, plain)
    if (text !== undefined) return { text, from: IDENTITY, gap: NO_GAPS, original }
  }
  const from = new Int32Array(length + 1)
  const gap = new Uint8Array(length + 1)
  let text = ''
  let changed = false
  // Filled from the first character on that is not itself any more; most lines have none.
  const codes: number[] = []
  let n = 0
  let open = 0
  for (let i = 0; i < length; i++) {
    const code = original.charCodeAt(i)
    const result = table[code] ?? code
    if (result < 8) {
      changed = true
      if (result !== GONE) open = 1
      continue
    }
    if (code === 13 && original.charCodeAt(i + 1) === 10) {
      changed = true
      continue
    }
    if (result !== code && !changed) changed = true
    if (changed) {
      while (codes.length < n) codes.push(original.charCodeAt(codes.length))
      codes.push(result)
    }
    from[n] = i
    gap[n] = open
    open = 0
    n++
  }
  from[n] = length
  gap[n] = 1
  if (!changed) text = original
  else {
    while (codes.length < n) codes.push(original.charCodeAt(codes.length))
    for (let i = 0; i < n; i += 4096) text += String.fromCharCode.apply(null, codes.slice(i, i + 4096))
  }
  return { text, from, gap, original }
}
