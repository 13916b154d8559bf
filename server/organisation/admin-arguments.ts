import { parseArgs } from 'node:util'
import { adminCliTexts } from '../../shared/text/session'
import type { WecomCredentials } from './wecom-apps'

/** What was asked for on the command line: an admin, and for `create-org` the organisation's WeCom app as well. */
export interface Asked {
  name: string
  phone: string
  org: string
  wecom?: WecomCredentials
}

const wecomOptions = [
  'wecom-corp-id',
  'wecom-agent-id',
  'wecom-agent-secret',
  'wecom-callback-token',
  'wecom-callback-aes-key',
] as const
const options = ['name', 'phone', 'org', ...wecomOptions] as const
type Given = Partial<Record<(typeof options)[number], string>>

/** What was asked for, or what is wrong with it. */
export function readArguments(args: string[]): Asked | { wrong: string | undefined } {
  let values: Given
  let positionals: string[]
  try {
    const parsed = parseArgs({
      args,
      options: Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
      allowPositionals: true,
    })
    values = parsed.values as Given
    positionals = parsed.positionals
  } catch {
    return { wrong: undefined }
  }
  const [command, ...more] = positionals
  if (more.length > 0 || (command !== 'create' && command !== 'create-org')) return { wrong: undefined }
  const further = command === 'create-org'
  const name = (values.name ?? '').normalize('NFKC').trim()
  const phone = (values.phone ?? '').normalize('NFKC').replace(/[\s-]/g, '')
  const org = (values.org ?? (further ? '' : adminCliTexts.ownOrgName())).normalize('NFKC').trim()
  if (!name || name.length > 60) return { wrong: adminCliTexts.badName() }
  if (!/^\+?\d{6,19}$/.test(phone)) return { wrong: adminCliTexts.badPhone() }
  if (!org || org.length > 100) return { wrong: adminCliTexts.badOrg() }
  if (!further) {
    // The first organisation's app stands in the environment.
    if (wecomOptions.some((option) => values[option] !== undefined)) return { wrong: undefined }
    return { name, phone, org }
  }
  const wecom = readWecom(values)
  return 'wrong' in wecom ? wecom : { name, phone, org, wecom }
}

function readWecom(values: Given): WecomCredentials | { wrong: string } {
  const given = wecomOptions.map((option) => values[option]?.trim() ?? '')
  const missing = wecomOptions.filter((_, index) => !given[index])
  if (missing.length > 0) return { wrong: adminCliTexts.wecomMissing(missing.map((option) => `--${option}`)) }
  const [corpId = '', agentId = '', secret = '', callbackToken = '', aesKey = ''] = given
  if (!/^[\w-]{1,64}$/.test(corpId)) return { wrong: adminCliTexts.badCorpId() }
  if (!/^[1-9]\d{0,8}$/.test(agentId)) return { wrong: adminCliTexts.badAgentId() }
  if (secret.length > 200) return { wrong: adminCliTexts.badWecomSecret('--wecom-agent-secret') }
  if (callbackToken.length > 200) return { wrong: adminCliTexts.badWecomSecret('--wecom-callback-token') }
  if (!/^[A-Za-z0-9]{43}$/.test(aesKey)) return { wrong: adminCliTexts.badAesKey() }
  return { corpId, agentId: Number(agentId), secret, callbackToken, aesKey }
}
