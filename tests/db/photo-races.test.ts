import type { Doer } from '../../server/organisation/doer'
import { scopeOf } from '../../server/organisation/scope'
import type { Database, Transaction } from '../../server/platform/database'
import { undoWrite } from '../../server/undo/undo-write'
import { addFinding } from '../../server/visits/add-finding'
import { checkIn } from '../../server/visits/check-in'
import { addPhoto } from '../../server/visits/photos/add-photo'
import { photoOfCustomer } from '../../server/visits/photos/photo-of-customer'
import { takePhotoBack } from '../../server/visits/photos/take-back-photo'
import { PhotoMark, PhotoRemoval, Visit } from '../../server/visits/tables'
import { onEveryEngine } from '../support/engines'
import { interleaved } from '../support/interleaved'
import { buildWorld, type World } from '../support/world'

const at = new Date('2026-03-04T01:30:00.000Z')
const visitId = 'vis_01JNA0000000000000000000A1'
const phone = { at: at.toISOString() }

onEveryEngine('what comes to a visit, or leaves it, at the same moment', (openEmpty) => {
  let database: Database
  let world: World
  let doer: Doer
  let checkInUndo: string
  beforeEach(async () => {
    database = await openEmpty()
    world = await buildWorld(database)
    const scope = await database.read((reader) => scopeOf(reader, world.orgId, world.staff.rep))
    doer = { scope: scope!, at, via: 'miniprogram', chatRef: null }
    checkInUndo = await database.transaction(async (tx) => {
      const input = { id: visitId, customerId: world.customers.mine, phone, place: null }
      return (await checkIn(tx, doer, input)).undo!.id
    })
  })

  /** `looks` alone say what a photo looks like. */
  const photo = (id: string, looks: string, about: object = { visitId }) => {
    const bytes = Buffer.from('jpeg')
    const picture = { jpeg: bytes, thumb: bytes, width: 4, height: 3, sha256: id, looks }
    return (tx: Transaction) =>
      addPhoto(tx, doer, { id, phone, place: null, ...about } as never, picture, {
        fileKey: id,
        thumbKey: id,
      })
  }
  const takeBack = (id: string) => (tx: Transaction) => takePhotoBack(tx, doer, id)
  const undo = (id: string) => (tx: Transaction) => undoWrite(tx, doer, id)
  const added = async (add: ReturnType<typeof photo>) => (await database.transaction(add))!.id
  const visit = async () =>
    (await database.read((reader) => reader.findOne(Visit, { orgId: world.orgId, id: visitId })))!
  const codes = (ended: PromiseSettledResult<unknown>[]) =>
    ended.map((each) => (each.status === 'rejected' ? each.reason.code : 'done'))

  const shelf = '0f0f0f0f0f0f0f0f'
  const other = 'f0f0f0f0f0f0f0f0'

  test('two photos are taken back', async () => {
    // Of different looks, among many: deleting what they are found by makes nobody wait.
    const marks = Array.from({ length: 500 }, (_, n) => ({
      orgId: world.orgId,
      mark: `x:${n}`,
      photoId: 'p0',
    }))
    await database.transaction((tx) => tx.insert(PhotoMark, marks))
    for (const [id, looks] of [
      ['p1', shelf],
      ['p2', '00ff00ff00ff00ff'],
      ['p3', other],
    ] as const)
      await added(photo(id, looks))
    expect(codes(await interleaved(database, takeBack('p1'), takeBack('p2')))).toEqual(['done', 'done'])
    expect((await visit()).photoCount).toBe(1)
  })

  test('one is taken back while another comes, and the other way round', async () => {
    for (const id of ['p1', 'p2']) await added(photo(id, other))
    expect(codes(await interleaved(database, takeBack('p1'), photo('p3', shelf)))).toEqual(['done', 'done'])
    expect((await visit()).photoCount).toBe(2)
    expect(codes(await interleaved(database, photo('p4', shelf), takeBack('p2')))).toEqual(['done', 'done'])
    expect((await visit()).photoCount).toBe(2)
  })

  test('the flag goes with the last one that looks like another, and stays when one more comes', async () => {
    await added(photo('p1', shelf))
    await added(photo('p2', shelf))
    const flags = async () => (await visit()).flags.map(({ code }) => code)
    expect(await flags()).toContain('duplicate_photo')
    await interleaved(database, photo('p3', shelf), takeBack('p2'))
    expect(await flags()).toContain('duplicate_photo')
    await database.transaction(takeBack('p3'))
    expect(await flags()).not.toContain('duplicate_photo')
  })

  test('the same photo is taken back twice, by either way: one says so, the other that it is gone', async () => {
    const offer = await added(photo('p1', shelf))
    expect(codes(await interleaved(database, takeBack('p1'), undo(offer)))).toEqual([
      'done',
      'already_undone',
    ])
    const again = await added(photo('p2', shelf))
    expect(codes(await interleaved(database, undo(again), takeBack('p2')))).toEqual(['done', 'not_found'])
    await added(photo('p3', shelf))
    expect(codes(await interleaved(database, takeBack('p3'), takeBack('p3')))).toEqual(['done', 'not_found'])
    expect((await visit()).photoCount).toBe(0)
    const gone = await database.read((reader) => reader.find(PhotoRemoval, { orgId: world.orgId }))
    expect(gone).toHaveLength(3)
  })

  test('a photo that answers a field while it is taken back', async () => {
    await added(photo('p1', shelf, { customerId: world.customers.mine }))
    const answers = (tx: Transaction) => photoOfCustomer(tx, doer.scope, 'p1', world.customers.mine)
    const [, answered] = await interleaved(database, takeBack('p1'), answers)
    expect(answered).toEqual({ status: 'fulfilled', value: false })
  })

  const finding = (tx: Transaction) =>
    addFinding(tx, doer, visitId, { id: 'fnd_1', kind: 'remark', text: '老板不在', phone })

  test.each([
    ['a photo', () => photo('p1', shelf)],
    ['a finding', () => finding],
  ])('%s comes while the check-in is taken back', async (_name, make) => {
    const comes = make()
    expect(codes(await interleaved(database, comes, undo(checkInUndo)))).toEqual(['done', 'acted_on'])
    expect((await visit()).state).toBe('active')
  })

  test.each([
    ['a photo', () => photo('p1', shelf)],
    ['a finding', () => finding],
  ])('the check-in is taken back while %s comes', async (_name, make) => {
    const comes = make()
    expect(codes(await interleaved(database, undo(checkInUndo), comes))).toEqual(['done', 'visit_withdrawn'])
    expect(await visit()).toMatchObject({ state: 'withdrawn', photoCount: 0 })
  })
})
