import type { Database, Reader } from '../../server/platform/database'
import { timeline } from '../../server/touchpoints/reads'
import { closure } from '../../server/visits/closure'
import { photosToRemove, unclaimedPhotos } from '../../server/visits/photos/clean-photos-job'
import { photoLike } from '../../server/visits/photos/find-like'
import { photoAbout } from '../../server/visits/photos/photo-reads'
import { visitPlan } from '../../server/visits/plans/plan-read'
import { activeVisit, visit, visits } from '../../server/visits/visit-reads'
import { onEveryEngine } from '../support/engines'
import { fillMany, many, nameMany } from '../support/many'
import { askedBy, planOf } from '../support/recording-reader'

const orgId = 'org_m'
const at = new Date('2026-03-04T01:00:00.000Z')
const { rep, manager, area, director } = many

const week = { from: '2026-02-26', to: '2026-03-04' }

onEveryEngine('query plans of visits', (openEmpty, engine) => {
  let database: Database

  beforeAll(async () => {
    database = await openEmpty()
    await fillMany(database, orgId, 3000)
    await nameMany(database, orgId)
    await fillVisits(database)
  }, 120_000)

  const primary = (table: string) => (engine === 'sqlite' ? `sqlite_autoindex_${table}_1` : 'PRIMARY')

  test.each<[string, (reader: Reader) => Promise<unknown>, string[]]>([
    ['visits of a rep', (reader) => visits(reader, rep, week), ['visit_by_staff']],
    ['visits of stores', (reader) => visits(reader, manager, {}), ['visit_by_store']],
    ['visits of a region', (reader) => visits(reader, area, week), ['visit_by_region|visit_by_time']],
    ['visits of everything', (reader) => visits(reader, director, {}), ['visit_by_time']],
    ['visits of a said person', (reader) => visits(reader, area, { staff: 'stf_m3' }), ['visit_by_staff']],
    [
      'visits of a customer',
      (reader) => visits(reader, rep, { customer: 'cus_m00000007' }),
      ['visit_by_customer'],
    ],
    ['the active visit', (reader) => activeVisit(reader, rep), ['visit_active']],
    [
      'one visit',
      (reader) => visit(reader, rep, 'vis_cus_m00000007'),
      [primary('visit'), 'visit_finding_by_visit', 'photo_by_visit'],
    ],
    ['closure of a rep', (reader) => closure(reader, rep, week, at), ['visit_by_staff']],
    [
      'closure of stores',
      (reader) => closure(reader, manager, { ...week, by: 'store' }, at),
      ['visit_by_store|visit_by_time'],
    ],
    [
      'closure of a region',
      (reader) => closure(reader, area, { ...week, by: 'staff' }, at),
      ['visit_by_region|visit_by_time'],
    ],
    [
      'closure of everything',
      (reader) => closure(reader, director, { ...week, by: 'region' }, at),
      ['visit_by_time'],
    ],
    [
      'the plan of a day',
      (reader) => visitPlan(reader, rep, {}, at),
      [
        primary('visit_plan'),
        'visit_by_check_in',
        'task_by_assignee',
        'customer_by_owner_stage',
        'rejection_by_owner',
        'opportunity_by_owner',
        'task_by_customer',
        'rejection_by_customer',
      ],
    ],
    ['a photo', (reader) => photoAbout(reader, rep, 'pho_cus_m00000007'), [primary('photo')]],
    [
      'a photo that looks the same',
      (reader) => photoLike(reader, orgId, { sha256: 'a'.repeat(64), looks: '0f0f0f0f33cc33cc' }),
      [primary('photo_mark'), primary('photo')],
    ],
    ['photos nobody claimed', (reader) => unclaimedPhotos(reader, orgId, at), ['photo_by_customer']],
    [
      'photos taken back',
      (reader) => photosToRemove(reader, orgId),
      ['photo_removal_by_file', primary('photo')],
    ],
    [
      'what was corrected',
      (reader) => timeline(reader, rep, { customerId: 'cus_m00000007' }),
      ['touchpoint_by_corrected'],
    ],
  ])('%s', async (_, work, indexes) => {
    const { asked } = await askedBy(database, work)
    const plan = (await Promise.all(asked.map((each) => planOf(database, each)))).flat()
    for (const index of indexes) expect(plan.join('\n')).toMatch(new RegExp(index))
    // Names of few: staff, stores, stages. A step over a derived table is none over a table.
    const whole = engine === 'sqlite' ? /^SCAN (v|c|t|k|m|f|o|r|n)$/ : /^(v|c|t|k|m|f|o|r|n) (ALL|index) /
    expect(plan.filter((line) => whole.test(line))).toEqual([])
  })
})

/** Two visits a customer over 600 days, a finding and a photo each for one in ten; one is under way. */
async function fillVisits(database: Database): Promise<void> {
  const sqlite = database.engine === 'sqlite'
  const joined = (...parts: string[]) => (sqlite ? `(${parts.join(' || ')})` : `concat(${parts.join(', ')})`)
  const day = sqlite
    ? "strftime('%Y-%m-%d %H:%M:%f', '2026-03-04', '-' || (cast(substr(c.id, 6) as integer) % 600) || ' days')"
    : "date_sub(cast('2026-03-04 00:00:00.000' as datetime(3)), interval cast(substr(c.id, 6) as unsigned) % 600 day)"
  const columns = `org_id, id, customer_id, staff_id, store_id, region_id, state, active_key, sort_at, checked_in_at,
    check_in, check_in_touch_id, checked_out_at, closed, flags, photo_count, version`
  const of = (prefix: string) =>
    `c.org_id, ${joined(`'${prefix}'`, 'c.id')}, c.id, c.owner_id, c.store_id, c.region_id`
  await database.transaction(async (tx) => {
    for (const prefix of ['vis_', 'vit_'])
      await tx.run(
        `insert into visit (${columns}) select ${of(prefix)}, 'done', null, ${day}, ${day},
           '{"at":"2026-03-01T00:00:00.000Z","place":null}', 'tch', ${day}, 1, '[]', 0, 1
         from customer c where c.org_id = ?`,
        [orgId],
      )
    await tx.run(
      `insert into photo (org_id, id, visit_id, customer_id, staff_id, taken_at, moment, width, height, bytes, file_key,
         thumb_key, sha256, looks, duplicate_exact)
       select c.org_id, ${joined("'pho_'", 'c.id')}, ${joined("'vis_'", 'c.id')}, c.id, c.owner_id, ${day},
         '{"at":"2026-03-01T00:00:00.000Z","recordedAt":"2026-03-01T00:00:00.000Z","place":null}', 1, 1, 1, 'a/b', 'a/c',
         'x', '0f0f0f0f33cc33cc', 0
       from customer c where c.org_id = ?`,
      [orgId],
    )
    await tx.run(
      `insert into photo_removal (org_id, photo_id, staff_id, removed_at, file_gone_at)
       select p.org_id, p.id, p.staff_id, p.taken_at, case when p.id > 'pho_cus_m00002980' then null else p.taken_at end
       from photo p where p.org_id = ? and p.id > 'pho_cus_m00001000'`,
      [orgId],
    )
    await tx.run(
      `insert into photo_mark (org_id, mark, photo_id)
       select c.org_id, ${joined("'1:'", 'substr(c.id, 10)')}, ${joined("'pho_'", 'c.id')} from customer c where c.org_id = ?`,
      [orgId],
    )
    await tx.run(
      `insert into visit_plan (org_id, staff_id, day_on, customer_id, planned_by_id, created_at)
       select c.org_id, c.owner_id, '2026-03-03', c.id, c.owner_id, ${day} from customer c where c.org_id = ?`,
      [orgId],
    )
    await tx.run(
      `insert into rejection (org_id, id, customer_id, owner_id, product_name, rejected_at, touchpoint_id)
       select c.org_id, ${joined("'rej_'", 'c.id')}, c.id, c.owner_id, '草莓', ${day}, 'tch'
       from customer c where c.org_id = ?`,
      [orgId],
    )
    await tx.run("update visit set state = 'active', active_key = staff_id where org_id = ? and id = ?", [
      orgId,
      'vis_cus_m00000007',
    ])
    if (!sqlite)
      for (const table of ['visit', 'photo', 'photo_mark', 'photo_removal', 'visit_plan', 'rejection'])
        await tx.run(`analyze table ${table}`)
  })
}
