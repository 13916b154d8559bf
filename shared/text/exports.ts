/** Words of taking customers out. */
export const exportTexts = {
  notFound: () => '没有找到这次导出，或者不是你导出的。',
  tooLate: () => '导出的文件只留一天，请重新导出。',
  tooMany: () => '导出得太多了，请过一小时再来。',
  fileName: (day: string, format: string) => `客户-${day}.${format}`,
  columns: [
    '客户号',
    '客户名称',
    '所属门店',
    '负责人',
    '推进阶段',
    '获客渠道',
    '联系人',
    '电话',
    '地址',
    '标签',
    '原客户编号',
    '最近联系',
  ] as const,
}
