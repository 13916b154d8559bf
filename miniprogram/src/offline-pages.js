/* The H5 pages without a network. Copied as it is: a service worker runs beside the pages, outside their bundle. */
const version = 'shunliu-pages'
const shell = '/m/index.html'

/** Every file of this build is on the phone before it is needed: a page that was never opened opens in the cellar too. */
self.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

async function keepAll() {
  const files = await (await fetch('/m/files.json', { cache: 'no-cache' })).json()
  const cache = await caches.open(version)
  const known = new Set((await cache.keys()).map((request) => new URL(request.url).pathname))
  const wanted = files.map((name) => `/m/${name}`)
  // Names carry a hash of what is in them: what is known is right.
  await cache.addAll(wanted.filter((path) => !known.has(path) || path === shell))
  for (const path of known) if (!wanted.includes(path)) await cache.delete(path)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith('/m/'))
    return
  if (request.mode === 'navigate') event.respondWith(fromServer(request))
  else event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)))
})

/** The page itself comes from the server while there is one; a newer build is then kept as well. */
async function fromServer(request) {
  try {
    const answer = await fetch(request)
    if (answer.ok) keepAll().catch(() => {})
    return answer
  } catch {
    return (await caches.match(shell)) ?? Response.error()
  }
}
