import pino, { type Logger } from 'pino'

export type Log = Logger

/** `error` means a person must act, `warn` that it healed. Ids only: never names, phones or message text. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['token', '*.token', 'secret', '*.secret', 'req.headers.authorization'],
      censor: '[hidden]',
    },
  })
}
