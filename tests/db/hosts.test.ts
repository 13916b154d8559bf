import { openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { engines, newDatabaseUrl } from '../support/engines'

const withMariadb = engines.includes('mariadb') ? test : test.skip

withMariadb('of several hosts the first that answers is taken', async () => {
  const { url, drop } = await newDatabaseUrl('mariadb')
  const database = await openDatabase(
    url.replace('@127.0.0.1:', '@127.0.0.1:1,127.0.0.1:'),
    createLog('silent'),
  )
  expect(await database.read((reader) => reader.row('select 1 as one'))).toEqual({ one: 1 })
  await database.close()
  await drop()
})
