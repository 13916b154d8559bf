/**
 * (a) callback to durable, and (b) callback to task written and visible, against hand-written programs in the same
 * run on the same engine. Run by `npm run bench`; figures are ratios to that floor.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { encrypt, getSignature } from '@wecom/crypto'
import { demoOrgId } from '../../server/demo/organisation'
import { Identity } from '../../server/organisation/tables'
import { type Database, openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { ensureCompiled, startServer } from '../support/compiled-server'
import { newDatabaseUrl } from '../support/engines'
import { startMariadb } from '../support/mariadb'
import { officialSample, textXml } from '../support/wecom-callback-driver'
import { startWecomStandIn } from '../support/wecom-stand-in'
import { load, postRequest } from './load'

const messages = Number(process.env.BENCH_MESSAGES ?? 6000)
const connections = 32

async function floor(url: string, mode: 'insert' | 'task'): Promise<number> {
  const child = spawn(
    join(__dirname, '../../node_modules/.bin/tsx'),
    [join(__dirname, 'floor-server.ts'), url, mode],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (line) => resolve(Number(line))),
  )
  const body = '#优鲜达#张经理#明日10点补货20箱'
  const requests = Array.from({ length: messages }, () => postRequest('/', body))
  await load(port, requests.slice(0, 500), connections)
  const result = await load(port, requests, connections)
  child.kill('SIGTERM')
  if (result.errors > 0) throw new Error(`the floor answered ${result.errors} errors`)
  return result.perSecond
}

/** A hundred reps, each with a line about one of their customers: as different as a chain's morning is. */
interface Speaker {
  userId: string
  line: string
}

async function makeSpeakersKnown(database: Database): Promise<Speaker[]> {
  const rows = await database.read((reader) =>
    reader.rows<{ ownerId: string; customer: string; contact: string }>(
      `select c.owner_id as ownerId, min(c.name) as customer, min(k.name) as contact
       from customer c
         join contact_customer cc on cc.org_id = c.org_id and cc.customer_id = c.id
         join contact k on k.org_id = cc.org_id and k.id = cc.contact_id
       where c.org_id = ? and c.owner_id is not null group by c.owner_id, c.id order by c.id limit 100`,
      [demoOrgId],
    ),
  )
  const owners = new Map(rows.map((row) => [row.ownerId, row]))
  await database.transaction(async (tx) => {
    for (const staffId of owners.keys())
      await tx.insert(Identity, {
        orgId: demoOrgId,
        channel: 'wecom',
        outsideId: staffId.toLowerCase(),
        staffId,
        contactId: null,
      })
  })
  return [...owners.values()].map(({ ownerId, customer, contact }) => ({
    userId: ownerId.toLowerCase(),
    line: `#${customer}#${contact}#明日10点补货20箱`,
  }))
}

function sealed(speakers: readonly Speaker[], from: number, count: number): Buffer[] {
  const { corpId, token, aesKey } = officialSample
  return Array.from({ length: count }, (_, n) => {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const nonce = '1372623149'
    const { userId, line } = speakers[n % speakers.length]!
    const xml = textXml({ FromUserName: userId, Content: line, MsgId: String(8_000_000_000_000 + from + n) })
    const encrypted = encrypt(aesKey, xml, corpId)
    const query = new URLSearchParams({
      msg_signature: getSignature(token, timestamp, nonce, encrypted),
      timestamp,
      nonce,
    })
    const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>`
    return postRequest(`/wecom/callback?${query}`, body)
  })
}

async function ours(databaseUrl: string): Promise<{ durable: number; visible: number; rssMb: number }> {
  const standIn = await startWecomStandIn()
  const env = {
    DATABASE_URL: databaseUrl,
    DEMO: 'on',
    WECOM_API_BASE: standIn.url,
    WECOM_CORP_ID: officialSample.corpId,
    WECOM_AGENT_ID: '218',
    WECOM_AGENT_SECRET: 'secret',
    WECOM_CALLBACK_TOKEN: officialSample.token,
    WECOM_CALLBACK_AES_KEY: officialSample.aesKey,
  }
  const filled = await startServer({ ...env, SERVICES: 'web' }, { readyWithinMs: 120_000 })
  await filled.end('SIGTERM')
  const database = await openDatabase(databaseUrl, createLog('silent'))
  const speakers = await makeSpeakersKnown(database)

  // (a) only takes messages in: another process would act on them.
  const taking = await startServer({ ...env, SERVICES: 'web' })
  const takingPort = Number(new URL(taking.url).port)
  await load(takingPort, sealed(speakers, 0, 500), connections)
  const durable = await load(takingPort, sealed(speakers, 500, messages), connections)
  if (durable.errors > 0) throw new Error(`${durable.errors} callbacks were refused`)
  await taking.end('SIGTERM')
  await database.transaction((tx) => tx.run("update inbox set state = 'done' where channel = 'wecom'"))

  // (b) takes them in and acts on them; it ends when the last one's task is written.
  const acting = await startServer({ ...env, SERVICES: 'web,bot' })
  const actingPort = Number(new URL(acting.url).port)
  const open = () =>
    database.read((reader) =>
      reader.row<{ n: number }>("select count(*) as n from inbox where state = 'received'"),
    )
  await load(actingPort, sealed(speakers, 100_000, 500), connections)
  while (Number((await open())?.n) > 0) await sleep(20)
  const started = process.hrtime.bigint()
  const sent = await load(actingPort, sealed(speakers, 200_000, messages), connections)
  if (sent.errors > 0) throw new Error(`${sent.errors} callbacks were refused`)
  while (Number((await open())?.n) > 0) await sleep(10)
  const visible = messages / (Number(process.hrtime.bigint() - started) / 1e9)
  const status = readFileSync(`/proc/${acting.child.pid}/status`, 'utf8')
  const rssMb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024
  const tasks = await database.read((reader) =>
    reader.row<{ n: number }>("select count(*) as n from inbox where channel = 'wecom' and outcome = 'task'"),
  )
  if (Number(tasks?.n) < messages) throw new Error(`only ${tasks?.n} of ${messages} lines became tasks`)
  await acting.end('SIGTERM')
  await database.close()
  await standIn.stop()
  return { durable: durable.perSecond, visible, rssMb }
}

async function main(): Promise<void> {
  ensureCompiled()
  const mariadb = await startMariadb({ durable: true })
  if (mariadb) process.env.TEST_MARIADB_URL = mariadb.url
  console.log(`callbacks: ${messages} messages, ${connections} connections, encrypted, one server process`)
  console.log('engine   | what                       | ours /s | floor /s | ratio')
  const wanted = (process.env.BENCH_ENGINES ?? 'sqlite,mariadb').split(',')
  const engines = (['sqlite', 'mariadb'] as const).filter((each) => wanted.includes(each))
  for (const engine of engines.filter((each) => each === 'sqlite' || mariadb)) {
    const places = await Promise.all([1, 2, 3].map(() => newDatabaseUrl(engine)))
    const floorInsert = await floor(places[0]!.url, 'insert')
    const floorTask = await floor(places[1]!.url, 'task')
    const { durable, visible, rssMb } = await ours(places[2]!.url)
    const row = (what: string, mine: number, its: number) =>
      console.log(
        `${engine.padEnd(8)} | ${what.padEnd(26)} | ${mine.toFixed(0).padStart(7)} | ${its.toFixed(0).padStart(8)} | ${(mine / its).toFixed(2)}`,
      )
    row('callback → durable', durable, floorInsert)
    row('callback → task visible', visible, floorTask)
    console.log(`${engine.padEnd(8)} | peak resident memory       | ${rssMb.toFixed(0).padStart(7)} MB`)
    for (const place of places) await place.drop()
  }
  await mariadb?.stop()
}

void main()
