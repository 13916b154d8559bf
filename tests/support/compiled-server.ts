import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './mariadb'

const root = join(__dirname, '../..')
const entry = join(root, 'dist/main.js')

function newest(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Compiles the server unless `dist/main.js` is newer than every source. */
export function ensureCompiled(): void {
  const sources = ['main.ts', 'bot', 'server', 'shared', 'migrations'].map((name) => join(root, name))
  if (existsSync(entry) && statSync(entry).mtimeMs > Math.max(...sources.map(newest))) return
  execFileSync('bash', [join(root, 'tools/build-server.sh')], { cwd: root, stdio: 'inherit' })
}

export interface RunningServer {
  url: string
  child: ChildProcess
  /** What it printed so far. */
  output: () => string
  /** Ends it by a signal and waits until it is gone; answers its exit code. */
  end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null>
}

/** Starts the compiled server as its own process and waits until it is ready. */
export async function startServer(
  env: Record<string, string>,
  { port, readyWithinMs = 60_000 }: { port?: number; readyWithinMs?: number } = {},
): Promise<RunningServer> {
  const listening = port ?? (await freePort())
  const child = spawn(process.execPath, [entry], {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      LOG_LEVEL: 'warn',
      ...env,
      PORT: String(listening),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const url = `http://127.0.0.1:${listening}`
  const until = Date.now() + readyWithinMs
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended at start:\n${output}`)
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) break
    if (Date.now() > until) throw new Error(`the server was not ready in time:\n${output}`)
    await sleep(50)
  }
  return {
    url,
    child,
    output: () => output,
    end: async (signal) => {
      child.kill(signal)
      return exited
    },
  }
}
