/**
 * Cuts a text into pieces of at most `bytes` UTF-8 bytes: at line ends where it can, else between characters, never
 * inside one (an emoji with its modifiers is one).
 *
 * @example splitText('甲\n乙', 4) // ['甲', '乙']
 */
export function splitText(text: string, bytes: number): string[] {
  if (sizeOf(text) <= bytes) return [text]
  const pieces: string[] = []
  let piece = ''
  for (const line of text.split('\n')) {
    const joined = piece === '' ? line : `${piece}\n${line}`
    if (sizeOf(joined) <= bytes) {
      piece = joined
      continue
    }
    const cut = cutLine(line, bytes)
    if (piece !== '') pieces.push(piece)
    pieces.push(...cut.slice(0, -1))
    piece = cut.at(-1) ?? ''
  }
  pieces.push(piece)
  return pieces.filter((each) => each.trim() !== '')
}

const sizeOf = (text: string) => Buffer.byteLength(text)
const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

function cutLine(line: string, bytes: number): string[] {
  if (sizeOf(line) <= bytes) return [line]
  const pieces: string[] = []
  let piece = ''
  let size = 0
  // A single "character" may itself be too long (a letter with hundreds of accents): then by code point.
  const units = [...characters.segment(line)].flatMap(({ segment }) =>
    sizeOf(segment) > bytes ? [...segment] : [segment],
  )
  for (const unit of units) {
    const unitSize = sizeOf(unit)
    if (size + unitSize > bytes) {
      pieces.push(piece)
      piece = ''
      size = 0
    }
    piece += unit
    size += unitSize
  }
  return [...pieces, piece]
}
