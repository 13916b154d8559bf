import { importTexts } from '../../shared/text/imports'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { putSetting } from '../organisation/settings'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { peopleAtMost } from './check-step'
import { changeImport, importToChange } from './import-job'
import type { ImportJob } from './tables'
import { mappingSetting, mappingToRemember, rememberedMapping, targetsOf } from './targets'

/**
 * Says what each column is meant as, and has every line checked anew.
 * @throws Problem 404; 409; 400 `target_unknown`, `target_twice`, `target_missing`, `too_many_people`
 */
export async function mapImport(
  tx: Transaction,
  doer: Doer,
  input: {
    importId: string
    version: number
    targets: readonly (string | null)[]
    createStores?: boolean | undefined
  },
): Promise<ImportJob> {
  const { orgId } = doer.scope
  const job = await importToChange(tx, doer, input.importId, ['mapping', 'ready'], input.version)
  const targets = await targetsOf(tx, orgId, job.kind)
  const mapping = job.columns.map((_, index) => input.targets[index] ?? null)
  const used = mapping.filter((code) => code !== null)
  const named = (code: string) => targets.find((target) => target.code === code)?.name ?? ''
  if (input.targets.length > job.columns.length || used.some((code) => !named(code)))
    throw new Problem(400, 'target_unknown', importTexts.targetUnknown())
  const twice = used.find((code, index) => used.indexOf(code) !== index)
  if (twice) throw new Problem(400, 'target_twice', importTexts.targetTwice(named(twice)))
  const missing = targets.filter(({ code, required }) => required && !used.includes(code))
  if (missing.length > 0)
    throw new Problem(400, 'target_missing', importTexts.targetMissing(missing.map(({ name }) => name)))
  if (job.kind === 'people' && job.rowsRead > peopleAtMost)
    throw new Problem(400, 'too_many_people', importTexts.tooManyPeople(peopleAtMost))
  if (input.createStores && !mayDo(doer.scope, 'organisation.manage'))
    throw new Problem(403, 'not_allowed', importTexts.notAllowedStores())
  const before = await rememberedMapping(tx, orgId, job.kind)
  await putSetting(tx, orgId, mappingSetting(job.kind), mappingToRemember(job.columns, mapping, before))
  const id = job.id
  await tx.run(
    `update import_row set state = 'read', problems = null, match_id = null, choice = null
     where org_id = ? and import_id = ? and state <> 'read'`,
    [orgId, id],
  )
  await tx.run('delete from import_key where org_id = ? and import_id = ?', [orgId, id])
  return changeImport(tx, job, {
    state: 'checking',
    mapping,
    options: {
      ...job.options,
      createStores: input.createStores ?? job.options.createStores,
      namedTo: 0,
      after: 0,
    },
    rowsDone: 0,
    rowsGood: 0,
    rowsBad: 0,
    rowsSame: 0,
    note: null,
  })
}
