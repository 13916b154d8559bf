import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')
const sources = (folder: string, kinds: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => kinds.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n')
const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name ?? '')

test('the demo page and the mini-program have one file of design tokens, which names all they use', () => {
  const tokens = readFileSync(join(root, 'shared/design/tokens.css'), 'utf8')
  expect(readFileSync(join(root, 'bot/sandbox/page/tokens.css'), 'utf8')).toBe(tokens)
  for (const folder of ['bot/sandbox/page', 'miniprogram/src']) {
    const css = sources(folder, /\.css$/)
    // An icon brings its own shape along.
    const known = new Set(names(tokens + sources(folder, /\.(css|tsx|js)$/), /(--[\w-]+)['"`]?\s*:/g))
    expect(names(css, /var\((--[\w-]+)\)/g).filter((name) => !known.has(name))).toEqual([])
  }
})
