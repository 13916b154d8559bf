/** What somebody reads when the server refuses: one sentence, and where there is one, the way out. */
export const errorTexts = {
  internal: (reference: string) => `系统出了点问题，请稍后再试。还不行就把编号 ${reference} 发给管理员。`,
  notFound: () => '没有找到，或者不在你负责的范围里。',
  noSuchRoute: () => '没有这个地址。',
  notSignedIn: () => '请先登录。',
  notAllowed: () => '你的角色不能做这件事。',
  malformedJson: () => '请求内容不是正确的 JSON。',
  notJson: () => '请求内容要用 application/json。',
  notMultipart: () => '文件要用 multipart/form-data 传上来。',
  fileMissing: () => '没有收到文件，请再选一次。',
  fileTooLarge: (mebibytes: number) => `文件太大了，最多 ${mebibytes} MB。`,
  tooLarge: () => '内容太大了，最多 100 kB。',
  invalidInput: () => '有内容没填对，请看标出的项。',
  badCursor: () => '翻页位置已失效，请从头刷新。',
  badIdempotencyKey: () => 'Idempotency-Key 要 1 到 128 个可见字符。',
  keyUsedElsewhere: () => '这个 Idempotency-Key 已经用在别的操作上了。',
  rateLimited: (seconds: number) => `操作太快了，请 ${seconds} 秒后再试。`,
  tryAgain: () => '刚好有人在改同样的内容，请再试一次。',
  unavailable: () => '数据库暂时连不上，请稍后再试。',
}

/** What is wrong with one field. */
export const fieldTexts = {
  required: () => '必填',
  unknown: () => '不认识的字段',
  wrongType: (wanted: string) => `应该是${typeNames[wanted] ?? wanted}`,
  tooLong: (limit: number) => `最多 ${limit} 个字符`,
  tooShort: (limit: number) => (limit <= 1 ? '不能为空' : `最少 ${limit} 个字符`),
  tooBig: (limit: number) => `不能大于 ${limit}`,
  tooSmall: (limit: number) => `不能小于 ${limit}`,
  oneOf: (values: readonly string[]) => `只能是 ${values.join('、')} 之一`,
  malformed: () => '格式不对',
}

const typeNames: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  object: '对象',
  array: '列表',
  date: '日期',
}
