import { spawnSync } from 'node:child_process'
import { createAdmin } from '../../server/organisation/create-admin'
import { openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { newDatabaseUrl, onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs } from '../support/web'

afterAll(stopAllWebs)

const command = (args: string[], url: string, env: Record<string, string> = {}) =>
  spawnSync('node_modules/.bin/tsx', ['server/organisation/admin-cli.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url, ...env },
  })
const further = [
  ...['create-org', '--org', '鲜果铺', '--name', '李强', '--phone', '13900000000'],
  ...[
    '--wecom-corp-id',
    'ww2222222222222222',
    '--wecom-agent-id',
    '1000007',
    '--wecom-agent-secret',
    'sssss',
  ],
  ...['--wecom-callback-token', 'ttttt', '--wecom-callback-aes-key', 'k'.repeat(43)],
]

onEveryEngine('the admin command', (openEmpty, engine) => {
  test('on a new database: organisation, admin and a code that lets them in', async () => {
    const { url, drop } = await newDatabaseUrl(engine)
    try {
      const made = command(['create', '--name', '王芳', '--phone', '138 0000-0000', '--org', '鲜果铺'], url)
      expect([made.stderr, made.status]).toEqual(['', 0])
      expect(made.stdout).toContain('鲜果铺')
      const code = /\d{4}-\d{4}/.exec(made.stdout)?.[0]
      const again = command(['create', '--name', '王芳', '--phone', '13800000000'], url)
      const newCode = /\d{4}-\d{4}/.exec(again.stdout)?.[0]
      expect(newCode).not.toBe(code)
      const database = await openDatabase(url, createLog('silent'))
      const rows = await database.read((reader) =>
        reader.rows('select s.name, s.role, o.timezone from staff s join org o on o.id = s.org_id'),
      )
      expect(rows).toEqual([{ name: '王芳', role: 'admin', timezone: 'Asia/Shanghai' }])
      const stages = await database.read((reader) => reader.rows('select id from stage'))
      expect(stages).toHaveLength(0)
      await database.close()
    } finally {
      await drop()
    }
  }, 60_000)

  test('a further organisation with its own WeCom, and its admin’s code', async () => {
    const { url, drop } = await newDatabaseUrl(engine)
    const key = { SECRETS_KEY: 'x'.repeat(44) }
    try {
      expect(command(further, url, key)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('create'),
      })
      command(['create', '--name', '王芳', '--phone', '13800000000'], url)
      const keyless = command(further, url)
      expect([keyless.status, keyless.stderr]).toEqual([1, expect.stringContaining('缺 SECRETS_KEY')])
      const made = command(further, url, key)
      expect([made.stderr, made.status]).toEqual(['', 0])
      expect(made.stdout).toMatch(/建好了企业「鲜果铺」[\s\S]*\/wecom\/callback\/org_\w+[\s\S]*\d{4}-\d{4}/)
      expect(command(further, url, key).stderr).toContain('已经属于「鲜果铺」')
    } finally {
      await drop()
    }
  }, 120_000)

  test('bad input is told in Chinese and ends with 2', async () => {
    if (engine !== 'sqlite') return
    for (const args of [
      [],
      ['create'],
      ['create', '--name', '王芳', '--phone', 'abc'],
      ['drop'],
      ['create', '--x', '1'],
      ['create-org', '--name', '李强', '--phone', '13900000000', '--org', '鲜果铺'],
      [...further.slice(0, -1), 'short'],
    ]) {
      const { status, stderr, stdout } = command(args, 'sqlite:/nowhere/at/all')
      expect([args, status, stdout]).toEqual([args, 2, ''])
      expect(stderr).toContain('用法')
    }
  }, 60_000)

  test('the person with that phone gets a new code; another phone makes a further admin', async () => {
    const web = await startWeb(await openEmpty())
    const at = web.clock.now()
    const make = (phone: string) =>
      web.database.transaction((tx) => createAdmin(tx, { name: '新人', phone, org: '不用', at }))
    const known = await make('13800000000')
    expect(known).toMatchObject({ name: '王芳', isNewPerson: false, org: { isNew: false, name: '优鲜达' } })
    const signedIn = await web.call('POST', '/api/session', { body: { via: 'code', code: known.code } })
    expect(signedIn.body.staff).toMatchObject({ id: web.world.staff.admin, role: 'admin' })
    expect(await make('13900000000')).toMatchObject({ name: '新人', isNewPerson: true })
  })
})
