import { Org } from '../../server/organisation/tables'
import type { Database } from '../../server/platform/database'
import { createJobRunner, type Job, type JobContext } from '../../server/platform/job-runner'
import { createLog } from '../../server/platform/log'
import { JobRun } from '../../server/platform/tables'
import { onEveryEngine } from '../support/engines'
import { handMovedClock } from '../support/wecom-clock'

const log = createLog('silent')
const minute = 60_000
const day = 24 * 60 * minute

onEveryEngine('the job runner', (openEmpty) => {
  let database: Database
  let clock: ReturnType<typeof handMovedClock>
  let ran: string[]
  beforeEach(async () => {
    database = await openEmpty()
    clock = handMovedClock('2026-03-04T02:00:00.000Z') // 10:00 in Shanghai
    ran = []
    await addOrg('org_1')
  })

  const addOrg = (id: string, timezone = 'Asia/Shanghai') =>
    database.transaction((tx) =>
      tx.insert(Org, { id, name: id, timezone, wecomCorpId: null, demo: false, createdAt: clock.now() }),
    )
  const report = async ({ orgId, period }: JobContext) => void ran.push(`${orgId} ${period}`)
  const runner = (run: Job['run'] = report, more: Partial<Job> = {}) =>
    createJobRunner({ database, clock, log, jobs: [{ name: 'report', cron: '0 18 * * *', run, ...more }] })
  const rows = () => database.read((reader) => reader.find(JobRun, { job: 'report' }))
  const sixPm = '2026-03-04T10:00:00.000Z'

  test('not before its time, once when it has come, not again the same day, again the next', async () => {
    const { tick } = runner()
    await tick()
    clock.set('2026-03-04T09:59:59.999Z')
    await tick()
    expect(ran).toEqual([])
    clock.set(sixPm)
    await tick()
    await tick()
    clock.move(3 * 60 * minute)
    await tick()
    expect(ran).toEqual(['org_1 2026-03-04T18:00'])
    clock.move(day)
    await tick()
    expect(ran).toEqual(['org_1 2026-03-04T18:00', 'org_1 2026-03-05T18:00'])
    expect((await rows()).map(({ state, error }) => [state, error])).toEqual([
      ['done', null],
      ['done', null],
    ])
  })

  test('each organisation on its own wall; a new one owes nothing from before', async () => {
    await addOrg('org_ny', 'America/New_York')
    const { tick } = runner()
    clock.set('2026-03-04T11:00:00.000Z')
    await addOrg('org_late')
    await tick()
    expect(ran).toEqual(['org_1 2026-03-04T18:00'])
    clock.set('2026-03-04T23:00:00.000Z')
    await tick()
    expect(ran.slice(1)).toEqual(['org_ny 2026-03-04T18:00'])
  })

  test('three runners at once: one runs it', async () => {
    clock.set(sixPm)
    const slow = async (context: JobContext) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      await report(context)
    }
    const three = [runner(slow), runner(slow), runner(slow)]
    await Promise.all(three.map(({ tick }) => tick()))
    await Promise.all(three.map(({ tick }) => tick()))
    expect(ran).toHaveLength(1)
  })

  test('a tick while it still runs does not run it again', async () => {
    clock.set(sixPm)
    let finish: () => void = () => undefined
    const { tick } = runner(() => new Promise((resolve) => (finish = resolve)))
    const first = tick()
    await until(async () => (await rows()).length === 1)
    clock.move(minute)
    await tick()
    finish()
    await first
    expect((await rows()).map(({ state }) => state)).toEqual(['done'])
  })

  test('missed while the process was down: the latest runs at the start, or each of them, oldest first', async () => {
    clock.move(3 * day)
    const latest = runner()
    latest.start()
    await until(async () => ran.length > 0)
    await latest.stop()
    expect(ran).toEqual(['org_1 2026-03-06T18:00'])
    await runner(report, { missed: 'every' }).tick()
    expect(ran.slice(1)).toEqual(['org_1 2026-03-04T18:00', 'org_1 2026-03-05T18:00'])
  })

  test('one that throws is recorded and tried again at the next ticks, three times in all', async () => {
    clock.set(sixPm)
    let tries = 0
    const { tick } = runner(async () => {
      tries++
      throw new Error('no paper')
    })
    await tick()
    expect(await rows()).toMatchObject([{ state: 'failed', error: 'no paper', finishedAt: clock.now() }])
    for (let n = 0; n < 5; n++) {
      clock.move(minute)
      await tick()
    }
    expect(tries).toBe(3)
    clock.move(day)
    await tick()
    expect(tries).toBe(4)
  })

  test('one that gets well is done', async () => {
    clock.set(sixPm)
    let tries = 0
    const { tick } = runner(async () => {
      if (++tries < 3) throw new Error('not yet')
    })
    for (let n = 0; n < 5; n++) await tick()
    expect([tries, (await rows()).map(({ state, error }) => [state, error])]).toEqual([3, [['done', null]]])
  })

  test('of each missed one, a later one does not overtake one that is still to be tried again', async () => {
    clock.set('2026-03-06T11:00:00.000Z')
    let bad = 2
    const { tick } = runner(
      async (context) => {
        if (bad-- > 0) throw new Error('away')
        await report(context)
      },
      { missed: 'every' },
    )
    await tick()
    await tick()
    expect(ran).toEqual([])
    await tick()
    expect(ran.map((each) => each.slice(6, 16))).toEqual(['2026-03-04', '2026-03-05', '2026-03-06'])
  })

  test('a dead one is taken over when its lease ends, and dying counts as a try', async () => {
    clock.set(sixPm)
    const die = () => new Promise<void>(() => undefined)
    void runner(die).tick()
    await until(async () => (await rows()).length === 1)
    const { tick } = runner()
    clock.move(5 * minute - 1)
    await tick()
    expect(ran).toEqual([])
    clock.move(1)
    await tick()
    expect(ran).toEqual(['org_1 2026-03-04T18:00'])
  })

  test('one that kills its process every time is given up after the third', async () => {
    clock.set(sixPm)
    let started = 0
    for (let n = 1; n <= 5; n++) {
      void runner(() => {
        started++
        return new Promise<void>(() => undefined)
      }).tick()
      await until(async () => started >= Math.min(n, 3))
      if (n > 3) await new Promise((resolve) => setTimeout(resolve, 50))
      clock.move(5 * minute)
    }
    expect(started).toBe(3)
    expect(await rows()).toMatchObject([{ state: 'failed', error: 'its process died' }])
  })

  test('one that comes back to life after its lease changes nothing', async () => {
    clock.set(sixPm)
    let fail: (error: Error) => void = () => undefined
    const frozen = runner(() => new Promise((_, reject) => (fail = reject))).tick()
    await until(async () => (await rows()).length === 1)
    clock.move(5 * minute)
    await runner().tick()
    fail(new Error('late'))
    await frozen
    expect(await rows()).toMatchObject([{ state: 'done', error: null }])
  })

  test('asked to stop, a job ends between two batches, and the next start takes it up uncounted', async () => {
    clock.set(sixPm)
    const batches = async ({ signal }: JobContext) => {
      for (;;) {
        signal.throwIfAborted()
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    }
    for (let n = 0; n < 4; n++) {
      const stopped = runner(batches)
      stopped.start()
      await until(async () => (await rows())[0]?.state === 'running')
      await stopped.stop()
      expect(await rows()).toMatchObject([{ state: 'failed', error: 'stopped' }])
    }
    await runner().tick()
    expect(ran).toHaveLength(1)
  })

  test('an organisation with an impossible zone does not keep the others from theirs', async () => {
    await addOrg('org_0', 'Mars/Base')
    clock.set(sixPm)
    await runner().tick()
    expect(ran).toEqual(['org_1 2026-03-04T18:00'])
  })

  test('what is settled is not asked again every minute', async () => {
    clock.set(sixPm)
    let reads = 0
    const counting: Database = {
      ...database,
      read: (work) => {
        reads++
        return database.read(work)
      },
    }
    const { tick } = createJobRunner({
      database: counting,
      clock,
      log,
      jobs: [{ name: 'report', cron: '0 18 * * *', run: report }],
    })
    await tick()
    reads = 0
    await tick()
    expect(reads).toBe(1)
  })
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('it never happened')
}
