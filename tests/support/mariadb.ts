import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

const folders = ['/usr/sbin', '/usr/local/sbin', ...(process.env.PATH ?? '').split(':')]
const findBinary = (...names: string[]) =>
  names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))

/** A test makes its tables anew: a third of the time with them in one file, and nothing waiting for the disk. */
const forgetful = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-flush-method=nosync',
  '--innodb-file-per-table=0',
]

/** A folder in memory where the machine has one with two gigabytes to spare: making the tables takes a fifth there. */
function roomInMemory(): string {
  const folder = '/dev/shm'
  if (!existsSync(folder)) return tmpdir()
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > 2 ** 31 ? folder : tmpdir()
}

/**
 * A private MariaDB on a free port and in a temporary folder; undefined where the machine has none.
 * What is not `durable` waits for no disk: right for tests, wrong for benchmarks.
 */
export async function startMariadb(
  options: { durable?: boolean; port?: number; database?: string; bufferPoolMb?: number } = {},
): Promise<{ url: string; pid: number; stop: () => Promise<void> } | undefined> {
  const server = findBinary('mariadbd', 'mysqld')
  const install = findBinary('mariadb-install-db')
  if (!server || !install) return undefined
  const folder = mkdtempSync(join(options.durable ? tmpdir() : roomInMemory(), 'sl-db-'))
  const user = userInfo().username
  execFileSync(
    install,
    [
      '--no-defaults',
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
      `--datadir=${folder}/data`,
      `--user=${user}`,
    ],
    { stdio: 'ignore' },
  )
  const port = options.port ?? (await freePort())
  const child = spawn(
    server,
    [
      '--no-defaults',
      `--user=${user}`,
      `--datadir=${folder}/data`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${folder}/s.sock`,
      `--pid-file=${folder}/pid`,
      // A server that starts clears its temporary folder: shared, one would take another's tables away.
      `--tmpdir=${folder}`,
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      `--innodb-buffer-pool-size=${options.bufferPoolMb ?? 256}M`,
      ...(options.durable ? [] : forgetful),
    ],
    { stdio: 'ignore' },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await waitUntilUp(port)
  if (options.database) {
    const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' })
    await connection.query(`create database ${options.database}`)
    await connection.end()
  }
  return {
    url: `mysql://root@127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function waitUntilUp(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' })
      await connection.end()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error('MariaDB did not start within 20 s')
}
