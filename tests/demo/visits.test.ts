import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { demoOrgId, fillDemo } from '../../server/demo/demo'
import { scopeOf } from '../../server/organisation/scope'
import { folderStore } from '../../server/platform/files'
import { closure } from '../../server/visits/closure'
import { visitPlan } from '../../server/visits/plans/plan-read'
import { onEveryEngine } from '../support/engines'

// A Wednesday, 14:40 in Hangzhou.
const now = new Date('2026-03-04T06:40:00.000Z')
const folder = join(tmpdir(), `sl-demo-files-${process.pid}`)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

onEveryEngine('the demo’s visits', (openEmpty) => {
  test('have a next step or a reason, some a flag or photos, and today has a plan', async () => {
    const database = await openEmpty()
    const files = folderStore(folder)
    await fillDemo(database, { now, customers: 400, files })
    const rows = <Row extends object>(sql: string) => database.read((reader) => reader.rows<Row>(sql))
    const visits = await rows<{
      checkedInAt: Date
      checkedOutAt: Date
      nextStepText: string
      flags: unknown
    }>(
      `select checked_in_at as checkedInAt, checked_out_at as checkedOutAt, next_step_text as nextStepText, flags
       from visit order by staff_id, checked_in_at`,
    )
    expect(visits.length).toBeGreaterThan(200)
    for (const { checkedInAt, checkedOutAt, nextStepText } of visits) {
      expect(checkedInAt < checkedOutAt && checkedOutAt <= now).toBe(true)
      expect(nextStepText).toMatch(/^(库存需求|样品反馈|约下次|没有下一步)/)
    }
    const photos = await rows<{ fileKey: string; duplicateOfId: string | null; takenAt: Date }>(
      'select file_key as fileKey, duplicate_of_id as duplicateOfId, taken_at as takenAt from photo order by id',
    )
    expect(photos.length).toBeGreaterThanOrEqual(6)
    expect(photos.filter(({ duplicateOfId }) => duplicateOfId)).toHaveLength(1)
    for (const { fileKey, takenAt } of photos) {
      expect(takenAt <= now).toBe(true)
      expect((await sharp(await files.get(fileKey)).metadata()).format).toBe('jpeg')
    }
    const [rep] = await rows<{ id: string }>("select id from staff where name = '王磊'")
    const [director] = await rows<{ id: string }>("select id from staff where role = 'director'")
    await database.read(async (reader) => {
      const plan = await visitPlan(reader, (await scopeOf(reader, demoOrgId, rep!.id))!, {}, now)
      expect(plan.rows.filter(({ plannedBy }) => plannedBy)).toHaveLength(2)
      expect(plan.rows.every(({ reason }) => reason.text.length > 0)).toBe(true)
      const rate = await closure(
        reader,
        (await scopeOf(reader, demoOrgId, director!.id))!,
        { by: 'region' },
        now,
      )
      expect(rate.rows).toHaveLength(6)
      expect(rate.total.rateBp).toBeGreaterThan(4000)
      expect(rate.total.rateBp).toBeLessThan(9000)
    })
  })
})
