/** A name for one write, made on the phone: the server does the same name once. Not a secret, so no crypto is needed. */
export function makeKey(): string {
  const random = () => Math.random().toString(36).slice(2, 12)
  return `m-${Date.now().toString(36)}-${random()}${random()}`
}
