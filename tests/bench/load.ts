import { connect } from 'node:net'

export interface LoadResult {
  /** Requests answered 200, a second. */
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** Anything that was not answered 200. */
  errors: number
}

/**
 * Sends prepared HTTP requests over a number of kept-alive connections, each waiting for its answer. It reads only
 * status and length, so that it costs the measured server as little of the machine as possible.
 */
export async function load(
  port: number,
  requests: readonly Buffer[],
  connections: number,
): Promise<LoadResult> {
  const times: number[] = []
  let next = 0
  let errors = 0
  const started = process.hrtime.bigint()

  function lane(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      let received = Buffer.alloc(0)
      let sentAt = 0n
      const send = () => {
        const request = requests[next++]
        if (!request) {
          socket.end()
          return resolve()
        }
        sentAt = process.hrtime.bigint()
        socket.write(request)
      }
      socket.on('connect', send)
      socket.on('error', reject)
      socket.on('data', (chunk) => {
        received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
        const head = received.indexOf('\r\n\r\n')
        if (head < 0) return
        const header = received.toString('latin1', 0, head)
        const length = /content-length: (\d+)/i.exec(header)?.[1]
        const whole = length === undefined ? chunkedEnd(received, head + 4) : head + 4 + Number(length)
        if (whole === undefined || received.length < whole) return
        times.push(Number(process.hrtime.bigint() - sentAt) / 1e6)
        if (!header.startsWith('HTTP/1.1 200')) errors++
        received = Buffer.alloc(0)
        send()
      })
    })
  }

  await Promise.all(Array.from({ length: connections }, lane))
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { perSecond: (times.length - errors) / seconds, p50Ms: at(0.5), p99Ms: at(0.99), errors }
}

function chunkedEnd(received: Buffer, from: number): number | undefined {
  const end = received.indexOf('0\r\n\r\n', from)
  return end < 0 ? undefined : end + 5
}

export function postRequest(path: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: bench\r\nContent-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

export function getRequest(path: string, token: string): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${token}\r\n\r\n`)
}
