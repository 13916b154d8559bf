import { z } from 'zod'

const services = ['web', 'bot', 'jobs'] as const

const optionalText = z
  .string()
  .trim()
  .transform((text) => text || undefined)
  .optional()

const url = z.string().refine((text) => {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol)
  } catch {
    return false
  }
}, 'must be a URL with http: or https:')

const databaseUrl = z
  .string()
  .default('sqlite:./data/shunliu.sqlite')
  .refine((text) => /^sqlite:.+/.test(text) || /^(mysql|mariadb):\/\/[^/]+\/[^/]+/.test(text), {
    message: 'must be sqlite:<file> or mysql://user:pass@host:3306/name',
  })

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: url.optional(),
  DATABASE_URL: databaseUrl,
  SERVICES: z
    .string()
    .default(services.join(','))
    .transform((text) => text.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(services)).min(1)),
  FILES: z
    .string()
    .default('file:./data/files')
    .refine((text) => /^file:.+/.test(text), { message: 'must be file:<folder>' })
    .transform((text) => text.slice('file:'.length)),
  DEMO: z.enum(['auto', 'on', 'off']).default('auto'),
  DEMO_CUSTOMERS: z.coerce.number().int().min(100).max(2_000_000).default(3000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  SECRETS_KEY: z
    .string()
    .trim()
    .min(32, 'must have at least 32 characters, e.g. those of `openssl rand -base64 32`')
    .optional(),
  WECOM_API_BASE: url.default('https://qyapi.weixin.qq.com'),
  WECOM_CORP_ID: optionalText,
  WECOM_AGENT_ID: z.coerce.number().int().positive().optional(),
  WECOM_AGENT_SECRET: optionalText,
  WECOM_CALLBACK_TOKEN: optionalText,
  WECOM_CALLBACK_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, 'must be the 43 letters and digits that WeCom shows')
    .optional(),
  WECHATY_TOKEN: optionalText,
  WECHATY_ENDPOINT: optionalText,
  WECHAT_API_BASE: url.default('https://api.weixin.qq.com'),
  WECHAT_APP_ID: optionalText,
  WECHAT_APP_SECRET: optionalText,
})

/** What is only useful together; checked apart, so that it is told beside every other bad value. */
const belongTogether = [
  ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_AGENT_SECRET'],
  ['WECOM_CALLBACK_TOKEN', 'WECOM_CALLBACK_AES_KEY', 'WECOM_CORP_ID'],
  ['WECHATY_TOKEN', 'WECHATY_ENDPOINT'],
  ['WECHAT_APP_ID', 'WECHAT_APP_SECRET'],
] as const

function missingBesides(given: Record<string, unknown>): string[] {
  return belongTogether.flatMap((names) => {
    const [present, absent] = [names.filter((name) => given[name]), names.filter((name) => !given[name])]
    // The corp id alone stands for the app's own three.
    if (
      present.length === 0 ||
      (present.length === 1 && present[0] === 'WECOM_CORP_ID' && names[0] !== 'WECOM_CORP_ID')
    )
      return []
    return absent.map((name) => `  ${name}: is needed beside ${present.join(', ')}`)
  })
}

export type Config = Readonly<z.infer<typeof environment>>

/** Every bad value of the environment, one a line. */
export class ConfigError extends Error {}

/**
 * Reads the configuration once. An empty value counts as absent, so that a copied `.env` template works.
 * @throws ConfigError naming every bad value, e.g. `PORT: Too big: expected number to be <=65535`
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = environment.safeParse(given)
  const problems = [
    ...(result.error?.issues ?? []).map((issue) => `  ${issue.path.join('.')}: ${issue.message}`),
    ...missingBesides(given),
  ]
  if (result.success && problems.length === 0) return Object.freeze(result.data)
  throw new ConfigError([...new Set(problems)].join('\n'))
}
