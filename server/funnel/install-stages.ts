import type { Transaction } from '../platform/database'
import { Stage } from './tables'

/** Writes a template's stages, in their order; ids follow the code. */
export async function installStages(
  tx: Transaction,
  orgId: string,
  stages: readonly { code: string; name: string }[],
): Promise<void> {
  await tx.insert(
    Stage,
    stages.map((stage, position) => ({ orgId, id: `stg_${stage.code}`, ...stage, position })),
  )
}
