import { catalogue, type Text } from './text.ts';

/** Why a spreadsheet file was not read; keys are the `reason` of the refusal. Here and not in the platform, because pages show them. */
export const sheetTexts = catalogue({
  unsupported: ['只接受 .xlsx、.xls、.csv 文件', 'Only .xlsx, .xls and .csv files are read'],
  wrong_extension: [
    '文件内容与扩展名 {extension} 不符，请用 Excel 或 WPS 打开后另存为 .xlsx',
    'The content does not match the extension {extension}; open the file in Excel or WPS and save it as .xlsx',
  ],
  web_page: [
    '这是以 {extension} 为名的网页，请用 Excel 或 WPS 打开后另存为 .xlsx',
    'This is a web page named {extension}; open it in Excel or WPS and save it as .xlsx',
  ],
  empty_file: ['文件是空的', 'The file is empty'],
  file_too_large: ['文件超过 {max} MB', 'The file is larger than {max} MB'],
  legacy_too_large: [
    '.xls 文件超过 {max} MB，请另存为 .xlsx 后再导入',
    'The .xls file is larger than {max} MB; save it as .xlsx first',
  ],
  damaged: ['文件已损坏或不完整，请重新保存后再试', 'The file is damaged or incomplete; save it again'],
  encrypted: ['文件有密码保护，请取消密码后再导入', 'The file is protected by a password; remove it first'],
  not_a_workbook: ['文件里没有 Excel 工作簿', 'The file holds no Excel workbook'],
  too_many_entries: ['压缩包内文件超过 {max} 个', 'The archive holds more than {max} entries'],
  bad_entry_name: ['压缩包内有不安全的文件名', 'The archive holds an unsafe file name'],
  duplicate_entry: ['压缩包内有重名文件', 'The archive names one entry twice'],
  symlink: ['压缩包内有链接文件', 'The archive holds a link'],
  overlap: ['压缩包内的文件互相重叠', 'Entries of the archive overlap'],
  compression: ['压缩方式不受支持', 'The compression method is not supported'],
  bomb: [
    '文件展开后过大（上限 {max} MB），如有大量空白行列请删除后再试',
    'The file becomes too large when unpacked (limit {max} MB); delete blank rows and columns if there are many',
  ],
  xml_doctype: ['文件内含不允许的 XML 声明', 'The file holds an XML declaration that is not allowed'],
  xml_depth: ['文件结构嵌套过深', 'The structure of the file is nested too deeply'],
  xml_token: ['文件内有过长的内容', 'The file holds an overlong piece of content'],
  too_many_sheets: ['工作表超过 {max} 张', 'There are more than {max} sheets'],
  too_many_rows: [
    '工作表“{sheet}”超过 {max} 行，请分成几个文件',
    'Sheet “{sheet}” has more than {max} rows; split the file',
  ],
  too_many_columns: [
    '工作表“{sheet}”第 {line} 行超过 {max} 列',
    'Sheet “{sheet}”, row {line} has more than {max} columns',
  ],
  cell_too_long: [
    '工作表“{sheet}”第 {line} 行有单元格超过 {max} 字',
    'Sheet “{sheet}”, row {line} has a cell of more than {max} characters',
  ],
  too_many_strings: ['不同的文字超过 {max} 条', 'There are more than {max} different texts'],
  too_many_merges: ['合并单元格超过 {max} 处', 'There are more than {max} merged areas'],
  encoding: [
    '文字编码无法识别，请另存为 UTF-8 编码的 CSV 或 .xlsx',
    'The text encoding is not recognised; save as CSV UTF-8 or .xlsx',
  ],
  binary: ['这不是文本格式的 CSV 文件', 'This is not a CSV text file'],
  csv_quotes: ['第 {line} 行附近的引号不成对', 'Quotes do not pair near row {line}'],
  too_heavy: ['文件过于复杂，读取时内存超限', 'The file is too complex: reading it exceeds the memory limit'],
  too_slow: ['读取文件超过 {max} 秒，已停止', 'Reading took longer than {max} seconds and was stopped'],
});

export type SheetRefusalReason = keyof typeof sheetTexts;

/** The same under the keys by which a refusal names them. */
export const sheetRefusalTexts: Readonly<Record<string, Text>> = Object.fromEntries(
  Object.entries(sheetTexts).map(([reason, text]) => [`sheets.${reason}`, text]),
);
