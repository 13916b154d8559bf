import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { folderStore } from '../../server/platform/files'
import { cleanPhotos } from '../../server/visits/photos/clean-photos-job'
import { onEveryEngine } from '../support/engines'
import { shelf } from '../support/shelf-photo'
import { filesFolder, startWeb, stopAllWebs, type TestWeb } from '../support/web'
import type { PersonName } from '../support/world'

afterAll(stopAllWebs)

const now = '2026-03-04T01:30:00.000Z'
const place = { latitudeE6: 30_274_500, longitudeE6: 120_155_100, accuracyMetres: 12, datum: 'GCJ-02' }

let serial = 0
const made = (prefix: string) => `${prefix}_${String(++serial).padStart(20, 'A')}`

async function begin(openEmpty: () => Promise<TestWeb['database']>) {
  const web = await startWeb(await openEmpty())
  const visit = made('vis')
  const phone = { at: now }
  await web.call('POST', '/api/visits', {
    as: 'rep',
    body: { id: visit, customerId: web.world.customers.mine, place, phone },
  })
  const send = async (as: PersonName, bytes: Buffer, more: object = {}) => {
    const form = new FormData()
    const about = { id: made('pho'), visitId: visit, place, phone, ...more }
    form.set('about', JSON.stringify(about))
    form.set('photo', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), '../../etc/货架.jpg')
    const answer = await fetch(`${web.url}/api/photos`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await web.signIn(as)}`, 'Idempotency-Key': about.id },
      body: form,
    })
    // biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects
    const body = (await answer.json()) as any
    return { status: answer.status, body, code: body.error?.code, message: body.error?.message, id: about.id }
  }
  const bytesOf = async (as: PersonName, path: string) => {
    const answer = await fetch(web.url + path, {
      headers: { Authorization: `Bearer ${await web.signIn(as)}` },
    })
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  return { web, visit, send, bytesOf }
}

async function clean(web: TestWeb): Promise<void> {
  const parts = { database: web.database, clock: web.clock, files: folderStore(filesFolder) }
  await cleanPhotos(parts)({ orgId: web.world.orgId, signal: new AbortController().signal })
}

/** A PNG whose head says that it is 30,000 × 30,000. */
async function hugePng(): Promise<Buffer> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  png.writeUInt32BE(30_000, 16)
  png.writeUInt32BE(30_000, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

function crc32(bytes: Buffer): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

onEveryEngine('photos', (openEmpty) => {
  test('kept upright, small, without EXIF, with its watermark and a thumbnail', async () => {
    const { web, visit, send, bytesOf } = await begin(openEmpty)
    const sent = await send('rep', await shelf(1, 2400, 1800))
    expect(sent.status).toBe(200)
    expect(sent.body.photo).toMatchObject({
      id: sent.id,
      visitId: visit,
      customer: { name: '优鲜达一店' },
      staff: { name: '李雷' },
      at: now,
      place,
      width: 1200,
      height: 1600,
      flags: [],
      duplicateOf: null,
    })
    const { status, headers, bytes } = await bytesOf('rep', `/api/photos/${sent.id}`)
    expect([status, headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const seen = await sharp(bytes).metadata()
    expect([seen.format, seen.width, seen.height, seen.exif, seen.orientation]).toEqual([
      'jpeg',
      1200,
      1600,
      undefined,
      undefined,
    ])
    const corner = await sharp(bytes).extract({ left: 0, top: 1500, width: 400, height: 100 }).stats()
    expect(corner.channels[0]!.max).toBeGreaterThan(200)
    const thumb = await sharp((await bytesOf('rep', `/api/photos/${sent.id}/thumb`)).bytes).metadata()
    expect([thumb.width, thumb.height]).toEqual([240, 320])
    const { body } = await web.call('GET', `/api/visits/${visit}`, { as: 'rep' })
    expect(body.visit.photos).toEqual([
      { id: sent.id, at: now, width: 1200, height: 1600, flags: [], mayGoUntil: '2026-03-04T01:40:00.000Z' },
    ])
  })

  test('the same id again, one after the other and at once, is one photo; after the check-out too', async () => {
    const { web, visit, send } = await begin(openEmpty)
    const picture = await shelf(2)
    await web.call('POST', `/api/visits/${visit}/checkout`, {
      as: 'rep',
      body: { id: made('out'), place, phone: { at: now }, nextStep: { kind: 'none', reason: '不在' } },
    })
    const id = made('pho')
    const many = await Promise.all([1, 2, 3].map(() => send('rep', picture, { id })))
    expect(many.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await send('rep', picture, { id })).body.photo.duplicateOf).toBeNull()
    const { body } = await web.call('GET', `/api/visits/${visit}`, { as: 'rep' })
    expect(body.visit.photos).toHaveLength(1)
    const kept = readdirSync(join(filesFolder, 'photos', web.world.orgId))
    expect(kept).toHaveLength(2)
  })

  test('a photo used before is told where and when, and never refused', async () => {
    const { web, visit, send } = await begin(openEmpty)
    const picture = await shelf(3)
    const first = await send('rep', picture)
    const same = await send('rep', picture)
    expect(same.body.photo.duplicateOf).toEqual({
      photoId: first.id,
      visitId: visit,
      customer: { id: web.world.customers.mine, name: '优鲜达一店' },
      at: now,
      exact: true,
    })
    expect(same.body.photo.flags).toEqual([{ code: 'duplicate_photo', text: '有照片像以前拍过的' }])
    const smaller = await sharp(picture).autoOrient().resize(500).jpeg({ quality: 50 }).toBuffer()
    const like = await send('rep', smaller)
    expect(like.body.photo.duplicateOf).toMatchObject({ exact: false })
    expect((await send('rep', await shelf(77))).body.photo.duplicateOf).toBeNull()
    const { body } = await web.call('GET', `/api/visits/${visit}`, { as: 'rep' })
    expect(body.visit.flags).toEqual([{ code: 'duplicate_photo', text: '有照片像以前拍过的' }])
    // Somebody else is told the minute, not whose customer it was.
    const other = await send('otherRep', picture, {
      visitId: undefined,
      customerId: web.world.customers.colleagues,
    })
    expect(other.body.photo.duplicateOf).toMatchObject({
      exact: true,
      customer: null,
      visitId: null,
      at: now,
    })
  })

  test('what is no photo, HEIC, too large, too many pixels, cut short: each told, nothing kept', async () => {
    const { web, visit, send } = await begin(openEmpty)
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), Buffer.alloc(500)])
    const picture = await shelf(4)
    for (const [bytes, status, code] of [
      [Buffer.from('<!doctype html><script>alert(1)</script>'), 415, 'not_a_photo'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415, 'not_a_photo'],
      [Buffer.from('GIF89a'), 415, 'not_a_photo'],
      [Buffer.alloc(0), 415, 'not_a_photo'],
      [heic, 415, 'photo_heic'],
      [Buffer.concat([picture, Buffer.alloc(9 * 1024 * 1024)]), 413, 'file_too_large'],
      [await hugePng(), 422, 'photo_too_many_pixels'],
      [picture.subarray(0, picture.length / 2), 422, 'photo_broken'],
      [Buffer.from('\xff\xd8\xff but no more', 'latin1'), 422, 'photo_broken'],
    ] as const) {
      const sent = await send('rep', Buffer.from(bytes))
      expect([sent.status, sent.code]).toEqual([status, code])
      expect(sent.message).toMatch(/\p{Script=Han}/u)
    }
    expect((await send('rep', heic)).message).toMatch(/JPEG/)
    const { body } = await web.call('GET', `/api/visits/${visit}`, { as: 'rep' })
    expect(body.visit.photos).toEqual([])
    expect(existsSync(join(filesFolder, 'photos', web.world.orgId))).toBe(false)
    const rest = readdirSync(tmpdir()).filter((name) => /^[0-9a-f]{32}$/.test(name))
    expect(rest).toEqual([])
  })

  test('900 megapixels are refused at once, without the memory for them', async () => {
    const { send } = await begin(openEmpty)
    const bomb = await hugePng()
    await send('rep', bomb)
    const before = process.memoryUsage().rss
    const many = await Promise.all(Array.from({ length: 20 }, () => send('rep', bomb)))
    expect(many.every(({ code }) => code === 'photo_too_many_pixels')).toBe(true)
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6)
  })

  test('who may not: before its check-in, somebody else’s visit, out of reach on every path', async () => {
    const { web, visit, send, bytesOf } = await begin(openEmpty)
    const picture = await shelf(5)
    expect(await send('rep', picture, { visitId: made('vis') })).toMatchObject({
      status: 404,
      code: 'visit_not_here_yet',
    })
    expect(await send('storeManager', picture)).toMatchObject({ status: 403, code: 'not_yours' })
    expect(await send('otherRep', picture)).toMatchObject({ status: 404 })
    expect(await send('finance', picture)).toMatchObject({ status: 403, code: 'not_allowed' })
    expect((await send('rep', picture, { customerId: web.world.customers.mine })).code).toBe('invalid_input')
    expect((await send('rep', picture, { watermark: 'none' })).code).toBe('invalid_input')
    const { id } = await send('rep', picture)
    expect(
      await send('otherRep', picture, { id, visitId: undefined, customerId: web.world.customers.colleagues }),
    ).toMatchObject({ code: 'id_taken' })
    for (const path of [`/api/photos/${id}`, `/api/photos/${id}/thumb`, `/api/photos/${id}/about`]) {
      for (const [as, status] of [
        ['rep', 200],
        ['storeManager', 200],
        ['areaManager', 200],
        ['finance', 200],
        ['otherRep', 404],
        ['southManager', 404],
      ] as const)
        expect([path, as, (await bytesOf(as, path)).status]).toEqual([path, as, status])
      expect((await web.call('GET', path)).status).toBe(401)
      const foreign = await web.signIn('director', web.elsewhere)
      expect((await web.call('GET', path, { token: foreign })).status).toBe(404)
    }
    const json = await web.call('POST', '/api/photos', { as: 'rep', body: { visitId: visit } })
    expect([json.status, json.body.error.code]).toEqual([415, 'not_multipart'])
  })

  describe('a photo taken by mistake', () => {
    const photosOf = async (web: TestWeb, visit: string) =>
      (await web.call('GET', `/api/visits/${visit}`, { as: 'rep' })).body.visit
    const takeBack = (web: TestWeb, id: string, as: PersonName = 'rep') =>
      web.call('POST', `/api/photos/${id}/take-back`, { as })

    test('is taken back by who took it: gone for everybody, named by a fact, its file removed', async () => {
      const { web, visit, send, bytesOf } = await begin(openEmpty)
      const picture = await shelf(11)
      const wrong = await send('rep', picture)
      const again = await send('rep', picture)
      expect(again.body.photo.flags).toMatchObject([{ code: 'duplicate_photo' }])
      expect(await takeBack(web, again.id, 'storeManager')).toMatchObject({ status: 404 })
      expect(await takeBack(web, again.id, 'finance')).toMatchObject({ status: 404 })
      const done = await takeBack(web, again.id)
      expect([done.status, done.body]).toEqual([200, { takenBack: true, text: '已拿掉这张照片' }])
      expect(await takeBack(web, again.id)).toMatchObject({ status: 404 })
      const left = await photosOf(web, visit)
      expect([left.photos.map(({ id }: { id: string }) => id), left.flags]).toEqual([[wrong.id], []])
      for (const path of ['', '/thumb', '/about'])
        expect((await bytesOf('storeManager', `/api/photos/${again.id}${path}`)).status).toBe(404)
      // The way back that the upload offered is used up.
      const undo = await web.call('POST', `/api/undo/${again.body.undo.id}`, { as: 'rep' })
      expect(undo.body.error.code).toBe('already_undone')

      expect((await takeBack(web, wrong.id)).status).toBe(200)
      expect((await photosOf(web, visit)).photos).toEqual([])
      // What was taken back is not what a later photo looks like.
      const third = await send('rep', picture)
      expect(third.body.photo.duplicateOf).toBeNull()

      const facts = await web.database.read((reader) =>
        reader.rows<{ photoId: string; staffId: string; removedAt: Date }>(
          'select photo_id as photoId, staff_id as staffId, removed_at as removedAt from photo_removal order by photo_id',
        ),
      )
      const staffId = web.world.staff.rep
      const removedAt = new Date(now)
      expect(facts).toEqual([again.id, wrong.id].sort().map((photoId) => ({ photoId, staffId, removedAt })))
      const kept = () => readdirSync(join(filesFolder, 'photos', web.world.orgId)).length
      expect(kept()).toBe(6)
      await clean(web)
      expect(kept()).toBe(2)
    })

    test('by the toast’s 撤销 too, and by neither once ten minutes are over', async () => {
      const { web, visit, send } = await begin(openEmpty)
      const [one, other] = [await send('rep', await shelf(12)), await send('rep', await shelf(13))]
      web.clock.forward(9 * 60_000)
      const undo = await web.call('POST', `/api/undo/${one.body.undo.id}`, { as: 'rep' })
      expect(undo.body).toMatchObject({ undone: true, text: '已拿掉这张照片' })
      web.clock.forward(61_000)
      const late = await takeBack(web, other.id)
      expect([late.status, late.body.error.code]).toEqual([409, 'too_late'])
      expect((await photosOf(web, visit)).photos).toHaveLength(1)
      await clean(web)
      expect((await photosOf(web, visit)).photos).toHaveLength(1)
    })
  })
})
