import { type ConfigError, readConfig } from '../../server/platform/config'

const problemsOf = (env: Record<string, string>) => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    return (error as ConfigError).message.split('\n').map((line) => line.trim().split(':')[0])
  }
}

test('nothing needs to be configured', () => {
  expect(readConfig({})).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    DEMO: 'auto',
    SERVICES: ['web', 'bot', 'jobs'],
  })
})

test('an empty value is an absent one', () => {
  expect(readConfig({ PORT: '', WECOM_CORP_ID: '' }).PORT).toBe(3000)
})

test('every bad value is named, those that miss their companions too', () => {
  expect(
    problemsOf({
      PORT: 'abc',
      DATABASE_URL: 'postgres://x',
      FILES: 'somewhere',
      WECOM_CORP_ID: 'ww1',
      SERVICES: 'web,mail',
    }),
  ).toEqual(['PORT', 'DATABASE_URL', 'SERVICES.1', 'FILES', 'WECOM_AGENT_ID', 'WECOM_AGENT_SECRET'])
})

test.each([
  [{ WECHATY_TOKEN: 'x' }, 'WECHATY_ENDPOINT'],
  [{ WECOM_CALLBACK_TOKEN: 'x' }, 'WECOM_CALLBACK_AES_KEY'],
  [{ WECOM_CALLBACK_AES_KEY: 'short' }, 'WECOM_CALLBACK_AES_KEY'],
  [{ DEMO_CUSTOMERS: '5' }, 'DEMO_CUSTOMERS'],
  [{ PUBLIC_URL: 'example.com' }, 'PUBLIC_URL'],
])('%j is refused for %s', (env, name) => {
  expect(problemsOf(env as Record<string, string>)).toContain(name)
})
