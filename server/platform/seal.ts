import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Closes secrets before they are stored, and opens them again. */
export interface Seal {
  /** `about` is what the secret belongs to: a sealed text that was moved to another row does not open there. */
  close(secret: string, about: string): string
  /** @throws Error when the key is another one, or the sealed text or what it is about was changed */
  open(sealed: string, about: string): string
}

const ivBytes = 12
const tagBytes = 16

/** AES-256-GCM with a key made of `SECRETS_KEY`. */
export function createSeal(secretsKey: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secretsKey, '', 'shunliu secrets', 32))
  return {
    close(secret, about) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
      const closed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), closed]).toString('base64')
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64')
      const iv = bytes.subarray(0, ivBytes)
      const tag = bytes.subarray(ivBytes, ivBytes + tagBytes)
      const options = { authTagLength: tagBytes }
      const decipher = createDecipheriv('aes-256-gcm', key, iv, options)
      decipher.setAAD(Buffer.from(about)).setAuthTag(tag)
      const closed = bytes.subarray(ivBytes + tagBytes)
      return Buffer.concat([decipher.update(closed), decipher.final()]).toString('utf8')
    },
  }
}
