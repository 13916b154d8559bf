const staffUses = {
  signedIn: '登录过',
  changed: '改过资料',
  leads: '已经带人',
  customers: '有客户了',
  tasks: '有任务了',
  visits: '有拜访了',
  todos: '有待办了',
  acted: '做过事了',
}

/** Words of importing: columns, what is wrong with a line, what became of a file. */
export const importTexts = {
  notFound: () => '没有找到这次导入，或者不是你能做的。',
  wrongState: () => '这一步已经过去了，请刷新看看现在到哪一步。',
  changedMeanwhile: () => '刚被别人改过，请刷新再看一眼。',
  targetUnknown: () => '有一列对到了没有的内容，请重新选。',
  targetTwice: (name: string) => `有两列都对到了「${name}」，请留下一列。`,
  targetMissing: (names: string[]) => `还有必填的没对上：${names.join('、')}。`,
  nothingToWrite: () => '没有可以写入的行。',
  actedOn: () => '导进来的客户已经有人用起来了，不能一起撤回。',
  /** Who of an import of people cannot vanish any more, and why; a few of them, the rest counted. */
  peopleInUse: (used: { name: string; use: keyof typeof staffUses }[]) => {
    const named = used.slice(0, 3).map(({ name, use }) => `${name}${staffUses[use]}`)
    const rest = used.length > 3 ? `，另外还有 ${used.length - 3} 位` : ''
    return `不能一起撤回：${named.join('、')}${rest}。请改个别的人，或标离职。`
  },
  placesStay: (names: string[]) => `人员都撤回了；${names.join('、')}已经有人在用，留着。`,
  interrupted: () => '读到一半中断了，请再选一次文件。',
  personLeft: () => '导入的人已经不在了，没有写入。',
  changedBefore: (rows: number) => `你看过以后有 ${rows} 行变了，一行都没有写，请再看一眼。`,
  notAllowedStores: () => '只有管理员能一起建门店。',
  noLines: () => '表格是空的，第一行是列名，下面要有内容。',
  reading: () => '文件里没有看到列名，第一行要是列名，例如 客户名称、电话。',
  choiceOutOfReach: () => '这位客户不在你的范围里，不能更新他。',
  notSame: () => '这一行不像已有的，不用选。',

  empty: () => '必填，没填',
  formulaError: () => '表格里的公式出错了',
  unknownStore: () => '没有这家店',
  ambiguousStore: (count: number) => `有 ${count} 家叫这个名字`,
  ownerNoStore: () => '负责人还没有门店，请填门店',
  unknownSource: () => '没有这个渠道',
  unknownOwner: () => '没有这位同事',
  ambiguousOwner: (count: number) => `有 ${count} 位同名的同事，写手机号`,
  phoneLost: () => '号码被表格变成科学计数，后几位丢了',
  phoneShort: (digits: number) => `少 ${digits} 位`,
  phoneLong: (digits: number) => `多 ${digits} 位`,
  phoneWrong: () => '不像电话号码',
  nameTooLong: (most: number) => `最多 ${most} 个字`,
  tagWrong: () => '每个标签 1 到 20 个字，最多 20 个',
  unknownCustomer: () => '没有这位客户，表里也没有；先建他，或者空着',
  referrerTwice: (count: number, name: string) => `表里有 ${count} 行都叫${name}，留一行或改个名字`,
  referrerSelf: () => '不能是客户自己',
  referrerBad: (row: number) => `他在第 ${row} 行，那一行还写不进`,
  referrerElsewhere: (row: number) => `他在第 ${row} 行，是别处的客户，不在你的范围里`,
  /** The lines of a ring in their order; of many the first few. */
  referrerRing: (rows: readonly number[]) => {
    const shown = rows.slice(0, 5).map((row) => `第 ${row} 行`)
    return `绕成一圈：${shown.join(' → ')}${rows.length > 5 ? ' → …' : ''} → 第 ${rows[0]} 行`
  },
  ambiguousCustomer: (count: number, name: string) => `有 ${count} 位${name}`,
  sameInFile: (row: number) => `和第 ${row} 行重复`,
  sameBy: {
    id: (code: string) => `编号和 ${code} 相同`,
    phone: (code: string) => `电话和 ${code} 相同`,
    name: (code: string) => `和 ${code} 同店同名`,
    core: (code: string, shared: string) => `和 ${code} 同店，同名核心「${shared}」`,
  },
  sameElsewhere: () => '和别处的一位客户相同',
  samePerson: (name: string, by: string) => `${by}和同事${name}相同`,
  sameTargets: { phone: '手机号', wecom: '企业微信账号', name: '姓名和门店' },
  unknownRole: (roles: string[]) => `写 ${roles.join('、')} 之一`,
  storesNeeded: () => '店长和地推专员要填门店',
  regionsNeeded: () => '区域经理要填区域',
  newStoreNeedsRegion: () => '这家店还没有，填上它的区域就能一起建',
  newStore: () => '这家店还没有。勾上「一起建门店」就能建',
  newRegion: () => '这个区域还没有。勾上「一起建门店」就能建',
  unknownSuperior: () => '没有这位同事，表里也没有',
  ambiguousSuperior: () => '有同名的，写上级的手机号',
  superiorRing: () => '上级不能绕回自己',
  emailWrong: () => '邮箱看着不对',

  tooManyPeople: (most: number) => `人员一次最多 ${most} 行，请分成几个文件。`,
  /** Lines that show how a table is filled in, by target. */
  examples: (
    kind: 'people' | 'customers',
    store = '文三路店',
    source = '社区地推',
  ): Record<string, string>[] =>
    kind === 'customers'
      ? [
          {
            name: '城北路水果摊',
            store,
            source,
            contact: '周小琴',
            phone: '13800000001',
            address: '城北路 12 号',
          },
        ]
      : [
          { name: '周敏', role: '区域经理', phone: '13800000004', region: '城西' },
          {
            name: '陈国强',
            role: '店长',
            phone: '13800000003',
            store,
            region: '城西',
            superior: '周敏',
            storeKind: '直营',
          },
          { name: '王磊', role: '地推专员', phone: '13800000002', store, region: '城西', superior: '陈国强' },
        ],
  reasonColumn: () => '为什么写不进',
  rowColumn: () => '行',
  badRowsFile: (file: string) => `问题行-${file.replace(/\.\w+$/, '')}.csv`,
  templateFile: { customers: '客户导入模板.xlsx', people: '人员导入模板.xlsx' },
}

/** What a column can be meant as, and how people call it in their tables. */
export const customerColumns = {
  name: [
    '客户名称',
    '客户',
    '名称',
    '店名',
    '客户名',
    '客户姓名',
    '单位',
    '单位名称',
    '公司',
    '公司名称',
    '商户',
    '商户名称',
    '终端',
    '终端名称',
  ],
  store: ['所属门店', '门店', '归属门店', '服务门店', '店铺', '门店名称'],
  source: ['获客渠道', '渠道', '来源', '客户来源', '渠道来源'],
  owner: ['负责人', '归属人', '业务员', '跟进人', '专员', '地推专员', '所属员工', '销售'],
  contact: ['联系人', '联系人姓名', '老板', '负责人姓名', '店主', '姓名'],
  phone: [
    '电话',
    '手机',
    '手机号',
    '联系电话',
    '电话号码',
    '手机号码',
    '联系方式',
    '联系人电话',
    '联系人手机',
  ],
  address: ['地址', '详细地址', '客户地址', '送货地址', '收货地址'],
  tags: ['标签', '客户标签', '分类', '备注标签'],
  alias: ['别名', '简称', '俗称', '曾用名'],
  wechat: ['微信名', '微信', '微信号', '微信昵称'],
  oldId: ['原客户编号', '客户编号', '编号', '客户编码', '编码', '客户代码', '系统编号', '客户号'],
} as const

export const peopleColumns = {
  name: ['姓名', '名字', '员工姓名', '人员', '员工'],
  role: ['角色', '岗位', '职位', '职务'],
  phone: ['手机', '手机号', '电话', '手机号码', '联系电话'],
  store: ['门店', '所属门店', '门店名称', '负责门店', '店铺'],
  region: ['区域', '所属区域', '大区', '片区', '负责区域'],
  superior: ['上级', '直属上级', '直接上级', '汇报对象', '领导'],
  wecom: ['企业微信账号', '企微账号', '企业微信', '企业微信id', '企微id', '账号', 'userid'],
  storeKind: ['门店类型', '店铺类型', '直营加盟', '门店性质'],
  email: ['邮箱', '电子邮箱', '邮件', 'email'],
} as const

export const storeKindWords = { direct: ['直营', '直营店', '自营'], franchise: ['加盟', '加盟店'] } as const
