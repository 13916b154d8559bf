import { images } from './images'

/**
 * The lines at the bottom of a photo, as a transparent picture of its size. Where the machine has no Chinese font the
 * words would all be the same empty box, so only what is plain (time, coordinates, ids) is written.
 */
export async function watermark(lines: readonly string[], width: number, height: number): Promise<Buffer> {
  const shown = (await hasChinese()) ? lines : lines.map((line) => line.replace(/[^ -~±·]/g, '').trim())
  const size = Math.max(12, Math.min(44, Math.round(width / 30)))
  const step = Math.round(size * 1.45)
  const band = step * shown.length + size
  const texts = shown
    .map((line, index) => {
      const y = height - band + size + step * index + Math.round(size * 0.4)
      return `<text x="${size}" y="${y}">${escaped(fitting(line, width / size - 2))}</text>`
    })
    .join('')
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      <defs><linearGradient id="shade" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-opacity="0"/><stop offset="0.35" stop-opacity="0.55"/><stop offset="1" stop-opacity="0.7"/>
      </linearGradient></defs>
      <rect y="${height - band - size}" width="${width}" height="${band + size}" fill="url(#shade)"/>
      <g font-family="${fonts}" font-size="${size}" fill="#fff">${texts}</g>
    </svg>`,
  )
}

const fonts = 'Noto Sans CJK SC, Noto Sans SC, WenQuanYi Micro Hei, PingFang SC, Microsoft YaHei, sans-serif'

/** Cut to so many widths of a Chinese character; letters and digits take about half of one. */
function fitting(line: string, widths: number): string {
  let left = widths
  let shown = ''
  for (const letter of line) {
    left -= letter > '\u2e80' ? 1 : 0.6
    if (left < 1) return `${shown}…`
    shown += letter
  }
  return shown
}

const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to say them
    .replace(/[\u0000-\u001f\ufffe\uffff]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')

let chinese: Promise<boolean> | undefined

/** Whether two different characters come out differently. */
function hasChinese(): Promise<boolean> {
  const drawn = (letter: string) =>
    images()(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="32" font-family="${fonts}" font-size="32">${letter}</text></svg>`,
      ),
    )
      .raw()
      .toBuffer()
  chinese ??= Promise.all([drawn('永'), drawn('国')]).then(([one, other]) => !one.equals(other))
  return chinese
}
