import { encrypt, getSignature } from '@wecom/crypto'

/** The official sample's configuration: public, so nobody's secret (document/path/90968). */
export const officialSample = {
  corpId: 'wx5823bf96d3bd56c7',
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
}

export interface CallbackDriver {
  /** One message as WeCom delivers it: 5 s each, three retries; answers the statuses it saw (0: no answer). */
  deliver(xml: string): Promise<number[]>
  /** One request, signed and encrypted as WeCom does, with parts replaced. */
  post(xml: string, replace?: Partial<PostParts>): Promise<Response>
  /** The check of the address when it is entered in the admin console. */
  verify(plain: string): Promise<Response>
}

interface PostParts {
  corpId: string
  token: string
  timestamp: string
  query: string
  body: string
}

type Credentials = typeof officialSample

/** WeCom's end of the callback. */
export function createCallbackDriver(options: {
  url: string
  credentials?: Credentials
  now?: () => number
  timeoutMs?: number
}): CallbackDriver {
  const { url, credentials = officialSample, now = Date.now, timeoutMs = 5000 } = options
  const seal = (plain: string, replace: Partial<PostParts> = {}) => {
    const timestamp = replace.timestamp ?? String(Math.floor(now() / 1000))
    const nonce = '1372623149'
    const encrypted = encrypt(credentials.aesKey, plain, replace.corpId ?? credentials.corpId)
    const signature = getSignature(replace.token ?? credentials.token, timestamp, nonce, encrypted)
    return {
      encrypted,
      query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString(),
    }
  }
  const request = (query: string, body: string) =>
    fetch(`${url}?${query}`, { method: 'POST', body, signal: AbortSignal.timeout(timeoutMs) })
  const envelope = (encrypted: string) =>
    `<xml><ToUserName><![CDATA[${credentials.corpId}]]></ToUserName>` +
    `<Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>`
  return {
    async deliver(xml) {
      const { encrypted, query } = seal(xml)
      const statuses: number[] = []
      for (let attempt = 0; attempt <= 3; attempt++) {
        const status = await request(query, envelope(encrypted)).then(
          (response) => response.status,
          () => 0,
        )
        statuses.push(status)
        if (status === 200) break
      }
      return statuses
    },
    async post(xml, replace = {}) {
      const { encrypted, query } = seal(xml, replace)
      return request(replace.query ?? query, replace.body ?? envelope(encrypted))
    },
    async verify(plain) {
      const { encrypted, query } = seal(plain)
      return fetch(`${url}?${query}&echostr=${encodeURIComponent(encrypted)}`)
    },
  }
}

/** A member's text to the app, as it looks once decrypted. */
export function textXml(fields: Record<string, string | number>): string {
  const all = {
    ToUserName: officialSample.corpId,
    FromUserName: 'zhangsan',
    CreateTime: 1409659813,
    MsgType: 'text',
    Content: '#优鲜达#张经理#明日10点补货20箱',
    MsgId: '4561255354251345929',
    AgentID: 218,
    ...fields,
  }
  const tags = Object.entries(all).map(([name, value]) =>
    typeof value === 'number' ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`,
  )
  return `<xml>${tags.join('')}</xml>`
}
