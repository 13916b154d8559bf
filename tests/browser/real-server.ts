import { openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { newMigratedUrl } from '../support/engines'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import type { PersonName } from '../support/world'
import { built } from './built'
import { type Bench, startBench } from './phone'

export interface RealBench extends Bench {
  readonly web: TestWeb
}

/** Phones of one person before the real server, on a database of its own, whose clock a test moves. */
export async function startRealBench(person: PersonName): Promise<RealBench> {
  const { url, drop } = await newMigratedUrl('sqlite')
  const database = await openDatabase(url, createLog('silent'))
  const pages = { h5Folder: built('h5'), h5Progress: () => '', demoPageFolder: () => undefined }
  const web = await startWeb(database, { demo: true, pages })
  const bench = await startBench({ served: { url: web.url, person: web.world.staff[person] } })
  return {
    ...bench,
    web,
    close: async () => {
      await bench.close()
      await stopAllWebs()
      await database.close()
      await drop()
    },
  }
}
