import { existsSync } from 'node:fs'
import { minuteText, shanghaiOffset } from '../../shared/text/minutes'
import { adminCliTexts } from '../../shared/text/session'
import { startTexts } from '../../shared/text/start'
import { systemClock } from '../platform/clock'
import { ConfigError, readConfig } from '../platform/config'
import { openDatabase, type Transaction } from '../platform/database'
import { createLog } from '../platform/log'
import { migrate } from '../platform/migrate'
import { createSeal } from '../platform/seal'
import { type Asked, readArguments } from './admin-arguments'
import { CorpTaken, createAdmin, createFurtherOrg, type MadeAdmin, NoFirstOrg } from './create-admin'

/** What cannot be done as things stand: told as it is. */
class NotNow extends Error {}

async function run({ wecom, ...asked }: Asked): Promise<string> {
  // The types of this Node do not know it yet.
  if (existsSync('.env')) (process as { loadEnvFile?: (file: string) => void }).loadEnvFile?.('.env')
  const { DATABASE_URL, SECRETS_KEY, WECOM_CORP_ID } = readConfig(process.env)
  const at = systemClock.now()
  let create: (tx: Transaction) => Promise<MadeAdmin & { orgId?: string }>
  if (!wecom) create = (tx) => createAdmin(tx, { ...asked, at })
  else if (!SECRETS_KEY) throw new NotNow(adminCliTexts.secretsKeyMissing())
  else if (wecom.corpId === WECOM_CORP_ID) throw new NotNow(adminCliTexts.corpOfEnvironment())
  else create = (tx) => createFurtherOrg(tx, createSeal(SECRETS_KEY), { ...asked, wecom, at })

  const database = await openDatabase(DATABASE_URL, createLog('silent'))
  try {
    await migrate(database)
    const made = await database.transaction(create)
    return [
      ...(made.org.isNew ? [adminCliTexts.orgMade(made.org.name)] : []),
      ...(made.orgId ? [adminCliTexts.callbackOf(made.orgId)] : []),
      ...(made.org.demo ? [adminCliTexts.demoNote()] : []),
      ...(made.isNewPerson ? [adminCliTexts.adminMade(made.name, made.org.name)] : []),
      adminCliTexts.code(made.name, made.code, minuteText(made.until, at, shanghaiOffset)),
    ].join('\n')
  } catch (error) {
    if (error instanceof NoFirstOrg) throw new NotNow(adminCliTexts.noFirstOrg())
    if (error instanceof CorpTaken) throw new NotNow(adminCliTexts.corpTaken(error.message))
    throw error
  } finally {
    await database.close()
  }
}

const asked = readArguments(process.argv.slice(2))
if ('wrong' in asked) {
  process.stderr.write(`${adminCliTexts.usage(asked.wrong)}\n`)
  process.exitCode = 2
} else {
  run(asked).then(
    (said) => process.stdout.write(`${said}\n`),
    (error: Error) => {
      let text = startTexts.cannotStart(error.message)
      if (error instanceof NotNow) text = error.message
      if (error instanceof ConfigError) text = startTexts.badConfig(error.message)
      process.stderr.write(`${text}\n`)
      process.exitCode = 1
    },
  )
}
