import { ConfigError, readConfig } from './config'
import { openDatabase } from './database'
import { createLog } from './log'
import { migrate } from './migrate'

/** `npm run migrate`: applies what is missing and says what that was. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const database = await openDatabase(config.DATABASE_URL, createLog(config.LOG_LEVEL))
  const applied = await migrate(database)
  process.stdout.write(applied.length > 0 ? `applied: ${applied.join(', ')}\n` : 'nothing to apply\n')
  await database.close()
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof ConfigError ? 'bad configuration:\n' : ''}${error.message}\n`)
  process.exit(1)
})
