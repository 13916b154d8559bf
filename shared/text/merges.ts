/** What people read when two customers may be one, and when they are made one. */

const reasons = {
  id: (shared: string) => `外部编号都是 ${shared}`,
  phone: (shared: string) => `电话都是 ${shared}`,
  name: (shared: string) => `名称都是「${shared}」`,
  core: (shared: string) => `同名核心「${shared}」`,
  beginning: (shared: string) => `名称开头都是「${shared}」`,
  sound: (shared: string) => `名称同音：「${shared}」`,
}

const kindNames: Record<string, string> = {
  touchpoint: '动态',
  task: '任务',
  visit: '拜访',
  visit_finding: '拜访记录',
  visit_plan: '拜访计划',
  photo: '照片',
  opportunity: '商机',
  stage_change: '阶段变化',
  rejection: '拒收',
  todo: '待办',
  contact_customer: '联系人',
  customer_alias: '别名和编号',
  customer_assignment: '负责人记录',
  customer_field_value: '自定义字段',
  customer_tag: '标签',
  chat: '聊天',
}

const columnNames = {
  name: '名称',
  address: '地址',
  owner: '负责人',
  store: '门店',
  stage: '推进阶段',
  source: '获客渠道',
  ownStore: '对应的自有门店',
} as const

export const mergeTexts = {
  reason: (by: keyof typeof reasons, shared: string) => reasons[by](shared),
  /** @example maybe('C-000012', '优鲜达一店') // '可能是已有的 优鲜达一店（C-000012）' */
  maybe: (code: string, name: string) => `可能是已有的 ${name}（${code}）`,
  maybeOthers: () => '可能是别人名下已有的客户',
  existing: (name: string, code: string, owner: string | null, reason: string) =>
    `就是 ${name}（${[code, owner && `${owner} 负责`, reason].filter(Boolean).join('，')}）`,
  createAnyway: (name: string) => `不是，新建「${name}」`,
  kind: (table: string) => kindNames[table] ?? table,
  column: (key: keyof typeof columnNames) => columnNames[key],
  empty: () => '无',
  photo: () => '照片',
  nobody: () => '无人负责',
  pairNotFound: () => '没有找到这一对，可能已经处理过了。',
  pairDecided: () => '这一对已经处理过了。',
  mayNot: () => '你的角色只能查看，不能合并客户。',
  self: () => '这是同一家客户，不用合并。',
  mergedAlready: (name: string) => `「${name}」已经合并过了。`,
  changedMeanwhile: (name: string) => `「${name}」刚被改过，请重新看一遍再合并。`,
  choiceUnknown: () => '有一项选择不认识，请重新打开再合并。',
  opportunityClash: (signal: string) => `两边都有未结束的商机「${signal}」：留下保留的那个，另一个算撤回`,
  oldName: (name: string) => `「${name}」留作别名，照样搜得到`,
  ringDropped: (field: string) => `「${field}」会绕回自己，不再填`,
  stageReason: (name: string) => `合并「${name}」`,
  notFound: () => '没有找到这次合并，或者不在你负责的范围里。',
  undoneAlready: () => '这次合并已经撤销了。',
  undone: (survivor: string, merged: string) => `已撤销合并，「${merged}」和「${survivor}」分开了`,
  cannotUndo: (conflicts: string[]) => `不能撤销合并：${conflicts.join('；')}。`,
  conflictMergedOn: (name: string) => `「${name}」之后又被合并了，请先撤销那一次`,
  conflictColumn: (column: string) => `${column}之后又改过`,
  conflictField: (field: string) => `「${field}」之后又改过`,
  conflictGone: (kind: string, count: number) => `合并过来的${kind}有 ${count} 条之后改过或移走了`,
  conflictTask: (numbers: string[]) => `任务 ${numbers.join('、')} 之后有新进展`,
  conflictVersion: (kind: string, count: number) => `${count} 个${kind}之后有新进展`,
  conflictFact: (count: number) => `有 ${count} 条新动态说的是合并过来的事`,
  conflictVisit: (count: number) => `合并过来的拜访之后又添了 ${count} 条记录或照片`,
  dismissUndone: () => '已撤销，这两家还在「可能重复」里',
}
