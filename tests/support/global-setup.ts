import { startMariadb } from './mariadb'
import { makeTables } from './table-copies'

/** Starts what every suite shares: one private MariaDB, and tables to copy. Says in one line what is left out, and why. */
export default async function setup(): Promise<void> {
  const server = await startMariadb()
  if (server) process.env.TEST_MARIADB_URL = server.url
  else if (process.env.CI) throw new Error('CI leaves nothing out: no mariadbd or mysqld on this machine')
  else process.stdout.write('\nleft out: everything on MariaDB (no mariadbd or mysqld on this machine)\n')
  const throwTablesAway = await makeTables(server?.url)
  const ending = globalThis as { endSuite?: () => Promise<void> }
  ending.endSuite = async () => {
    throwTablesAway()
    await server?.stop()
  }
}
