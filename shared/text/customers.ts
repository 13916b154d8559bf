/** What people read about customers: messages of use cases and the bot's lines. */
export const customerTexts = {
  notFound: () => '没有找到这个客户，或者不在你负责的范围里。',
  noteAdded: () => '记下了这条备注',
  nameNeeded: () => '客户名不能空着，最多 100 个字。',
  noStore: () => '你名下没有门店，客户要归到一家店。请找管理员把你加到门店里。',
  mayNotCreate: () => '你的角色不能新建客户，请找门店的人。',
  mayNotNote: () => '你的角色只能查看，不能写备注。',
}
