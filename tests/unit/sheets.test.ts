import { buffer } from 'node:stream/consumers'
import { csvOf, type Table, xlsxOf } from '../../server/platform/sheets/write-sheet'
import { fileOf, linesOf, sheetXml, xlsxWith } from '../support/sheet-files'

const columns = ['客户名称', '电话'].map((name) => ({ name, width: 20 }))
const table = (...lines: string[][]): Table => ({
  columns,
  lines: (async function* () {
    yield lines
  })(),
})

/** 好邻居,13800138000 in GB18030, as Chinese Excel writes csv. */
const gbk = Buffer.from('bac3c1dabed3', 'hex')

test('what is written as xlsx is read back, to the letter', async () => {
  const lines = [
    ['=1+1', '+86 138'],
    ['<a> & "b"', ''],
    ['', '0571-8693 2210'],
  ]
  const path = fileOf(await buffer(xlsxOf(table(...lines))))
  expect(await linesOf(path)).toEqual([
    [1, ['客户名称', '电话']],
    [2, ['=1+1', '+86 138']],
    [3, ['<a> & "b"']],
    [4, ['', '0571-8693 2210']],
  ])
})

test('in a csv nothing is a formula, and numbers stay numbers', async () => {
  const text = (
    await buffer(csvOf(table(['=HYPERLINK("x")', '+86'], ['-3.5', '@x'], ['a,"b"\n', '-1+2'])))
  ).toString()
  expect(text).toBe('\ufeff客户名称,电话\r\n"\'=HYPERLINK(""x"")",+86\r\n-3.5,\'@x\r\n"a,""b""\n",\'-1+2\r\n')
})

test.each([
  ['UTF-8 with a mark', Buffer.from('\ufeff客户名称,电话\r\n好邻居,138\r\n')],
  ['UTF-8 without', Buffer.from('客户名称,电话\n好邻居,138')],
  [
    'GB18030',
    Buffer.concat([
      Buffer.from('bfcdbba7c3fbb3c6', 'hex'),
      Buffer.from(','),
      Buffer.from('b5e7bbb0', 'hex'),
      Buffer.from('\r\n'),
      gbk,
      Buffer.from(',138\r\n'),
    ]),
  ],
  ['UTF-16, by tabs', Buffer.from('\ufeff客户名称\t电话\r\n好邻居\t138\r\n', 'utf16le')],
])('a csv in %s', async (_, bytes) => {
  expect(await linesOf(fileOf(bytes))).toEqual([
    [1, ['客户名称', '电话']],
    [2, ['好邻居', '138']],
  ])
})

test('quotes hold separators, line breaks and quotes; blank lines and ends are nothing', async () => {
  const path = fileOf('名称,备注\n"a,""b""\nc", x \n\n,,\n"",\n最后,"没有收尾')
  expect(await linesOf(path)).toEqual([
    [1, ['名称', '备注']],
    [2, ['a,"b"\nc', 'x']],
    [6, ['最后', '没有收尾']],
  ])
})

describe('a workbook as Excel makes it', () => {
  const workbook = (lines: string, more: Record<string, string> = {}, after = '') =>
    fileOf(
      xlsxWith({
        'xl/worksheets/sheet1.xml': sheetXml(lines, after),
        'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId7"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>',
        ...more,
      }),
    )

  test('strings are shared, days are numbers with a format, long numbers keep their digits', async () => {
    const path = workbook(
      '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3" s="1"><v>46085</v></c><c r="D3"><v>1.3800138E10</v></c><c r="E3"><v>0.30000000000000004</v></c><c r="F3" t="str"><f>1</f><v>x</v></c><c r="G3" t="e"><v>#N/A</v></c><c r="H3" s="2"><v>46085.5</v></c></row>',
      {
        'xl/sharedStrings.xml':
          '<sst><si><t>甲</t></si><si><r><t>好邻</t></r><r><t>居</t></r><rPh><t>hao</t></rPh></si></sst>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
      },
    )
    expect(await linesOf(path)).toEqual([
      [3, ['好邻居', '', '2026-03-04', '13800138000', '0.3', 'x', '#N/A', '2026-03-04']],
    ])
  })

  test('a cell merged downwards counts for every line it covers', async () => {
    const path = workbook(
      '<row r="1"><c r="A1" t="str"><v>店</v></c><c r="B1" t="str"><v>客户</v></c></row><row r="2"><c r="A2" t="str"><v>文三路店</v></c><c r="B2" t="str"><v>甲</v></c></row><row r="3"><c r="B3" t="str"><v>乙</v></c></row><row r="4"><c r="B4" t="str"><v>丙</v></c></row>',
      {},
      '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
    )
    expect((await linesOf(path)).map(([, cells]) => cells)).toEqual([
      ['店', '客户'],
      ['文三路店', '甲'],
      ['文三路店', '乙'],
      ['', '丙'],
    ])
  })

  test('a hidden first sheet is passed over', async () => {
    const path = workbook('<row r="1"><c t="str"><v>藏</v></c></row>', {
      'xl/workbook.xml':
        '<workbook xmlns:r="r"><sheets><sheet name="h" state="hidden" r:id="rId7"/><sheet name="b" r:id="rId8"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/><Relationship Id="rId8" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
      'xl/worksheets/sheet2.xml': sheetXml('<row r="1"><c t="str"><v>看得见</v></c></row>'),
    })
    expect(await linesOf(path)).toEqual([[1, ['看得见']]])
  })
})

test.each<[string, string, string | Uint8Array]>([
  ['an old or encrypted workbook', 'old_excel', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['a page called xls', 'not_a_table', '<html><table></table></html>'],
  ['a picture', 'not_a_table', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
  ['a zip of something else', 'file_broken', xlsxWith({ 'word/document.xml': '<w/>' })],
  [
    'a zip that ends early',
    'file_broken',
    xlsxWith({ 'xl/worksheets/sheet1.xml': sheetXml('') }).slice(0, 90),
  ],
  ['a workbook with broken XML', 'file_broken', xlsxWith({ 'xl/worksheets/sheet1.xml': '<worksheet><row' })],
  ['too many columns', 'too_many_columns', Array.from({ length: 61 }, (_, n) => `c${n}`).join(',')],
])('%s is refused: %s', async (_, code, content) => {
  await expect(linesOf(fileOf(content))).rejects.toMatchObject({ code })
})

test('a zip bomb is stopped before it is unpacked', async () => {
  const bomb = xlsxWith({ 'xl/sharedStrings.xml': `<sst><si><t>${'0'.repeat(80_000_000)}</t></si></sst>` })
  expect(bomb.length).toBeLessThan(200_000)
  await expect(linesOf(fileOf(bomb))).rejects.toMatchObject({ code: 'table_too_large' })
})
