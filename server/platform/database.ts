import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate } from 'node:timers/promises'
import type { DataSource, QueryRunner } from 'typeorm'
import { connect, type Engine } from './connect'
import { isDuplicateKey, isTransient } from './engine-errors'
import type { Log } from './log'
import { type Reader, Statements, type Transaction } from './statements'

export type { Reader, Transaction } from './statements'
export type { Value } from './value'

/**
 * The one way to the database, the same on SQLite and MySQL/MariaDB.
 *
 * `transaction` is atomic, and retried whole when the engine asks for it (deadlock, lock wait, busy), so its function
 * must do nothing but ask this database: no network, no files. On SQLite one connection is shared by everybody, and
 * two interleaved transactions would silently lose data; so there writers queue, and all that wait are committed
 * together (one fsync), each behind its own savepoint. `read` sees what is committed.
 */
export interface Database {
  readonly engine: Engine
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T>
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** For migrations, the drift check and tests of query plans; business code has no use for it. */
  readonly dataSource: DataSource
  close(): Promise<void>
}

/** Several unique keys guard against doing things twice: running into one is an outcome, not a fault. */
export class DuplicateKey extends Error {}

const attemptsAtMost = 6

/** Connects; `log` hears of retries. Does not migrate: see `migrate.ts`. */
export async function openDatabase(url: string, log: Log): Promise<Database> {
  const { engine, writer, reader } = await connect(url)
  const inside = new AsyncLocalStorage<true>()
  const transact = engine === 'sqlite' ? queueWriters(writer, log) : pooledTransactions(writer, log)
  return {
    engine,
    dataSource: writer,
    read: (work) => work(new Statements(reader, engine === 'sqlite' ? reader.createQueryRunner() : reader)),
    transaction: (work) => {
      // On SQLite a transaction inside a transaction would wait for itself for ever.
      if (inside.getStore()) throw new Error('a transaction inside a transaction: hand the outer one down')
      return transact((tx) => inside.run(true, () => work(tx)))
    },
    close: async () => {
      if (reader !== writer) await reader.destroy()
      await writer.destroy()
    },
  }
}

type Work<T> = (tx: Transaction) => Promise<T>

function pooledTransactions(dataSource: DataSource, log: Log) {
  return async function transact<T>(work: Work<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const runner = dataSource.createQueryRunner()
      let begun: Promise<unknown> | undefined
      const begin = async () => {
        begun ??= runner.query('start transaction')
        await begun
      }
      const tx = new Statements(dataSource, runner, begin, ' for update')
      try {
        const result = await work(tx)
        // Recording messages is one statement: one round trip, not three.
        if (begun) await tx.flush()
        else await tx.flushLast()
        if (begun) await runner.query('commit')
        return result
      } catch (error) {
        if (begun) await runner.query('rollback').catch(() => undefined)
        if (isDuplicateKey(error)) throw new DuplicateKey(String(error))
        if (!isTransient(error) || attempt >= attemptsAtMost) throw error
        log.warn({ attempt, code: (error as { code?: string }).code }, 'transaction is tried again')
        await pause(attempt)
      } finally {
        await runner.release()
      }
    }
  }
}

interface Waiting {
  work: Work<unknown>
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

function queueWriters(dataSource: DataSource, log: Log) {
  const waiting: Waiting[] = []
  let running = false

  async function drain(): Promise<void> {
    if (running) return
    running = true
    try {
      while (waiting.length > 0) {
        await commitTogether(waiting.splice(0, 128))
        // The driver is synchronous: without a turn of the event loop, writers in a row would keep everybody waiting.
        await setImmediate()
      }
    } finally {
      running = false
    }
  }

  async function commitTogether(group: Waiting[]): Promise<void> {
    const runner: QueryRunner = dataSource.createQueryRunner()
    for (let attempt = 1; ; attempt++) {
      try {
        const settle: (() => void)[] = []
        await runner.query('begin immediate')
        for (const each of group) settle.push(await behindSavepoint(dataSource, runner, each))
        await runner.query('commit')
        for (const done of settle) done()
        return
      } catch (error) {
        await runner.query('rollback').catch(() => undefined)
        if (!isTransient(error) || attempt >= attemptsAtMost) {
          for (const each of group) each.reject(error)
          return
        }
        log.warn({ attempt }, 'the database file is busy; the commit is tried again')
        await pause(attempt)
      }
    }
  }

  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ work, resolve: resolve as (value: never) => void, reject })
      void drain()
    })
}

/** Runs one writer of a group; what it answers is told only after the group's commit. */
async function behindSavepoint(
  dataSource: DataSource,
  runner: QueryRunner,
  each: Waiting,
): Promise<() => void> {
  await runner.query('savepoint one')
  try {
    const tx = new Statements(dataSource, runner)
    const result = await each.work(tx)
    await tx.flush()
    await runner.query('release one')
    return () => each.resolve(result as never)
  } catch (error) {
    await runner.query('rollback to one')
    await runner.query('release one')
    if (isTransient(error)) throw error
    const told = isDuplicateKey(error) ? new DuplicateKey(String(error)) : error
    return () => each.reject(told)
  }
}

const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt * (0.5 + Math.random())))
