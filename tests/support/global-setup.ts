import { startMariadb } from './mariadb'

/** Starts what every suite shares: one private MariaDB. Says in one line what is left out, and why. */
export default async function setup(): Promise<void> {
  const server = await startMariadb()
  if (!server) {
    if (process.env.CI) throw new Error('CI leaves nothing out: no mariadbd or mysqld on this machine')
    process.stdout.write('\nleft out: everything on MariaDB (no mariadbd or mysqld on this machine)\n')
    return
  }
  process.env.TEST_MARIADB_URL = server.url
  ;(globalThis as { stopMariadb?: () => Promise<void> }).stopMariadb = server.stop
}
