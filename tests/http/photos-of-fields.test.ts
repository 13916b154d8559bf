import { createJobs } from '../../server/jobs'
import { folderStore } from '../../server/platform/files'
import { cleanPhotos } from '../../server/visits/photos/clean-photos-job'
import { onEveryEngine } from '../support/engines'
import { act, mapAsGuessed, upload } from '../support/imports'
import { fileOf, linesOf } from '../support/sheet-files'
import { shelf } from '../support/shelf-photo'
import { withTemplate } from '../support/template'
import { filesFolder, startWeb, stopAllWebs, type TestWeb } from '../support/web'
import type { PersonName } from '../support/world'

afterAll(stopAllWebs)

let serial = 0
const made = () => `pho_${String(++serial).padStart(20, 'B')}`

onEveryEngine('a custom field answered with a photo', (openEmpty) => {
  let web: TestWeb
  let field: string
  let sourceId: string
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
    const added = await post('/api/fields', { name: '门头照', type: 'photo', required: 'creation' }, 'admin')
    field = added.body.field.id
    const { sources } = (await web.call('GET', '/api/customer-choices', { as: 'rep' })).body
    sourceId = sources[0].id
  }, 60_000)

  const post = (path: string, body: object, as: PersonName = 'rep') => web.call('POST', path, { as, body })
  const take = async (more: object, as: PersonName = 'rep', seed = serial) => {
    const form = new FormData()
    const id = made()
    form.set('about', JSON.stringify({ id, place: null, phone: { at: '2026-03-04T01:30:00.000Z' }, ...more }))
    form.set('photo', new Blob([new Uint8Array(await shelf(seed))], { type: 'image/jpeg' }), 'a.jpg')
    const answer = await fetch(`${web.url}/api/photos`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await web.signIn(as)}`, 'Idempotency-Key': id },
      body: form,
    })
    return { id, status: answer.status }
  }
  const create = (fields: object, as: PersonName = 'rep') =>
    post('/api/customers', { name: `新店${++serial}`, sourceId, fields }, as)
  const fileOfCustomer = async (id: string, as: PersonName = 'rep') =>
    (await web.call('GET', `/api/customers/${id}/file`, { as })).body
  /** Who is on the list to complete for want of that photo. */
  const lackingPhoto = async (as: PersonName): Promise<string[]> => {
    const { items } = (await web.call('GET', '/api/customers/to-complete', { as })).body
    return items
      .filter(({ lacking }: { lacking: { id: string }[] }) => lacking.some(({ id }) => id === field))
      .flatMap(({ id, name }: { id: string; name: string }) => [id, name])
  }
  const bytes = async (id: string, as: PersonName) =>
    (
      await fetch(`${web.url}/api/photos/${id}/thumb`, {
        headers: { Authorization: `Bearer ${await web.signIn(as)}` },
      })
    ).status

  test('of a new customer: required, taken before it is made, seen by whoever sees the customer', async () => {
    const without = await create({})
    expect([without.status, without.body.error.code]).toEqual([400, 'field_missing'])
    expect(without.body.error.fields[`fields.${field}`]).toContain('门头照')
    const photo = await take({})
    expect(photo.status).toBe(200)
    expect([await bytes(photo.id, 'rep'), await bytes(photo.id, 'storeManager')]).toEqual([200, 404])
    const { status, body } = await create({ [field]: photo.id })
    expect(status).toBe(200)
    const [answer] = body.customer.fields.filter(({ id }: { id: string }) => id === field)
    expect(answer).toMatchObject({ type: 'photo', value: photo.id, lacking: false })
    expect(answer.text).toMatch(/^照片 2026-03-04 09:30 李雷$/)
    expect([await bytes(photo.id, 'storeManager'), await bytes(photo.id, 'otherRep')]).toEqual([200, 404])
    // It answers a field now: taking it back waits until another one does.
    const back = await post(`/api/photos/${photo.id}/take-back`, {})
    expect(back.body.error.code).toBe('acted_on')
    expect((await create({ [field]: '无' })).status).toBe(200)
  })

  test('what is no photo of this customer is refused, whoever gives it', async () => {
    const { mine, colleagues } = web.world.customers
    const others = await take({ customerId: colleagues }, 'otherRep')
    const [theirs, taken] = [await take({}, 'storeManager'), await take({ customerId: mine })]
    for (const wrong of [others.id, theirs.id, taken.id, 'pho_NOWHERE0000000000', '<script>']) {
      const refused = await create({ [field]: wrong })
      expect([refused.status, refused.body.error.code]).toEqual([400, 'photo_unknown'])
      expect(refused.body.error.fields).toEqual({
        [`fields.${field}`]: '「门头照」的照片没有找到，请重新拍一张。',
      })
    }
    expect((await take({ customerId: colleagues })).status).toBe(404)
    expect((await take({}, 'finance')).status).toBe(403)
  })

  test('of an older customer: listed to complete, taken, changed, and turned back', async () => {
    const { mine } = web.world.customers
    for (const job of createJobs({
      database: web.database,
      clock: web.clock,
      files: folderStore(filesFolder),
    }))
      if (job.name === 'customers-recheck')
        await job.run({ orgId: web.world.orgId, signal: new AbortController().signal } as never)
    const lacking = () => lackingPhoto('rep')
    expect(await lacking()).toContain(mine)
    const [first, second] = [await take({ customerId: mine }), await take({ customerId: mine })]
    const give = async (id: string | null) =>
      post(`/api/customers/${mine}/file`, {
        version: (await fileOfCustomer(mine)).version,
        fields: { [field]: id },
      })
    expect((await give(first.id)).status).toBe(200)
    expect(await lacking()).not.toContain(mine)
    const changed = await give(second.id)
    expect((await give(null)).body.error.code).toBe('field_missing')
    const answered = async () =>
      (await fileOfCustomer(mine)).fields.find(({ id }: { id: string }) => id === field).value
    expect(await answered()).toBe(second.id)
    expect((await post(`/api/undo/${changed.body.undo.id}`, {})).status).toBe(200)
    expect(await answered()).toBe(first.id)
  })

  test('a merge shows the photos of both sides, never their ids', async () => {
    const { mine, second, colleagues } = web.world.customers
    const give = async (customer: string, value: string) => {
      const { version } = await fileOfCustomer(customer)
      const fields = { [field]: value }
      expect((await post(`/api/customers/${customer}/file`, { version, fields })).status).toBe(200)
    }
    const [ours, theirs] = [await take({ customerId: mine }), await take({ customerId: second })]
    await give(mine, ours.id)
    const preview = async (mergedId: string) => {
      const { body } = await post('/api/merges/preview', { survivorId: mine, mergedId }, 'storeManager')
      return body.differences.find(({ key }: { key: string }) => key === `fields.${field}`)
    }
    expect(await preview(colleagues)).toBeUndefined()
    await give(second, theirs.id)
    const both = { survivor: '照片', merged: '照片', photos: { survivor: ours.id, merged: theirs.id } }
    expect(await preview(second)).toMatchObject(both)
    await give(second, '无')
    const none = { survivor: '照片', merged: '无', photos: { survivor: ours.id, merged: null } }
    expect(await preview(second)).toMatchObject(none)
    for (const id of [ours.id, theirs.id]) expect(await bytes(id, 'storeManager')).toBe(200)
  })

  test('a table leaves it to be completed; an export names it', async () => {
    const read = await upload(web, '客户,门店,渠道,门头照\n山货店,文三路店,社区地推,照片.jpg')
    expect(read.body.import.columns.at(-1)).toMatchObject({ name: '门头照', target: null })
    const ready = (await mapAsGuessed(web, read.body.import)).body.import
    expect(ready).toMatchObject({ state: 'ready', rows: { good: 1, bad: 0 } })
    await act(web, ready.id, 'run', { version: ready.version })
    expect(await lackingPhoto('admin')).toContain('山货店')
    await create({ [field]: (await take({})).id })
    const { id } = (await post('/api/exports', { format: 'csv' }, 'director')).body.export
    const file = await fetch(`${web.url}/api/exports/${id}/file`, {
      headers: { Authorization: `Bearer ${await web.signIn('director')}` },
    })
    const lines = (await linesOf(fileOf(new Uint8Array(await file.arrayBuffer())))).map(([, cells]) => cells)
    expect(lines[0]).toContain('门头照')
    expect(lines.flat()).toContain('照片 2026-03-04 09:30 李雷')
  })

  test('taken for a customer nobody made, it is gone a day later', async () => {
    const photo = await take({})
    const clean = () =>
      cleanPhotos({ database: web.database, clock: web.clock, files: folderStore(filesFolder) })({
        orgId: web.world.orgId,
        signal: new AbortController().signal,
      })
    web.clock.forward(23 * 3_600_000)
    await clean()
    expect(await bytes(photo.id, 'rep')).toBe(200)
    web.clock.forward(2 * 3_600_000)
    await clean()
    expect(await bytes(photo.id, 'rep')).toBe(404)
    expect((await create({ [field]: photo.id })).body.error.code).toBe('photo_unknown')
  })
})
