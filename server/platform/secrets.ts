import { createHash, randomBytes, randomInt } from 'node:crypto'

/** A session token: 256 random bits; only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A one-time log-in code a person can read out: 8 digits in two groups, e.g. `4821-0937`. */
export function newLoginCode(): string {
  const digits = String(randomInt(0, 100_000_000)).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4)}`
}

/** SHA-256, hex: how tokens and codes are stored. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
