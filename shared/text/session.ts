/** Words of signing in, and of the feed's filter chips. */
export const sessionTexts = {
  unknownPerson: (admin: string | undefined) => `还不认识你，请找${theAdmin(admin)}`,
  hasLeft: (admin: string | undefined) => `你的账号已停用，请找${theAdmin(admin)}`,
  codeRefused: () => '登录码不对、已用过或已过期，请重新要一个。',
  loginRefused: () => '微信登录没有成功，请重新打开再试。',
  loginUnavailable: () => '暂时连不上微信，请稍后再试，或者用管理员给的登录码。',
  noDemo: () => '这里不是演示环境，不能这样登录。',
  wayNotOffered: () => '这里没有开通这种登录方式。',
  tooManyCodes: (seconds: number) => `登录码试得太多了，请 ${seconds} 秒后再试。`,
  staffHasLeft: () => '这个人已经离职，不能再发登录码。',
}

const theAdmin = (name: string | undefined) => (name ? `管理员${name}` : '管理员')

export const scopeTexts = {
  mine: () => '我负责的',
  myStores: () => '本店',
  region: (name: string | undefined) => name ?? '本区域',
  all: () => '全部',
}

/** What `npm run -s admin` prints. */
export const adminCliTexts = {
  usage: (wrong?: string) =>
    [
      ...(wrong ? [wrong] : []),
      '用法：npm run -s admin -- create --name 王芳 --phone 13800000000 [--org 优鲜达]',
      '再加一个企业：npm run -s admin -- create-org --org 鲜果铺 --name 李强 --phone 13900000000 --wecom-corp-id … --wecom-agent-id … --wecom-agent-secret … --wecom-callback-token … --wecom-callback-aes-key …',
    ].join('\n'),
  badPhone: () => '手机号要 6 到 20 位数字，例如 13800000000。',
  badName: () => '姓名要 1 到 60 个字。',
  badOrg: () => '企业名要 1 到 100 个字。',
  wecomMissing: (options: string[]) => `再加一个企业要有它自己的企业微信应用，还缺 ${options.join('、')}。`,
  badCorpId: () => '--wecom-corp-id 要是企业微信「我的企业」里的企业 ID。',
  badAgentId: () => '--wecom-agent-id 要是自建应用的 AgentId，全是数字。',
  badWecomSecret: (option: string) => `${option} 太长，最多 200 个字。`,
  badAesKey: () => '--wecom-callback-aes-key 要是企业微信给的 43 位字母和数字。',
  secretsKeyMissing: () =>
    '缺 SECRETS_KEY：企业微信的密钥要用它加密后才能存。用 openssl rand -base64 32 生成一个，写进 .env 再跑一次；服务器要用同一个，丢了就要重新录入。',
  noFirstOrg: () => '还没有第一个企业，先用 create 建，它的企业微信应用写在 .env 里。',
  corpOfEnvironment: () => '这个企业 ID 已经写在 .env 的 WECOM_CORP_ID 里，是第一个企业的。',
  corpTaken: (org: string) => `这个企业 ID 已经属于「${org}」。`,
  callbackOf: (orgId: string) =>
    `企业微信后台「接收消息」的地址填：https://你的域名/wecom/callback/${orgId}\n同事打开：https://你的域名/m/?org=${orgId}`,
  ownOrgName: () => '我的连锁',
  orgMade: (org: string) => `建好了企业「${org}」。行业模板登录后在页面上选。`,
  adminMade: (name: string, org: string) => `${name} 成为「${org}」的管理员。`,
  demoNote: () => '注意：这个数据库里是演示数据。正式使用请换一个 DATABASE_URL 再跑一次。',
  code: (name: string, code: string, until: string) =>
    [
      `${name} 的登录码：${code}`,
      `${until} 前有效，只能用一次。`,
      '接下来：启动系统（npm start），打开它打印的地址，输入上面的码。',
      '码丢了，再跑一次这条命令，旧码就作废。',
    ].join('\n'),
}
