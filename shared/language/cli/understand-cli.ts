/** JSON lines in, JSON lines out, in order. Flags: --entities, --explain. A bad line is answered in place; exit 1 then. */
import { findEntities, understand } from '../understand'

const entities = process.argv.includes('--entities')
const explain = process.argv.includes('--explain')
let failed = false

function answer(line: string): string {
  let input: { id?: unknown; text?: unknown; reference_datetime?: unknown; timezone?: unknown }
  try {
    input = JSON.parse(line)
  } catch (error) {
    failed = true
    return JSON.stringify({ error: `not JSON: ${error instanceof Error ? error.message : 'unreadable'}` })
  }
  if (typeof input !== 'object' || input === null || typeof input.text !== 'string') {
    failed = true
    return JSON.stringify({ id: (input as { id?: unknown } | null)?.id, error: 'text is missing' })
  }
  const context = {
    reference: typeof input.reference_datetime === 'string' ? input.reference_datetime : '',
    timezone: String(input.timezone ?? ''),
  }
  const result = entities ? findEntities(input.text, context) : understand(input.text, context, { explain })
  return JSON.stringify({ id: input.id, ...result })
}

let rest = ''
let out: string[] = []
let held = 0

function emit(text: string): void {
  out.push(text)
  held += text.length
  if (held > 1 << 16) flush()
}

function flush(): void {
  if (out.length === 0) return
  const more = process.stdout.write(`${out.join('\n')}\n`)
  out = []
  held = 0
  if (!more) {
    process.stdin.pause()
    process.stdout.once('drain', () => process.stdin.resume())
  }
}

process.stdin.setEncoding('utf8')
process.stdin.on('data', (chunk: string) => {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) if (line.trim() !== '') emit(answer(line))
  flush()
})
process.stdin.on('end', () => {
  if (rest.trim() !== '') emit(answer(rest))
  flush()
  process.exitCode = failed ? 1 : 0
})
