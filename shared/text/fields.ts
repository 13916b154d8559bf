/** What people read about custom fields: what is wrong with a value, and what an admin did to a field. */
export const customFieldTexts = {
  required: (name: string) => `「${name}」必填，没有就填「无」。`,
  mayNotEmpty: (name: string) => `「${name}」必填，不能清空，没有就填「无」。`,
  gone: (name: string) => `「${name}」刚被管理员停用了，其他填的都还在，看一眼再提交。`,
  unknown: () => '有一项不是这里的字段，请重新打开再填。',
  computed: (name: string) => `「${name}」由系统算出来，不用填。`,
  notNumber: (name: string) => `「${name}」要填数字，最多三位小数。`,
  numberTooBig: (name: string) => `「${name}」的数字太大了。`,
  notDay: (name: string) => `「${name}」要填日期，比如 2026-03-04。`,
  notChoice: (name: string, choices: readonly string[]) =>
    `「${name}」请从这几项里选：${choices.join('、')}。`,
  tooLong: (name: string, atMost: number) => `「${name}」最多 ${atMost} 个字。`,
  referenceUnknown: (name: string) => `「${name}」要选你负责范围里的一家客户。`,
  referenceToSelf: (name: string) => `「${name}」不能填这家客户自己。`,
  referenceCycle: (name: string, path: readonly string[]) =>
    `「${name}」绕成了一圈：${path.join(' → ')}。请改其中一家的。`,
  outOfReach: () => '别人的客户',
  /** What stands in place of a photo where none can be taken: in chat. */
  photoLater: () => '还没拍，请到小程序「客户 · 待补」里补',
  photoUnknown: (name: string) => `「${name}」的照片没有找到，请重新拍一张。`,
  lastRejection: (reason: string | null, product: string, day: string) =>
    `${reason ?? '没写原因'}（${product}，${day}）`,
  notFound: () => '没有找到这个字段。',
  nameNeeded: () => '字段要有名字，最多 20 个字。',
  nameTaken: (name: string) => `已经有一个叫「${name}」的字段了。`,
  choicesNeeded: () => '单选字段至少要有一个选项。',
  tooMany: (atMost: number) => `最多 ${atMost} 个字段，先停用几个再加。`,
  orderChanged: () => '字段刚刚有增减，请看一眼现在的再排。',
  changedMeanwhile: (name: string) => `字段「${name}」刚被别人改过，请看一眼现在的再改。`,
}
