/** What an uploaded .docx may hold: words and pictures. Checked before any library opens it. */
import { openArchive, type Archive } from '#platform/sheets/archive.ts';
import { sheetLimits, type SheetLimits } from '#platform/sheets/limits.ts';
import { sheetRefusalOf } from '#platform/sheets/refused.ts';
import { parseXml, type Attributes, type XmlSink } from '#platform/sheets/xml.ts';
import { fault, templateRefused, type TemplateFault } from './template-faults.ts';

const MB = 1_000_000;
const limits: SheetLimits = {
  ...sheetLimits,
  fileBytes: 5 * MB,
  entries: 200,
  inflatedBytes: 30 * MB,
  ratioFrom: MB,
  xmlDepth: 120,
};

const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** Relations by the last word of their type. Others (embedded objects, controls, macros, other documents) are not taken. */
const relations = new Set(
  `officeDocument core-properties extended-properties custom-properties thumbnail styles stylesWithEffects settings webSettings
  fontTable theme numbering footnotes endnotes header footer image customXml customXmlProps people comments commentsExtended
  commentsIds commentsExtensible`.split(/\s+/),
);
const dangerous = /vbaproject|vbadata|\/embeddings\/|\/activex\/|\/afchunk|\.(bin|exe|dll|js|vbs|html?|mht|rtf)$/;

/** Fields that only count pages and say the time. The others fetch, run or include something. */
const harmlessFields = new Set(['PAGE', 'NUMPAGES', 'SECTIONPAGES', 'DATE', 'TIME', 'CREATEDATE', 'SAVEDATE', 'SEQ']);
const isHarmless = (instruction: string): boolean =>
  harmlessFields.has(
    instruction
      .trim()
      .split(/[\s\\]/, 1)[0]
      ?.toUpperCase() ?? '',
  );

type Report = (message: string, params?: TemplateFault['params']) => void;

/** Reads the instructions of fields, which Word may spread over runs and nest in each other. */
const fieldSink = (report: Report): XmlSink => {
  const open: string[] = [];
  let inInstruction = false;
  const close = (instruction: string): void => {
    if (!isHarmless(instruction)) report('template.field', { field: instruction.trim().slice(0, 40) });
  };
  return {
    open(name, attributes: Attributes) {
      if (name === 'instrText') inInstruction = true;
      if (name === 'fldSimple') close(attributes['w:instr'] ?? '');
      if (name === 'altChunk' || name === 'object' || name === 'control' || name === 'subDoc')
        report('template.object');
      if (name !== 'fldChar') return;
      const kind = attributes['w:fldCharType'];
      if (kind === 'begin') open.push('');
      else if (kind === 'separate' || (kind === 'end' && open.length > 0 && open.at(-1) !== '\0')) {
        close(open.pop() ?? '');
        if (kind === 'separate') open.push('\0');
      } else if (kind === 'end') open.pop();
    },
    close(name) {
      if (name === 'instrText') inInstruction = false;
    },
    text(text) {
      if (!inInstruction) return;
      if (open.length === 0) open.push('');
      open.push(`${open.pop() ?? ''}${text}`);
    },
  };
};

const relationSink = (report: Report): XmlSink => ({
  open(name, attributes) {
    if (name !== 'Relationship') return;
    const type = attributes['Type']?.split('/').at(-1) ?? '';
    if (
      attributes['TargetMode']?.toLowerCase() === 'external' ||
      /^[a-z][a-z0-9+.-]*:|^\\\\/i.test(attributes['Target'] ?? '')
    )
      report('template.external', { target: (attributes['Target'] ?? '').slice(0, 80) });
    else if (!relations.has(type)) report('template.object');
  },
  close: () => undefined,
  text: () => undefined,
});

const typeSink = (types: Set<string>): XmlSink => ({
  open(_name, attributes) {
    if (attributes['ContentType'] !== undefined) types.add(attributes['ContentType']);
  },
  close: () => undefined,
  text: () => undefined,
});

const checkParts = async (archive: Archive, report: Report): Promise<void> => {
  for (const name of archive.names.filter((one) => dangerous.test(one)))
    report(/vba/.test(name) ? 'template.macro' : 'template.object', { target: name.slice(0, 80) });
  if (!archive.has('[Content_Types].xml') || !archive.has('word/document.xml')) return report('template.no_document');
  const types = new Set<string>();
  await parseXml(archive.read('[Content_Types].xml'), typeSink(types), limits);
  if ([...types].some((type) => /macroEnabled/i.test(type))) report('template.macro');
  else if (!types.has(documentType)) report('template.no_document');
  for (const name of archive.names.filter((one) => one.endsWith('.rels')))
    await parseXml(archive.read(name), relationSink(report), limits);
  for (const name of archive.names.filter((one) => one.endsWith('.xml') && one.startsWith('word/')))
    await parseXml(archive.read(name), fieldSink(report), limits);
};

/**
 * Refuses whatever is not a plain .docx: other archives, bombs, macros, embedded objects, links to the outside, fields that fetch.
 * @throws AppError invalid with every fault
 */
export const checkDocument = async (path: string): Promise<void> => {
  const faults = new Map<string, TemplateFault>();
  const report: Report = (message, params) => {
    const one = fault(message, params);
    if (faults.size < 20) faults.set(JSON.stringify(one), one);
  };
  try {
    const archive = await openArchive(path, limits);
    try {
      await checkParts(archive, report);
    } finally {
      archive.close();
    }
  } catch (error) {
    const reason = sheetRefusalOf(error)?.reason;
    const isBomb = reason === 'bomb' || reason === 'too_many_entries' || reason === 'overlap';
    report(isBomb ? 'template.too_big' : reason === 'encrypted' ? 'template.encrypted' : 'template.no_document');
  }
  if (faults.size > 0) throw templateRefused([...faults.values()]);
};
