/**
 * How fast lines are understood, beside chrono-node zh and Recognizers-Text on the same lines in the same run, and the
 * dictionary's figures. Run: npx tsx tests/bench/language-bench.ts
 *
 * tsx wraps every inner function and import of what it runs, which costs the engine two thirds of its speed and the
 * packages nothing; so the body is compiled as the server is, and run by plain node.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')
// Within the project, so that the compiled files find its packages.
const out = mkdtempSync(join(root, '.language-bench-'))
const body = 'tests/bench/language-bench-body.ts'
const options =
  '--target ES2022 --module CommonJS --moduleResolution Node10 --types node --esModuleInterop --skipLibCheck'
const run = (args: string[]) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1
try {
  process.exitCode =
    run([
      require.resolve('typescript/bin/tsc'),
      body,
      '--rootDir',
      root,
      '--outDir',
      out,
      ...options.split(' '),
    ]) || run([join(out, body.replace(/ts$/, 'js'))])
} finally {
  rmSync(out, { recursive: true, force: true })
}
