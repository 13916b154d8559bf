/** The ways to log in whose code somebody else vouches for. */
export type IdentityVia = 'wecom-miniprogram' | 'wecom-h5' | 'wechat'

/** Turns a log-in code of WeCom or WeChat into who that is there: the key of an `Identity`. */
export interface IdentityProvider {
  /**
   * @param org which organisation's corp vouches; the first one's if absent
   * @throws CodeRefused when this code lets nobody in; any other error means that the vouching service could not be
   * asked, and the same code may work in a moment
   */
  identify(via: IdentityVia, code: string, org?: string): Promise<{ channel: string; outsideId: string }>
}

/** `code`: unknown, used or expired; `stranger`: a person outside our corp; `off`: this way is not configured. */
export class CodeRefused extends Error {
  constructor(readonly reason: 'code' | 'stranger' | 'off') {
    super(`the code is refused: ${reason}`)
  }
}
