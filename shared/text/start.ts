/** What the terminal says at start. */
export const startTexts = {
  badConfig: (list: string) => `配置有误，请改好后再启动：\n${list}`,
  schemaTooNew: (names: string) =>
    `数据库是更新版本的顺流建的（${names}），这个版本不能用它。请升级程序，或换一个数据库。`,
  portTaken: (port: number) => `端口 ${port} 已被占用。关掉占用它的程序，或用 PORT=3001 npm start 换一个。`,
  cannotStart: (reason: string) => `启动失败：${reason}`,
  fillingDemo: () => '正在写入演示数据（优鲜达，87 家门店、90 天历史）……',
  ready: (url: string) => `顺流已启动：${url}`,
  demoPeople: (people: { name: string; title: string }[]) =>
    [
      '演示里的人（在页面上直接选，不用密码）：',
      ...people.map(({ name, title }) => `  ${name}  ${title}`),
      '先试试：打开上面的地址，在左边以「王磊」的身份发  #优鲜达#张经理#明日10点补货20箱',
    ].join('\n'),
  secretsClosed: (org: string) =>
    `「${org}」的企业微信用不了：SECRETS_KEY 没有设，或者不是录入时的那一个。改好 .env 再启动。`,
  firstAdmin: () =>
    '还没有管理员。另开一个终端运行：npm run -s admin -- create --name 王芳 --phone 13800000000 --org 优鲜达',
}
