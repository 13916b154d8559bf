import { timingSafeEqual } from 'node:crypto'
import { decrypt, getSignature } from '@wecom/crypto'
import { SaxesParser } from 'saxes'

/** What one self-built app's callback is configured with (管理后台 → 应用 → 接收消息). */
export interface CallbackCredentials {
  corpId: string
  token: string
  aesKey: string
}

/** The three values WeCom puts into the callback's address, each once. */
export interface SignedQuery {
  signature: string
  timestamp: string
  nonce: string
}

/** Something is wrong with a callback; `status` is what the sender is told. */
export class CallbackRefused extends Error {
  constructor(
    readonly status: 400 | 401 | 403,
    reason: string,
  ) {
    super(reason)
  }
}

/** An unset token would let anybody sign, and a key of another length decrypts to noise. */
export function areUsable({ corpId, token, aesKey }: CallbackCredentials): boolean {
  return corpId !== '' && token !== '' && /^[A-Za-z0-9]{43}$/.test(aesKey)
}

/**
 * Takes the signature out of a query, and refuses one that is too old to be WeCom's.
 * Nothing official says how old a timestamp may be, and a retry may carry the first attempt's: ten minutes back
 * hold the whole series of retries; five forward hold a wrong clock.
 */
export function readSignedQuery(
  query: Record<string, string | string[] | undefined>,
  now: Date,
): SignedQuery {
  const single = (name: string): string => {
    const value = query[name]
    if (Array.isArray(value)) throw new CallbackRefused(400, `${name} is repeated`)
    return value ?? ''
  }
  const signed = {
    signature: single('msg_signature'),
    timestamp: single('timestamp'),
    nonce: single('nonce'),
  }
  if (!/^[0-9a-f]{40}$/i.test(signed.signature)) throw new CallbackRefused(401, 'no signature')
  if (!signed.nonce || !/^\d{1,12}$/.test(signed.timestamp))
    throw new CallbackRefused(401, 'not signed whole')
  const ageSeconds = now.getTime() / 1000 - Number(signed.timestamp)
  if (ageSeconds > 600 || ageSeconds < -300) throw new CallbackRefused(401, 'out of its time')
  return signed
}

/**
 * The ciphertext of a pushed body, without parsing it: parsing takes a quarter of a second for a body made to hurt,
 * and nobody has shown yet that they are WeCom.
 * @throws CallbackRefused
 */
export function findEncrypted(body: string): string {
  const [open, close] = ['<Encrypt>', '</Encrypt>']
  const start = body.indexOf(open)
  const end = body.indexOf(close)
  const once =
    start >= 0 && end > start && body.lastIndexOf(open) === start && body.lastIndexOf(close) === end
  const whole = /^\s*(?:<\?xml[^>]{0,100}\?>\s*)?<xml>/.test(body) && body.trimEnd().endsWith('</xml>')
  const inside = once && whole ? body.slice(start + open.length, end).trim() : ''
  const encrypted = /^(?:<!\[CDATA\[)?([A-Za-z0-9+/]+={0,2})(?:\]\]>)?$/.exec(inside)?.[1]
  if (!encrypted) throw new CallbackRefused(400, 'no envelope')
  return encrypted
}

/**
 * Checks signature and receiver of an encrypted text and decrypts it (document/path/90968, 96466).
 * `@wecom/crypto` checks neither, and answers noise for a tampered text: so the signature comes first.
 * @throws CallbackRefused
 */
export function openEnvelope(
  credentials: CallbackCredentials,
  signed: SignedQuery,
  encrypted: string,
): string {
  const bytesOf = (text: string) => new TextEncoder().encode(text)
  const expected = bytesOf(getSignature(credentials.token, signed.timestamp, signed.nonce, encrypted))
  const given = bytesOf(signed.signature.toLowerCase())
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new CallbackRefused(401, 'wrong signature')
  const { length } = Buffer.from(encrypted, 'base64')
  // Whole AES blocks, and at least 16 random bytes, a length, and something: two blocks.
  if (length % 16 !== 0 || length < 32) throw new CallbackRefused(400, 'ciphertext of a wrong length')
  const opened = decryptOrRefuse(credentials.aesKey, encrypted)
  if (opened.id !== credentials.corpId) throw new CallbackRefused(403, 'meant for another corp')
  return opened.message
}

function decryptOrRefuse(aesKey: string, encrypted: string): { message: string; id: string } {
  try {
    return decrypt(aesKey, encrypted)
  } catch {
    throw new CallbackRefused(400, 'ciphertext that cannot be opened')
  }
}

/** The fields of a flat `<xml>…</xml>`; a repeated or nested one is not there. */
export type XmlFields = Map<string, string>

/**
 * Reads WeCom's XML in one pass; values stay text (a MsgId has 64 bits, `007` is not 7). WeCom never sends a document
 * type, so one is refused before it is parsed; of other entities than XML's own five the parser knows none.
 * @throws CallbackRefused
 */
export function readXml(text: string): XmlFields {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw malformed()
  const fields: XmlFields = new Map()
  const spoilt = new Set<string>()
  let depth = 0
  let value = ''
  let nested = false
  const parser = new SaxesParser({ position: false })
  parser.on('opentag', ({ name }) => {
    depth++
    if (depth === 1 && name !== 'xml') throw malformed()
    if (depth === 2) value = ''
    if (depth === 3) nested = true
  })
  const take = (part: string) => {
    if (depth === 2) value += part
  }
  parser.on('text', take)
  parser.on('cdata', take)
  parser.on('closetag', ({ name }) => {
    if (depth === 2) {
      if (fields.has(name) || nested) spoilt.add(name)
      fields.set(name, value)
      nested = false
    }
    depth--
  })
  parser.on('error', (error) => {
    // XML knows no control characters, but people paste them, and their message is not to be lost for it.
    if (error.message !== 'disallowed character.') throw error
  })
  try {
    parser.write(text).close()
  } catch {
    throw malformed()
  }
  for (const name of spoilt) fields.delete(name)
  return fields
}

const malformed = () => new CallbackRefused(400, 'malformed XML')

/** One field that must be there, once, trimmed, with at most `length` characters. */
export function required(fields: XmlFields, name: string, length: number): string {
  const value = fields.get(name)?.trim()
  if (!value || value.length > length) throw new CallbackRefused(400, `${name} is missing`)
  return value
}
