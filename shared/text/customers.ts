/** What people read about customers: messages of use cases and the bot's lines. */
export const customerTexts = {
  notFound: () => '没有找到这个客户，或者不在你负责的范围里。',
  noteAdded: () => '记下了这条备注',
  nameNeeded: () => '客户名不能空着，最多 100 个字。',
  sourceNeeded: () => '请选这家客户从哪来（获客渠道）。',
  aliasEmpty: () => '别名不能空着。',
  aliasTaken: (value: string, name: string | undefined) =>
    name ? `编号「${value}」已经是客户「${name}」的了。` : `编号「${value}」已经是别的客户的了。`,
  phoneWrong: (given: string) => `「${given}」不像电话号码，请只填数字。`,
  contactNameNeeded: () => '联系人的名字不能空着，最多 60 个字。',
  contactUnknown: () => '有一位联系人已经不在这家客户了，请重新打开再改。',
  tagWrong: () => '标签要 1 到 20 个字，一家客户最多 20 个。',
  storeUnknown: () => '没有找到这家门店，或者不在你负责的范围里。',
  ownerUnknown: () => '负责人要是在职的同事，并且在你负责的范围里。',
  noTemplate: () => '还没有选行业模板，请管理员先在「行业模板」里选一个。',
  noStore: () => '你名下没有门店，客户要归到一家店。请找管理员把你加到门店里。',
  mayNotCreate: () => '你的角色不能新建客户，请找门店的人。',
  mayNotEdit: () => '你的角色只能查看，不能修改客户。',
  changedMeanwhile: () => '这家客户刚被别人改过，请看一眼现在的内容再保存。',
  sameSource: () => '渠道没有变，不用改。',
  mayNotNote: () => '你的角色只能查看，不能写备注。',
}
