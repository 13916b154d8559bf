import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'

const sourceRoot = path.resolve(__dirname, '..', 'src')
const shared = path.resolve(__dirname, '..', '..', 'shared')
const outputRoot = process.env.OUT_DIR || `dist/${process.env.TARO_ENV}`
const zod = `${path.sep}node_modules${path.sep}zod${path.sep}`

/** Sources outside src that go through Babel: shared is TypeScript, zod is newer than the oldest phones. */
const alsoCompiled = (file: string) => file.startsWith(shared) || file.includes(zod)

export default defineConfig<'webpack5'>(async () => {
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'shunliu',
    date: '2026-11-23',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot,
    plugins: [],
    // The H5 build is served by the same process as the API; the mini-program has no origin of its own.
    defineConstants: {
      API_BASE: JSON.stringify(
        process.env.TARO_ENV === 'h5' ? '' : process.env.API_BASE || 'http://127.0.0.1:3000',
      ),
    },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    logger: { quiet: true, stats: false },
    // Chinese as it is: escaped it takes twice the bytes, and the main package has a limit.
    terser: { enable: true, config: { output: { ascii_only: false } } },
    alias: { '@': sourceRoot, '@shared': shared },
    // theme.json names the tab icons, so Taro cannot see them; the service worker runs outside the bundle.
    copy: {
      patterns:
        process.env.TARO_ENV === 'weapp'
          ? [{ from: path.join(sourceRoot, 'assets/tab'), to: path.join(outputRoot, 'assets/tab') }]
          : [
              {
                from: path.join(sourceRoot, 'offline-pages.js'),
                to: path.join(outputRoot, 'offline-pages.js'),
              },
            ],
      options: {},
    },
    mini: {
      compile: { include: [alsoCompiled] },
      optimizeMainPackage: { enable: true },
      postcss: { pxtransform: { enable: true, config: {} } },
      webpackChain: showProgress,
    },
    h5: {
      publicPath: '/m/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      compile: { include: [alsoCompiled] },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: { autoprefixer: { enable: true } },
      webpackChain: (chain: Chain, webpack: Webpack) => {
        showProgress(chain, webpack)
        chain.plugin('file-list').use(FileList, [])
        // Taro makes a chunk a page and would put what they share into each of them.
        const everyPage = { name: 'every-page', chunks: 'async', minChunks: 2, enforce: true }
        chain.merge({ optimization: { splitChunks: { cacheGroups: { everyPage } } } })
      },
    },
  }
  return config
})

interface Compiler {
  hooks: {
    thisCompilation: { tap(name: string, work: (compilation: Compilation) => void): void }
  }
  webpack: {
    Compilation: { PROCESS_ASSETS_STAGE_REPORT: number }
    sources: { RawSource: new (text: string) => object }
  }
}
interface Compilation {
  hooks: { processAssets: { tap(at: { name: string; stage: number }, work: (assets: object) => void): void } }
  emitAsset(name: string, source: object): void
}

/** `files.json`: what the service worker takes onto the phone. */
class FileList {
  apply(compiler: Compiler) {
    const { Compilation, sources } = compiler.webpack
    const at = { name: 'file-list', stage: Compilation.PROCESS_ASSETS_STAGE_REPORT }
    compiler.hooks.thisCompilation.tap(at.name, (compilation) =>
      compilation.hooks.processAssets.tap(at, (assets) => {
        const names = Object.keys(assets).filter((name) => /\.(js|css|html)$/.test(name))
        compilation.emitAsset('files.json', new sources.RawSource(JSON.stringify(names)))
      }),
    )
  }
}

interface Webpack {
  ProgressPlugin: unknown
}

interface Chain {
  merge(config: object): void
  plugin(name: string): { use(plugin: unknown, args: unknown[]): void }
  performance: { hints(value: boolean): void }
}

/** One line every ten per cent: whoever started the build shows how far it is. */
function showProgress(chain: Chain, webpack: Webpack) {
  let last = -1
  const show = (part: number) => {
    const ten = Math.floor(part * 10) * 10
    if (ten <= last) return
    last = ten
    process.stdout.write(`progress ${ten}%\n`)
  }
  chain.plugin('progress-lines').use(webpack.ProgressPlugin, [show])
  chain.performance.hints(false)
}
