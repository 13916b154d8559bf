import type { Role } from '../api/shapes'

export const roleNames: Record<Role, string> = {
  rep: '地推专员',
  storeManager: '店长',
  areaManager: '区域经理',
  director: '销售总监',
  hq: '总部',
  finance: '财务',
  admin: '管理员',
}

/** What people write in a role column. */
export const roleWords: Record<Role, readonly string[]> = {
  rep: ['地推专员', '地推', '专员', '一线', '业务员', '业务', '销售', '销售员', '导购'],
  storeManager: ['店长', '门店经理', '店经理', '副店长'],
  areaManager: ['区域经理', '区经理', '大区经理', '督导'],
  director: ['销售总监', '总监', '总经理', '老板'],
  hq: ['总部', '运营', '总部运营'],
  finance: ['财务', '会计', '出纳'],
  admin: ['管理员', '业务管理员', '系统管理员'],
}
