/** What differs between the engines' errors. Codes are stable, messages are not. */
interface EngineError {
  code?: string
  errno?: number
  driverError?: EngineError
}

const fault = (error: unknown): EngineError => {
  const outer = error as EngineError
  return outer?.driverError ?? outer ?? {}
}

/** A unique key says this row is there already. */
export function isDuplicateKey(error: unknown): boolean {
  const { code, errno } = fault(error)
  return (
    errno === 1062 ||
    code === 'ER_DUP_ENTRY' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY' ||
    code === 'SQLITE_CONSTRAINT_UNIQUE'
  )
}

/** The engine asks for the whole transaction again: deadlock or certification failure, lock wait, busy file. */
export function isTransient(error: unknown): boolean {
  const { code, errno } = fault(error)
  return errno === 1213 || errno === 1205 || (code?.startsWith('SQLITE_BUSY') ?? false)
}

/** The database cannot be reached at all (yet). */
export function isUnreachable(error: unknown): boolean {
  const { code } = fault(error)
  return [
    'ECONNREFUSED',
    'ENOTFOUND',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ECONNRESET',
    'PROTOCOL_CONNECTION_LOST',
    'EAI_AGAIN',
  ].includes(code ?? '')
}
