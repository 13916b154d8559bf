/** What is wrong with a file, before anything in it is looked at. */
export const sheetTexts = {
  oldExcel: () => '这是旧版 xls 或加了密码的文件，请在 Excel 里另存为 xlsx 再选。',
  notSheet: () => '看不出这是表格，请选 xlsx 或 csv 文件。',
  broken: () => '文件坏了，打不开，请在 Excel 里重新保存一次再选。',
  tooLarge: () => '表格太大了，展开后超过上限，请分成几个文件。',
  tooManyRows: (most: number) => `最多一次导入 ${most} 行，请分成几个文件。`,
  tooManyColumns: (most: number) => `最多 ${most} 列，请删掉用不到的列。`,
}
