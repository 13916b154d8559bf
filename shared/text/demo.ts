import type { Role } from '../api/shapes'
import { roleNames } from './roles'

/** What stands on the demo page about people and chats. */
export const demoTexts = {
  staffTitle: (role: Role, place: string | null) =>
    place ? `${roleNames[role]} · ${place}` : roleNames[role],
  contactTitle: (customer: string) => `客户 · ${customer}`,
  assistant: () => '顺流助手',
  directNote: () => '单聊',
  groupNote: (members: number) => `内部群，${members} 人，顺流助手在群里`,
  customerNote: () => '客户群，顺流助手只在单聊里回我们的人',
  notInChat: () => '这个人不在这个会话里。',
  noSuchPerson: () => '演示里没有这个人。',
  noSuchChat: () => '没有这个会话。',
}
