/**
 * How fast lines are understood, beside chrono-node zh and Recognizers-Text on the same lines in the same run, and the
 * dictionary's figures. Run: npx tsx tests/bench/language-bench.ts
 *
 * tsx wraps every inner function and import of what it runs, which costs the engine two thirds of its speed and the
 * packages nothing; so the body is compiled as a build would, and run by plain node.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

const out = join(__dirname, `.language-bench-${process.pid}.cjs`)
buildSync({
  entryPoints: [join(__dirname, 'language-bench-body.ts')],
  bundle: true,
  platform: 'node',
  external: ['chrono-node', '@microsoft/recognizers-text-suite'],
  outfile: out,
})
try {
  process.exitCode = spawnSync(process.execPath, [out], { stdio: 'inherit' }).status ?? 1
} finally {
  rmSync(out, { force: true })
}
