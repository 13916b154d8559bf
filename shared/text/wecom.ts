/**
 * What an operator reads when WeCom refuses a call, by its `errcode` (document/path/90313); never by `errmsg`.
 * `ip` is the caller's address, when WeCom named it.
 *
 * @example wecomAdvice(40001) // '应用的 Secret 不正确：…'
 */
export function wecomAdvice(errcode: number, ip?: string): string {
  const known = advice[errcode]
  if (typeof known === 'function') return known(ip)
  return known ?? `企业微信返回错误 ${errcode}，请在企业微信开发者中心的全局错误码页查询。`
}

const advice: Record<number, string | ((ip?: string) => string)> = {
  [-1]: '企业微信系统繁忙，稍后会自动重试。',
  40001: '应用的 Secret 不正确：请在企业微信管理后台「应用管理」里重新复制到 WECOM_AGENT_SECRET。',
  40013: '企业 ID 不正确：请在企业微信管理后台「我的企业」里重新复制到 WECOM_CORP_ID。',
  40014: '访问凭证无效，已尝试重新获取仍被拒绝：请检查应用的 Secret 是否刚刚被重置。',
  40029: '登录凭证已失效，请重新打开页面再试。',
  40056: '应用的 AgentId 不正确：请在企业微信管理后台核对 WECOM_AGENT_ID。',
  42001: '访问凭证已过期，已尝试重新获取仍被拒绝：请检查服务器时间是否准确。',
  45009: '调用企业微信接口过于频繁，已被限流，稍后会自动重试。',
  45033: '同时调用企业微信接口过多，稍后会自动重试。',
  48002: '这个应用没有调用该接口的权限：请在企业微信管理后台开通。',
  60011: '应用对该成员没有权限：请在企业微信管理后台把成员加入应用的可见范围。',
  60020: (ip) =>
    `服务器 IP${ip ? ` ${ip}` : ''} 不在企业可信 IP 里：请在企业微信管理后台该应用的「企业可信 IP」中添加。`,
  60111: '企业微信里没有这个成员：请核对成员账号。',
  81013: '接收人都不存在或不在应用的可见范围内：请核对成员账号和应用的可见范围。',
  82001: '没有接收人：请核对成员账号。',
  301002: '凭证与 AgentId 不属于同一个应用：请核对 WECOM_AGENT_ID 和 WECOM_AGENT_SECRET。',
}

/** The network to WeCom or WeChat failed, or the answer came too late or was no answer of theirs. */
export const tencentUnreachable = '连接不上腾讯的接口，稍后会自动重试：请检查服务器的外网访问。'

/** The secrets of an organisation's WeCom cannot be opened. */
export const secretsClosed = '企业微信的密钥打不开：SECRETS_KEY 没有设，或者不是录入时的那一个。'
