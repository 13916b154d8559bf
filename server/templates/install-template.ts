import { templateTexts } from '../../shared/text/templates'
import { installCustomerTemplate } from '../customers/install-fields'
import { installStages } from '../funnel/install-stages'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { setSetting } from '../organisation/settings'
import { audit } from '../platform/audit'
import type { Reader, Transaction } from '../platform/database'
import { notAllowed } from '../platform/http/refusals'
import { Problem } from '../platform/problem'
import { freshRetail } from './fresh-retail'
import { general } from './general'
import type { Template } from './template'

export const templates: readonly Template[] = [freshRetail, general]

/** The name of the setting that says which template an organisation has; its key lets only one in. */
const settingName = 'template'

/** Writes a template into an organisation that has none. */
export async function installTemplate(tx: Transaction, orgId: string, template: Template): Promise<void> {
  await setSetting(tx, orgId, settingName, { code: template.code })
  await installStages(tx, orgId, template.stages)
  await installCustomerTemplate(tx, orgId, template)
  for (const [name, value] of Object.entries(template.settings)) await setSetting(tx, orgId, name, value)
}

/**
 * An admin chooses what the organisation starts with; once.
 * @throws Problem 403; 404; 409 `template_installed`
 */
export async function chooseTemplate(tx: Transaction, doer: Doer, code: string): Promise<void> {
  const { scope, at, via } = doer
  const { orgId } = scope
  if (!mayDo(scope, 'template.install')) throw notAllowed()
  const template = templates.find((each) => each.code === code)
  if (!template) throw new Problem(404, 'template_not_found', templateTexts.notFound())
  if (await hasTemplate(tx, orgId)) throw templateInstalled()
  await installTemplate(tx, orgId, template)
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'template.install',
    subjectKind: 'template',
    subjectId: code,
    via,
  })
}

export const templateInstalled = () =>
  new Problem(409, 'template_installed', templateTexts.alreadyInstalled())

/** Whether the organisation has what customers need: stages, and with them everything else of a template. */
export async function hasTemplate(reader: Reader, orgId: string): Promise<boolean> {
  return (await reader.row('select id from stage where org_id = ? limit 1', [orgId])) !== undefined
}
