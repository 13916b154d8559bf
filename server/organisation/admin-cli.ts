import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { minuteText, shanghaiOffset } from '../../shared/text/minutes'
import { adminCliTexts } from '../../shared/text/session'
import { startTexts } from '../../shared/text/start'
import { systemClock } from '../platform/clock'
import { ConfigError, readConfig } from '../platform/config'
import { openDatabase } from '../platform/database'
import { createLog } from '../platform/log'
import { migrate } from '../platform/migrate'
import { createAdmin } from './create-admin'

interface Asked {
  name: string
  phone: string
  org: string
}

/** What was asked for on the command line, or what is wrong with it. */
function readArguments(given: string[]): Asked | { wrong: string | undefined } {
  let values: { name?: string; phone?: string; org?: string }
  let positionals: string[]
  try {
    const options = { name: { type: 'string' }, phone: { type: 'string' }, org: { type: 'string' } } as const
    const parsed = parseArgs({ args: given, options, allowPositionals: true })
    values = parsed.values
    positionals = parsed.positionals
  } catch {
    return { wrong: undefined }
  }
  if (positionals.length !== 1 || positionals[0] !== 'create') return { wrong: undefined }
  const name = (values.name ?? '').normalize('NFKC').trim()
  const phone = (values.phone ?? '').normalize('NFKC').replace(/[\s-]/g, '')
  const org = (values.org ?? adminCliTexts.ownOrgName()).normalize('NFKC').trim()
  if (!name || name.length > 60) return { wrong: adminCliTexts.badName() }
  if (!/^\+?\d{6,19}$/.test(phone)) return { wrong: adminCliTexts.badPhone() }
  if (!org || org.length > 100) return { wrong: adminCliTexts.badOrg() }
  return { name, phone, org }
}

async function run(asked: Asked): Promise<string> {
  // The types of this Node do not know it yet.
  if (existsSync('.env')) (process as { loadEnvFile?: (file: string) => void }).loadEnvFile?.('.env')
  const database = await openDatabase(readConfig(process.env).DATABASE_URL, createLog('silent'))
  try {
    await migrate(database)
    const at = systemClock.now()
    const made = await database.transaction((tx) => createAdmin(tx, { ...asked, at }))
    return [
      ...(made.org.isNew ? [adminCliTexts.orgMade(made.org.name)] : []),
      ...(made.org.demo ? [adminCliTexts.demoNote()] : []),
      ...(made.isNewPerson ? [adminCliTexts.adminMade(made.name, made.org.name)] : []),
      adminCliTexts.code(made.name, made.code, minuteText(made.until, at, shanghaiOffset)),
    ].join('\n')
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
      const text =
        error instanceof ConfigError
          ? startTexts.badConfig(error.message)
          : startTexts.cannotStart(error.message)
      process.stderr.write(`${text}\n`)
      process.exitCode = 1
    },
  )
}
