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
    `${wrong ? `${wrong}\n` : ''}用法：npm run -s admin -- create --name 王芳 --phone 13800000000 [--org 优鲜达]`,
  badPhone: () => '手机号要 6 到 20 位数字，例如 13800000000。',
  badName: () => '姓名要 1 到 60 个字。',
  badOrg: () => '企业名要 1 到 100 个字。',
  ownOrgName: () => '我的连锁',
  orgMade: (org: string) => `建好了企业「${org}」，装好了生鲜零售模板。`,
  adminMade: (name: string, org: string) => `${name} 成为「${org}」的管理员。`,
  demoNote: () => '注意：这个数据库里是演示数据。正式使用请换一个 DATABASE_URL 再跑一次。',
  code: (name: string, code: string, until: string) =>
    [
      `${name} 的登录码：${code}`,
      `${until} 前有效，只能用一次。`,
      '接下来：启动系统（npm start），打开它打印的地址，选「登录码」，输入上面的码。',
      '码丢了，再跑一次这条命令，旧码就作废。',
    ].join('\n'),
}
