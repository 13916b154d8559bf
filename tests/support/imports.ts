import type { ImportKind } from '../../shared/api/imports'
import type { Answer, TestWeb } from './web'
import type { PersonName } from './world'

/** Uploads a file and waits until it has been read; answers the import. */
export async function upload(
  web: TestWeb,
  content: string | Uint8Array,
  {
    kind = 'customers',
    as = 'admin',
    name = '客户名单.csv',
  }: { kind?: ImportKind; as?: PersonName; name?: string } = {},
): Promise<Answer> {
  const form = new FormData()
  form.set('about', JSON.stringify({ kind }))
  form.set('file', new Blob([content as never]), name)
  const response = await fetch(`${web.url}/api/imports`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await web.signIn(as)}` },
    body: form,
  })
  const body = (await response.json()) as Answer['body']
  const answer = { status: response.status, body, headers: response.headers }
  if (response.status === 200) body.import = await settled(web, body.import.id, as)
  return answer
}

/** The import once nobody works on it any more. */
export async function settled(web: TestWeb, id: string, as: PersonName = 'admin') {
  for (let tries = 0; tries < 600; tries++) {
    await web.imports.idle()
    const { body } = await web.call('GET', `/api/imports/${id}`, { as })
    if (!['reading', 'checking', 'running', 'undoing'].includes(body.state)) return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the import does not settle')
}

type Body = Record<string, unknown>

export async function act(web: TestWeb, id: string, what: string, body: Body = {}, as: PersonName = 'admin') {
  const answer = await web.call('POST', `/api/imports/${id}/${what}`, { as, body })
  if (answer.status === 200) answer.body.import = await settled(web, id, as)
  return answer
}

/** Accepts the guessed columns and has the lines checked. */
export function mapAsGuessed(
  web: TestWeb,
  { id, version, columns }: { id: string; version: number; columns: { target: string | null }[] },
  more: Body = {},
) {
  return act(web, id, 'mapping', { version, targets: columns.map(({ target }) => target), ...more })
}

export async function rowsOf(web: TestWeb, id: string, state: string, as: PersonName = 'admin') {
  const { body } = await web.call('GET', `/api/imports/${id}/rows?state=${state}`, { as })
  return body.items
}
