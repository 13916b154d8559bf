import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(__dirname, '..', '..')
const sources = [
  'miniprogram/src',
  'miniprogram/config',
  'shared/api',
  'shared/design',
  'shared/language',
  'shared/text',
]

/** The folder of that build, made now when it is not there or older than what it is made of. Takes about a minute. */
export function built(kind: 'h5' | 'weapp'): string {
  const dir = path.join(root, 'dist', kind)
  const mark = path.join(dir, kind === 'h5' ? 'index.html' : 'app.json')
  const fresh = () => fs.existsSync(mark) && fs.statSync(mark).mtimeMs > newest()
  if (fresh()) return dir
  // Two suites start together: the second one waits for the first one's build.
  const script = path.join(root, 'tools', 'build-miniprogram.sh')
  const run = spawnSync(
    'flock',
    [script, 'bash', '-c', `[ "${mark}" -nt "$1" ] || bash "${script}" ${kind} "${dir}"`, '-', newestFile()],
    {
      encoding: 'utf8',
    },
  )
  if (run.status !== 0) throw new Error(`the ${kind} build failed:\n${run.stdout}\n${run.stderr}`)
  return dir
}

const files = () =>
  sources.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)),
  )

function newestFile(): string {
  return files().reduce((a, b) => (fs.statSync(a).mtimeMs > fs.statSync(b).mtimeMs ? a : b))
}

function newest(): number {
  return fs.statSync(newestFile()).mtimeMs
}
