import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { alertRoutes } from '../../server/alerts/routes'
import { fieldRoutes } from '../../server/customers/field-routes'
import { customerFileRoutes } from '../../server/customers/file-routes'
import { mergeRoutes } from '../../server/customers/merges/routes'
import { customerRoutes } from '../../server/customers/routes'
import { sourceRoutes } from '../../server/customers/source-routes'
import { transferRoutes } from '../../server/customers/transfers/routes'
import { customerViewRoutes } from '../../server/customers/view-routes'
import { exportRoutes } from '../../server/exports/routes'
import { opportunityRoutes } from '../../server/funnel/routes'
import { importRoutes } from '../../server/imports/routes'
import { createImportWorker, type ImportWorker } from '../../server/imports/work-imports'
import { messageRoutes } from '../../server/messages/routes'
import type { IdentityProvider } from '../../server/organisation/identity-provider'
import { createNumbers } from '../../server/organisation/numbers'
import { organisationRoutes } from '../../server/organisation/routes'
import { whoHasSession } from '../../server/organisation/sessions'
import { setupRoutes } from '../../server/organisation/setup-routes'
import type { Database } from '../../server/platform/database'
import { type FileStore, folderStore } from '../../server/platform/files'
import type { Api } from '../../server/platform/http/api'
import { createMetrics } from '../../server/platform/http/metrics'
import { type Limits, usualLimits } from '../../server/platform/http/rate-limit'
import { createWebServer, type WebServer } from '../../server/platform/http/web-server'
import { createLog } from '../../server/platform/log'
import { reportRoutes } from '../../server/reports/routes'
import { templateRoutes } from '../../server/templates/routes'
import { touchpointRoutes } from '../../server/touchpoints/routes'
import { undoRoutes } from '../../server/undo/routes'
import { photoRoutes } from '../../server/visits/photos/routes'
import { visitPlanRoutes } from '../../server/visits/plans/routes'
import { taskRoutes } from '../../server/visits/routes'
import { visitRoutes } from '../../server/visits/visit-routes'
import { buildWorld, handClock, type PersonName, tokenOf, type World } from './world'

export interface Answer {
  status: number
  // What tests look into; its shape is checked against the route's schema by the server itself.
  // biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects
  body: any
  headers: Headers
}

export interface CallOptions {
  as?: PersonName
  token?: string
  body?: unknown
  headers?: Record<string, string>
}

export interface TestWeb {
  url: string
  world: World
  /** Another organisation in the same database. */
  elsewhere: World
  database: Database
  clock: ReturnType<typeof handClock>
  call(method: 'GET' | 'POST' | 'DELETE', path: string, options?: CallOptions): Promise<Answer>
  signIn(person: PersonName, world?: World): Promise<string>
  /** What goes on with imports. */
  imports: ImportWorker
  files: FileStore
  stop(): Promise<void>
}

export interface TestWebOptions {
  demo?: boolean
  limits?: Limits
  identities?: IdentityProvider
  wecomUrlOf?: (orgId: string | undefined) => Promise<string | undefined>
  more?: (api: Api) => void
  pages?: Parameters<typeof createWebServer>[0]['pages']
}

const nobody = () => undefined

/** Made with the first file. */
export const filesFolder = join(tmpdir(), `sl-files-${process.pid}`)

/** As `main.ts` puts them together. */
function features(database: Database, { identities, wecomUrlOf }: TestWebOptions): ((api: Api) => void)[] {
  return [
    organisationRoutes({ identities, wecomUrlOf }),
    setupRoutes(() => 'https://shunliu.example'),
    touchpointRoutes,
    customerRoutes,
    customerFileRoutes(createNumbers(database)),
    fieldRoutes,
    sourceRoutes,
    customerViewRoutes,
    mergeRoutes,
    transferRoutes(nobody),
    templateRoutes,
    taskRoutes(nobody),
    visitRoutes({ numbers: createNumbers(database), wake: nobody }),
    photoRoutes(folderStore(filesFolder)),
    visitPlanRoutes(nobody),
    opportunityRoutes,
    alertRoutes({ numbers: createNumbers(database), wake: nobody }),
    reportRoutes,
    undoRoutes(nobody),
    messageRoutes,
  ]
}

const open: WebServer[] = []

/** Ends the servers of a test file. */
export async function stopAllWebs(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.stop()))
  rmSync(filesFolder, { recursive: true, force: true })
}

/** The real web server on a free port, over a database with two organisations. */
export async function startWeb(database: Database, options: TestWebOptions = {}): Promise<TestWeb> {
  const clock = handClock()
  const world = await buildWorld(database, { demo: options.demo })
  const elsewhere = await buildWorld(database, { name: '别家' })
  const log = createLog(process.env.TEST_LOG ?? 'silent')
  const files = folderStore(filesFolder)
  const imports = createImportWorker({ database, clock, numbers: createNumbers(database), files, log })
  const server = createWebServer({
    host: '127.0.0.1',
    port: 0,
    log,
    clock,
    database,
    whoHas: whoHasSession(database, clock),
    features: [
      ...features(database, options),
      exportRoutes(clock),
      importRoutes({ files, worker: imports }),
      ...(options.more ? [options.more] : []),
    ],
    demo: () => options.demo ?? false,
    states: () => ({ schema: true, demoData: true, h5: 'building', channels: {} }),
    pages: options.pages ?? {
      h5Folder: '/nowhere/at/all',
      h5Progress: () => '第 1 步',
      demoPageFolder: () => undefined,
    },
    metrics: createMetrics({ processMetrics: false }),
    limits: options.limits ?? usualLimits,
    checkAnswers: true,
  })
  open.push(server)
  const { url } = await server.listen()
  const tokens = new Map<string, string>()
  const signIn = async (person: PersonName, at: World = world) => {
    const key = `${at.orgId} ${person}`
    const token = tokens.get(key) ?? (await tokenOf(database, at, person, clock.now()))
    tokens.set(key, token)
    return token
  }
  return {
    url,
    world,
    elsewhere,
    database,
    clock,
    signIn,
    imports,
    files,
    stop: server.stop,
    call: async (method, path, { as, token, body, headers } = {}) => {
      const bearer = token ?? (as && (await signIn(as)))
      const response = await fetch(url + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(bearer && { Authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      return {
        status: response.status,
        body: isJson && text ? JSON.parse(text) : text,
        headers: response.headers,
      }
    },
  }
}
