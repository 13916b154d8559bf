import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
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

/** Compiles the server unless `dist/main.js` is newer than every source; suites that start together take turns. */
export function ensureCompiled(): void {
  const sources = ['main.ts', 'bot', 'server', 'shared', 'migrations'].map((name) => join(root, name))
  const isFresh = () => existsSync(entry) && statSync(entry).mtimeMs > Math.max(...sources.map(newest))
  if (isFresh()) return
  const lock = openLock()
  try {
    if (!isFresh())
      execFileSync('bash', [join(root, 'tools/build-server.sh')], { cwd: root, stdio: 'inherit' })
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

/** A folder only one process can make; one that a dead process left is taken over after two minutes. */
function openLock(): string {
  const lock = join(root, 'node_modules/.cache/shunliu-compile')
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true })
  for (const until = Date.now() + 120_000; ; ) {
    try {
      mkdirSync(lock)
      return lock
    } catch {
      if (Date.now() > until) return lock
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
}

/** Runs the compiled server until it ends by itself; answers its exit code and what it printed. */
export function runToEnd(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [entry], { cwd: root, env: { PATH: process.env.PATH ?? '', ...env } })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })))
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
  {
    port,
    readyWithinMs = 60_000,
    until = 'readyz',
  }: { port?: number; readyWithinMs?: number; until?: 'readyz' | 'healthz' } = {},
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
  const latest = Date.now() + readyWithinMs
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended at start:\n${output}`)
    const ready = await fetch(`${url}/${until}`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) break
    if (Date.now() > latest) throw new Error(`the server was not ready in time:\n${output}`)
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
