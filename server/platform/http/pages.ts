import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import serveStatic from 'koa-static'
import { webPageTexts } from '../../../shared/text/web-pages'
import type { WebContext, WebMiddleware } from './web-state'

export interface Pages {
  /** Where the browser build of the mini-program lies, or will lie once it is built. */
  h5Folder: string
  /** How far that build is, or that it failed, in words for people. */
  h5Progress: () => string
  /** The demo page's folder while this is a demo; undefined leads `/` to the mini-program. */
  demoPageFolder: () => string | undefined
}

/** `/m/` is the mini-program in the browser, `/` the demo page or the way to `/m/`. */
export function pages({ h5Folder, h5Progress, demoPageFolder }: Pages): WebMiddleware {
  const served = new Map<string, WebMiddleware>()
  const from = (folder: string) => {
    const known = served.get(folder) ?? staticFolder(folder)
    served.set(folder, known)
    return known
  }
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    if (ctx.path === '/m') return ctx.redirect('/m/')
    if (ctx.path.startsWith('/m/')) {
      ctx.state.route = '/m/'
      if (!(await isThere(h5Folder)))
        return progressPage(ctx, h5Progress(), demoPageFolder() ? webPageTexts.meanwhile() : '')
      return serveBelow('/m', from(h5Folder), ctx)
    }
    const demoPage = demoPageFolder()
    if (ctx.path === '/' && !demoPage) {
      ctx.state.route = '/'
      return (await isThere(h5Folder)) ? ctx.redirect('/m/') : progressPage(ctx, h5Progress(), '')
    }
    if (!demoPage || ctx.path.startsWith('/api/')) return next()
    ctx.state.route = '/'
    return from(demoPage)(ctx, next)
  }
}

const isThere = (folder: string) =>
  stat(join(folder, 'index.html')).then(
    () => true,
    () => false,
  )

function staticFolder(folder: string): WebMiddleware {
  return serveStatic(folder, {
    setHeaders: (response, path) =>
      // A name that carries a hash of the content never changes; everything else is asked for anew.
      response.setHeader(
        'Cache-Control',
        /[.-][0-9a-f]{8,}\.\w+(\.br|\.gz)?$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  }) as unknown as WebMiddleware
}

/** Serves as if the folder's root were at `prefix`; a path without a file leads to the page that knows it. */
async function serveBelow(prefix: string, serve: WebMiddleware, ctx: WebContext): Promise<void> {
  const asked = ctx.path
  const attempt = async (path: string) => {
    ctx.path = path
    await serve(ctx, async () => undefined)
  }
  await attempt(asked.slice(prefix.length))
  const isPage = !/\.\w+$/.test(asked)
  if (ctx.body === undefined && isPage) await attempt('/index.html')
  ctx.path = asked
}

function progressPage(ctx: WebContext, state: string, meanwhile: string): void {
  ctx.type = 'html'
  ctx.set('Cache-Control', 'no-store')
  // Reloads itself without a script: the content security policy allows none inline.
  ctx.body = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${webPageTexts.buildingTitle()}</title>
<style>:root{color-scheme:light dark}body{font:15px/22px system-ui,sans-serif;margin:30vh auto 0;max-width:20em;padding:0 16px;
text-align:center;background:#f3f5f4;color:#14201c}small{font-size:13px;color:#5a6862}
@media(prefers-color-scheme:dark){body{background:#0e1412;color:#e9efec}small{color:#98a59f}}</style></head>
<body><p>${escaped(state)}</p><p><small>${meanwhile}</small></p></body></html>`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
