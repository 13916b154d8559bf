import helmet from 'koa-helmet'
import type { WebMiddleware } from './web-state'

/**
 * What a browser may do with our pages: scripts from here only, none inline; the demo page may frame `/m/`.
 * Styles may be inline: Taro's components set them.
 */
export function securityHeaders(publicUrl: string | undefined): WebMiddleware {
  const https = publicUrl?.startsWith('https:') ?? false
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        // A photo lies on the phone as a `blob:` until it is sent.
        connectSrc: ["'self'", 'blob:'],
        frameSrc: ["'self'"],
        frameAncestors: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
      },
    },
    // Browsers honour these on https only, and warn about them elsewhere.
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
  }) as unknown as WebMiddleware
}
