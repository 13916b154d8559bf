import { installCustomerTemplate } from '../../server/customers/install-fields'
import type { Database } from '../../server/platform/database'
import { freshRetail } from '../../server/templates/fresh-retail'
import type { World } from './world'

/** Gives a test organisation the sources and fields of fresh retail. */
export async function withTemplate(database: Database, world: World): Promise<void> {
  await database.transaction((tx) => installCustomerTemplate(tx, world.orgId, freshRetail))
}
