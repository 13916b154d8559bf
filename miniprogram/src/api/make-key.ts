/** A name for one write, made on the phone: the server does the same name once. Not a secret, so no crypto is needed. */
export function makeKey(): string {
  return `m-${Date.now().toString(36)}-${random()}${random()}`
}

/** The id of something made on the phone. @example makeId('vis') // 'vis_mhx3k2a9f1c8w0q7zr2' */
export function makeId(prefix: 'vis' | 'fnd' | 'out' | 'pho'): string {
  return `${prefix}_${Date.now().toString(36)}${random()}${random()}`
}

const random = () => Math.random().toString(36).slice(2, 12).padEnd(10, '0')
