import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { h5Texts } from '../../shared/text/h5'
import type { Log } from './log'

export interface H5Build {
  state(): { state: 'there' | 'building' | 'failed'; text: string }
  start(): void
  stop(): void
}

/**
 * Makes the browser build of the mini-program on the first start, in the background: the server is usable meanwhile.
 * It is built aside and renamed, so a killed build leaves nothing half (`tools/build-miniprogram.sh`).
 */
export function createH5Build(parts: { root: string; folder: string; log: Log }): H5Build {
  const { root, folder, log } = parts
  const there = () => existsSync(join(folder, 'index.html'))
  let child: ChildProcess | undefined
  let failed = false
  let percent = 0
  let lastLine = ''
  return {
    state: () => {
      if (there()) return { state: 'there', text: h5Texts.there() }
      return failed
        ? { state: 'failed', text: h5Texts.failed() }
        : { state: 'building', text: h5Texts.building(percent) }
    },
    start: () => {
      const script = join(root, 'tools/build-miniprogram.sh')
      if (there() || !existsSync(script)) return
      log.info('the browser build of the mini-program is being made (first start)')
      // Its own process group: ending the server ends webpack's workers too.
      child = spawn('nice', ['-n', '10', 'bash', script, 'h5', folder], {
        cwd: root,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const hear = (chunk: Buffer) => {
        const line = chunk.toString().trim().split('\n').at(-1)?.trim()
        if (line) lastLine = line.slice(0, 120)
        const [, said] = /^progress (\d{1,3})%$/.exec(line ?? '') ?? []
        if (said) percent = Math.max(percent, Number(said))
      }
      child.stdout?.on('data', hear)
      child.stderr?.on('data', hear)
      child.on('exit', (code) => {
        failed = code !== 0
        child = undefined
        if (failed && code !== null)
          log.error({ code, lastLine }, 'the browser build of the mini-program failed')
        else if (!failed) log.info('the browser build of the mini-program is ready')
      })
    },
    stop: () => {
      if (!child?.pid) return
      try {
        process.kill(-child.pid, 'SIGTERM')
      } catch {
        // It ended by itself in this moment.
      }
    },
  }
}
