import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createH5Build } from '../../server/platform/h5-build'
import { createLog } from '../../server/platform/log'
import { soon } from '../support/soon'

const root = mkdtempSync(join(tmpdir(), 'sl-h5-build-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A build that prints these lines and ends so. */
function build(lines: string[], end: string) {
  mkdirSync(join(root, 'tools'), { recursive: true })
  const script = [...lines.map((line) => `echo '${line}'; sleep 0.05`), end].join('\n')
  writeFileSync(join(root, 'tools/build-miniprogram.sh'), script)
  const made = createH5Build({ root, folder: join(root, 'h5'), log: createLog('silent') })
  made.start()
  return made
}

test('while it builds a person reads how far it is, never a line of the builder', async () => {
  const h5 = build(['build h5', 'progress 40%', 'webpack 5.91.0 compiling (12%)', 'progress 20%'], 'sleep 30')
  await soon(async () => expect(h5.state().text).toContain('，40%'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(h5.state()).toEqual({
    state: 'building',
    text: '手机页面正在准备，40%。只有第一次启动要等一两分钟，好了会自动打开。',
  })
  h5.stop()
})

test('a build that fails says so, and what to do', async () => {
  const h5 = build(['Module not found'], 'exit 1')
  await soon(async () => expect(h5.state().state).toBe('failed'))
  expect(h5.state().text).toBe('手机页面没有生成成功，请看服务器日志，修好后重新启动。')
})
