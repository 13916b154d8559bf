import type { Role } from '../api/shapes'
import { roleNames } from './roles'

/** Words of setting an organisation up: what is refused, and the checklist. */
export const setupTexts = {
  nameTaken: (name: string) => `已经有「${name}」了，换一个名字。`,
  regionUnknown: () => '没有找到这个区域，请重新选。',
  storesUnknown: () => '有一家门店已经关了或不存在，请重新选。',
  regionHasStores: (count: number) => `这个区域还有 ${count} 家门店，先把门店移走或关掉。`,
  storeHasCustomers: (count: number) => `这家店还有 ${count} 位客户，先把客户移交给别的店。`,
  phoneTaken: (name: string) => `这个手机号已经是${name}的了。`,
  phoneWrong: () => '手机号要 6 到 19 位数字，例如 13800000000。',
  emailWrong: () => '邮箱看着不对，例如 wangfang@example.com。',
  wecomTaken: (name: string) => `这个企业微信账号已经是${name}的了。`,
  superiorUnknown: () => '上级要是在职的同事，不能是自己，也不能绕回自己。',
  storesNeeded: (role: Role) => `${roleNames[role]}要选至少一家门店。`,
  regionsNeeded: () => '区域经理要选至少一个区域。',
  ownLeave: () => '不能把自己标成离职，请让另一位管理员来做。',
  ownRole: () => '不能改自己的角色，请让另一位管理员来做。',
  hasLeft: () => '这个人已经离职了。',
  changedMeanwhile: () => '刚被别人改过，请看一眼现在的内容再保存。',
  inUse: () => '已经用起来了，不能撤销，可以再改一次。',

  undone: (name: string) => `「${name}」改回去了`,

  steps: { template: '行业模板', stores: '区域和门店', people: '人员', customers: '客户', invite: '邀请' },
  templateDone: (stages: number, sources: number, fields: number) =>
    `${stages} 个推进阶段，${sources} 个获客渠道，${fields} 个客户字段`,
  templateOpen: () => '选一个行业，阶段、渠道、字段就都有了',
  storesDone: (regions: number, stores: number) => `${regions} 个区域，${stores} 家门店`,
  storesOpen: () => '还没有门店。用表格导入人员时可以一起建',
  peopleDone: (people: number, noWay: number) =>
    noWay > 0 ? `${people} 位同事，${noWay} 位还没有门店` : `${people} 位同事`,
  peopleOpen: () => '只有你一个人，用表格导入，或者一个一个加',
  customersDone: (customers: number, more: boolean) => (more ? '1 万多位客户' : `${customers} 位客户`),
  customersOpen: () => '还没有客户，用表格导入，或者在群里写一句',
  invited: (invited: number, all: number) =>
    invited >= all ? `${all} 位都登录过，或者发了登录码` : `${invited} / ${all} 位登录过，或者发了登录码`,
  inviteOpen: () => '还没有同事登录过，发登录码给他们',
}
