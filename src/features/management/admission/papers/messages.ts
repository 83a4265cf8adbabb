import { catalogue } from '#shared/text.ts';

/** Why a form or a scan is not taken; each says what to look for in Word. */
export const paperProblems = catalogue({
  'template.no_document': ['不是有效的 Word 文档（.docx）', 'Not a valid Word document (.docx)'],
  'template.encrypted': ['文档设有密码，请取消后上传', 'The document has a password'],
  'template.too_big': ['文档过大或压缩异常', 'The document is too large, or packed oddly'],
  'template.macro': ['文档含有宏，请另存为不含宏的 .docx', 'The document holds macros: save it without'],
  'template.object': ['文档含有嵌入对象或控件，请删除', 'The document holds an embedded object or control'],
  'template.external': ['文档引用外部内容：{target}', 'The document refers to the outside: {target}'],
  'template.field': ['文档含有不允许的域：{field}', 'A field that is not taken: {field}'],
  'template.unknown': ['没有名为“{place}”的填写项', 'There is no place called “{place}”'],
  'template.missing': ['缺少必需的填写项“{place}”', 'The place “{place}” is missing'],
  'template.raw': ['填写项“{place}”的写法不允许', 'The place “{place}” is written in a way that is not taken'],
  'template.unclosed': ['“{place}”缺少右花括号', '“{place}” is not closed'],
  'template.unopened': ['“{place}”缺少左花括号', '“{place}” is not opened'],
  'template.unclosed_rows': ['重复行“{place}”没有结束标记', 'The rows “{place}” do not end'],
  'template.unopened_rows': ['重复行“{place}”没有开始标记', 'The rows “{place}” do not begin'],
  'template.wide_braces': ['“{place}”用了全角花括号，请改为半角', '“{place}” stands in full-width braces'],
  'template.broken': ['填写项有误：{place}', 'A place is wrong: {place}'],
  'template.is_default': ['正在使用默认模板', 'The default form is in use already'],
  scan_type: ['只接受 PDF、JPG、PNG 扫描件', 'Only scans as PDF, JPG or PNG'],
  scan_secret: ['文件名带有密级标志，不得上传', 'The name bears a mark of secrecy: not to be uploaded'],
  day_in_future: ['日期不能晚于今天', 'Not after today'],
});
