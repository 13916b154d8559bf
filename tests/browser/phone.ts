import fs from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { built } from './built'
import type { Phone } from './phones'
import { type StubApi, startStubApi } from './stub-api'

export const chromiumPath = '/usr/bin/chromium'

export { phones } from './phones'

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/** `describe`, or a line saying what is left out on a machine without a browser. CI leaves nothing out. */
export function describeInBrowser(title: string, body: () => void): void {
  if (fs.existsSync(chromiumPath)) {
    describe(title, body)
    return
  }
  if (process.env.CI) throw new Error(`no ${chromiumPath}: CI leaves nothing out`)
  process.stdout.write(`\nleft out: ${title} (no ${chromiumPath} on this machine)\n`)
  describe.skip(title, body)
}

export interface Bench {
  /** Where the pages come from: BASE_URL when one is handed in, else the stub. */
  readonly base: string
  /** Undefined against a real server. */
  readonly stub: StubApi | undefined
  /** Whom the phones belong to: a store manager, as the id of a demo log-in. */
  readonly person: string
  personOf(role: string): Promise<string>
  open(phone: Phone, dark?: boolean): Promise<Hand>
  /** Another page on the same phone, with what lies on it. */
  openIn(context: BrowserContext, phone: Phone): Promise<Hand>
  close(): Promise<void>
}

const allKeys = `new Promise((resolve) => {
  const stored = [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
  const opened = indexedDB.open('shunliu', 1)
  // The app has not made it yet, and it is not for us to make.
  opened.onupgradeneeded = () => opened.transaction.abort()
  opened.onerror = () => resolve(stored)
  opened.onsuccess = () => {
    const keys = opened.result.transaction('kept').objectStore('kept').getAllKeys()
    keys.onsuccess = () => {
      opened.result.close()
      resolve([...stored, ...keys.result.map(String)])
    }
  }
})`

/** One phone in a hand. */
export interface Hand {
  readonly page: Page
  readonly context: BrowserContext
  /** What the console complained about; failed requests are the tests' own doing and left out. */
  readonly complaints: string[]
  /** Opens a page from nothing, as `home/index`. */
  go(address: string, search?: string): Promise<void>
  /** As `phone`, without opening the page anew. */
  become(phone: Phone): Promise<void>
  /** The one visible button with that label in the thumb bar. */
  action(label: string | RegExp): Locator
  /** Visible text anywhere. */
  sees(text: string | RegExp): Promise<void>
  /** Every key that lies on the phone, whatever it lies in. */
  kept(): Promise<string[]>
}

/**
 * `stubbed`: these tests need a server that fails when told to, so they use the stub whatever is handed in.
 * @param served a server a test has started itself, and whose phone it is
 * @param start the instant at which the stub's clock starts
 */
export async function startBench({
  stubbed = false,
  start,
  served,
}: {
  stubbed?: boolean
  start?: string
  served?: { url: string; person: string }
} = {}): Promise<Bench> {
  const given = served?.url ?? (stubbed ? undefined : process.env.BASE_URL?.replace(/\/$/, ''))
  const stub = given ? undefined : await startStubApi(built('h5'), start)
  const base = given ?? stub?.url ?? ''
  const browser = await chromium.launch({ executablePath: chromiumPath, args: flags.split(' ') })
  const person = served?.person ?? (await playable(base, 'storeManager'))
  return {
    base,
    stub,
    person,
    personOf: (role) => playable(base, role),
    open: async (phone, dark) => pageIn(await newPhone(browser, phone, dark), { base, person, phone }),
    openIn: (context, phone) => pageIn(context, { base, person, phone }),
    close: async () => {
      await browser.close()
      await stub?.close()
    },
  }
}

/** The first demo person of that role. */
async function playable(base: string, role: string): Promise<string> {
  const { people } = (await (await fetch(`${base}/api/demo/people`)).json()) as {
    people: { id: string; role?: string }[]
  }
  return people.find((person) => person.role === role)?.id ?? ''
}

function newPhone(browser: Browser, phone: Phone, dark?: boolean): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: phone.width, height: phone.height },
    deviceScaleFactor: phone.scale,
    hasTouch: true,
    isMobile: true,
    colorScheme: dark ? 'dark' : 'light',
    // Whoever travels still sees the organisation's minutes.
    timezoneId: 'America/New_York',
    // 46 metres from the customers of these tests.
    geolocation: { latitude: 30.282266, longitude: 120.095187, accuracy: 12 },
    permissions: ['geolocation'],
  })
}

async function pageIn(
  context: BrowserContext,
  { base, person, phone }: { base: string; person: string; phone: Phone },
): Promise<Hand> {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load'))
      complaints.push(message.text())
  })
  const devtools = await context.newCDPSession(page)
  let held: Phone | undefined
  const become = async (next: Phone) => {
    if (next === held) return
    held = next
    const { width, height, inset } = next
    await page.setViewportSize({ width, height })
    await devtools.send('Emulation.setSafeAreaInsetsOverride', {
      insets: { bottom: inset, bottomMax: inset },
    })
  }
  await become(phone)
  return {
    page,
    context,
    become,
    complaints,
    go: async (address, search = `?demo=${person}`) => {
      await page.goto('about:blank')
      await page.goto(`${base}/m/${search}#/pages/${address}`)
    },
    action: (label) => page.locator('.action:visible', { hasText: label }),
    sees: (text) => page.locator(':visible', { hasText: text }).last().waitFor({ timeout: 15_000 }),
    kept: () => page.evaluate(allKeys),
  }
}
