import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createBot } from './bot/bot'
import { createAppCallback } from './bot/channels/app-callback'
import { createAppChannel } from './bot/channels/app-channel'
import type { Channel } from './bot/channels/channel'
import { createShownChannel } from './bot/channels/shown-channel'
import { createWechatyChannel } from './bot/channels/wechaty'
import { phoneRoutes } from './bot/phone/routes'
import { sandboxRoutes } from './bot/sandbox/routes'
import { wecomSetup } from './bot/wecom/wecom-setup'
import { alertRoutes } from './server/alerts/routes'
import { fieldRoutes } from './server/customers/field-routes'
import { customerFileRoutes } from './server/customers/file-routes'
import { mergeRoutes } from './server/customers/merges/routes'
import { customerRoutes } from './server/customers/routes'
import { sourceRoutes } from './server/customers/source-routes'
import { transferRoutes } from './server/customers/transfers/routes'
import { customerViewRoutes } from './server/customers/view-routes'
import { demoOrgId, demoState, fillDemo } from './server/demo/demo'
import { demoPeople } from './server/demo/people'
import { exportRoutes } from './server/exports/routes'
import { opportunityRoutes } from './server/funnel/routes'
import { importRoutes } from './server/imports/routes'
import { createImportWorker } from './server/imports/work-imports'
import { createJobs } from './server/jobs'
import { messageRoutes } from './server/messages/routes'
import { firstOrg } from './server/organisation/first-org'
import { createNumbers } from './server/organisation/numbers'
import { organisationRoutes } from './server/organisation/routes'
import { whoHasSession } from './server/organisation/sessions'
import { setupRoutes } from './server/organisation/setup-routes'
import { systemClock } from './server/platform/clock'
import { type Config, ConfigError, readConfig } from './server/platform/config'
import type { Database } from './server/platform/database'
import { folderStore } from './server/platform/files'
import { createH5Build } from './server/platform/h5-build'
import { createWebServer } from './server/platform/http/web-server'
import { newId } from './server/platform/ids'
import { createJobRunner } from './server/platform/job-runner'
import { createLog } from './server/platform/log'
import { migrate, SchemaTooNew } from './server/platform/migrate'
import { openPatiently } from './server/platform/patient-database'
import { reportRoutes } from './server/reports/routes'
import { templateRoutes } from './server/templates/routes'
import { touchpointRoutes } from './server/touchpoints/routes'
import { undoRoutes } from './server/undo/routes'
import { photoRoutes } from './server/visits/photos/routes'
import { visitPlanRoutes } from './server/visits/plans/routes'
import { taskRoutes } from './server/visits/routes'
import { visitRoutes } from './server/visits/visit-routes'
import { startTexts } from './shared/text/start'

/** The project's root, for the source (`main.ts`) and the compiled server (`dist/main.js`) alike. */
const root = existsSync(join(__dirname, 'package.json')) ? __dirname : join(__dirname, '..')
const h5Folder = join(root, 'dist/h5')

const config = configFromEnvironment()
const log = createLog(config.LOG_LEVEL)
const clock = systemClock
const serves = (service: 'web' | 'bot' | 'jobs') => config.SERVICES.includes(service)
const tell = (text: string) => process.stdout.write(`${text}\n`)

/** What is known only once the database answers. */
const known = { schema: false, demoData: false, demo: false, orgId: '', url: '' }

const { database, ready, giveUp } = openPatiently(config.DATABASE_URL, log)
const numbers = createNumbers(database)
const files = folderStore(config.FILES)
const wecom = wecomSetup(config, clock, database)
const h5 = createH5Build({ root, folder: h5Folder, log })
const bot = createBot({
  database,
  clock,
  numbers,
  log,
  leaseOwner: newId('run'),
  channels: channels(),
  listens: serves('bot'),
})
const imports = createImportWorker({ database, clock, numbers, files, log })
const jobs = createJobRunner({ database, clock, log, jobs: createJobs({ database, clock, files }) })
const web = createWebServer({
  host: config.HOST,
  port: config.PORT,
  ...(config.PUBLIC_URL && { publicUrl: config.PUBLIC_URL }),
  // Reached from outside while listening inside: a proxy of ours stands before it and names the caller.
  behindProxy: config.PUBLIC_URL !== undefined && ['127.0.0.1', '::1', 'localhost'].includes(config.HOST),
  log,
  clock,
  database,
  whoHas: whoHasSession(database, clock),
  features: [
    organisationRoutes({
      ...(wecom.identities && { identities: wecom.identities }),
      wecomUrlOf: wecom.logInUrlOf,
    }),
    setupRoutes(() => config.PUBLIC_URL ?? known.url),
    exportRoutes(clock),
    importRoutes({ files, worker: imports }),
    touchpointRoutes,
    customerRoutes,
    customerFileRoutes(numbers),
    fieldRoutes,
    sourceRoutes,
    customerViewRoutes,
    mergeRoutes,
    transferRoutes(bot.wake),
    templateRoutes,
    taskRoutes(bot.wake),
    visitRoutes({ numbers, wake: bot.wake }),
    photoRoutes(files),
    visitPlanRoutes(bot.wake),
    opportunityRoutes,
    alertRoutes({ numbers, wake: bot.wake }),
    reportRoutes,
    undoRoutes(bot.wake),
    messageRoutes,
    phoneRoutes({ database, clock, receiveAndAct: bot.receiveAndAct }),
    sandboxRoutes({ database, clock, orgId: demoOrgId, receiveAndAct: bot.receiveAndAct }),
  ],
  callbacks: [
    createAppCallback({
      ...(wecom.callback && { firstOrg: { orgId: theFirstOrg, credentials: wecom.callback } }),
      credentialsOf: wecom.callbackOf,
      receive: bot.receive,
      clock,
      log,
    }).routes(),
  ],
  demo: () => known.demo,
  states: () => ({ schema: known.schema, demoData: known.demoData, h5: h5.state(), channels: bot.states() }),
  pages: {
    h5Folder,
    h5Progress: () => h5.state().text,
    demoPageFolder: () => (known.demo ? join(__dirname, 'bot/sandbox/page') : undefined),
  },
})

function configFromEnvironment(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) return endWith(startTexts.badConfig(error.message))
    throw error
  }
}

function channels(): Channel[] {
  const { WECHATY_TOKEN: token, WECHATY_ENDPOINT: endpoint } = config
  return [
    createShownChannel('sandbox'),
    createShownChannel('phone'),
    ...(wecom.isPossible ? [createAppChannel(wecom.clientOf)] : []),
    ...(token && endpoint ? [createWechatyChannel({ token, endpoint, orgId: theFirstOrg, clock, log })] : []),
  ]
}

/** The organisation of the environment; it may be made (`npm run admin`) while this process runs. */
async function theFirstOrg(): Promise<string> {
  known.orgId ||= (await database.read(firstOrg))?.id ?? ''
  if (!known.orgId) throw new Error('there is no organisation yet')
  return known.orgId
}

/** A demo is made in a new database when nothing real is configured, and stays one. */
async function isDemo(db: Database): Promise<boolean> {
  if (config.DEMO !== 'auto') return config.DEMO === 'on'
  const org = await db.read(firstOrg)
  if (org) return org.id === demoOrgId
  return !config.WECOM_CORP_ID
}

async function prepareData(): Promise<void> {
  await ready
  await migrate(database)
  known.schema = true
  known.demo = await isDemo(database)
  if (known.demo && (await demoState(database)) !== 'complete') {
    tell(startTexts.fillingDemo())
    await fillDemo(database, { now: clock.now(), customers: config.DEMO_CUSTOMERS, files })
  }
  known.demoData = true
}

function endWith(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** SIGTERM ends everything, children too, within 10 s, finishing what is in hand. */
async function stop(): Promise<void> {
  giveUp()
  h5.stop()
  setTimeout(() => process.exit(1), 9_500).unref()
  // What is in hand on the web may wait for the bot, so the bot ends after it; but not for ever.
  await Promise.race([Promise.all([web.stop(), jobs.stop(), imports.stop()]), sleep(4_000)])
  await bot.stop()
  await database.close()
  process.exit(0)
}

async function start(): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
  const { url } = serves('web') ? await web.listen() : { url: '' }
  known.url = url
  await prepareData()
  if (serves('web')) h5.start()
  await bot.start()
  if (serves('jobs')) {
    jobs.start()
    imports.start()
  }
  for (const org of await wecom.unopened()) tell(startTexts.secretsClosed(org))
  tell(startTexts.ready(url))
  if (known.demo) tell(startTexts.demoPeople(await database.read(demoPeople)))
  else if (!(await database.read(firstOrg))) tell(startTexts.firstAdmin())
}

start().catch((error: NodeJS.ErrnoException) => {
  if (error instanceof SchemaTooNew) endWith(startTexts.schemaTooNew(error.message))
  if (error.code === 'EADDRINUSE') endWith(startTexts.portTaken(config.PORT))
  log.fatal({ err: error }, 'could not start')
  endWith(startTexts.cannotStart(error.message))
})
