import { buffer } from 'node:stream/consumers';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundle, safeName } from '#platform/documents/bundle.ts';
import { writeLetter } from '#platform/documents/letter.ts';
import { checkDocument } from '#platform/documents/template-gate.ts';
import { checkPlaces, fillTemplate } from '#platform/documents/template.ts';
import type { AppError } from '#shared/errors.ts';
import { alteredWord, wordText } from '#test/files/word.ts';
import { hostile } from '#test/harness/hostile.ts';
import { formOf, hasForm } from './packs/forms.ts';
import { paperIds, papers } from './packs/papers.ts';
import { isDue, knownPlaces, missingPapers, valuesOf, type PaperCase, type PaperFact } from './rules.ts';

const fact = (step: PaperFact['step'], on: string, more: Partial<PaperFact> = {}): PaperFact => ({
  step,
  on,
  until: null,
  outcome: 'passed',
  hours: null,
  days: null,
  months: null,
  votes: null,
  names: [],
  concludedBy: null,
  note: null,
  ...more,
});
const votes = { entitled: 9, present: 8, yes: 7, no: 1, abstain: 0, writtenOpinions: 1, secret: true };
/** Text that looks like a place, like markup and like a loop. */
const spiteful = `${hostile}{姓名}{#考察}{/考察}{@raw}</w:t><w:p/>`;
const person: PaperCase = {
  name: `汤小满${spiteful}`,
  sex: '女',
  ethnicity: '汉族',
  born: '1996-05-17',
  branch: '孝思村党支部',
  committee: '枫林镇委员会',
  county: '永嘉县委员会',
  today: '2026-11-26',
  facts: [
    fact('application', '2024-01-05', { outcome: 'done' }),
    fact('cultivation', '2024-09-01', { outcome: 'done', note: `表现良好${spiteful}`, names: ['李四'] }),
    fact('cultivation', '2025-03-01', { outcome: 'done', note: '表现良好' }),
    fact('admissionMeeting', '2026-06-10', { votes }),
  ],
  kept: [{ paper: 'applicationLetter', on: '2024-01-05', place: '镇党委档案柜 3-2', scanned: true }],
};
const values = valuesOf(person);
const bytesOf = (paper: (typeof paperIds)[number]): Promise<Buffer> =>
  writeLetter(papers[paper].title[0], formOf(paper) ?? []);

const problemsOf = async (act: Promise<void>): Promise<readonly { message: string; params?: unknown }[]> => {
  try {
    await act;
  } catch (error) {
    return (error as AppError).details.problems ?? [];
  }
  return [];
};

const gate = async (bytes: Buffer): Promise<readonly string[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'zhibu-test-'));
  try {
    const file = path.join(folder, 'a.docx');
    await writeFile(file, bytes);
    await checkDocument(file);
    return [];
  } catch (error) {
    return ((error as AppError).details.problems ?? []).map(({ message }) => message);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** The form with one of its parts changed, as an editor could have saved it. */
const altered = async (part: string, change: (xml: string) => string): Promise<Buffer> =>
  alteredWord(await bytesOf('talkRecord'), part, change);

describe('the forms of the platform', () => {
  test.each(paperIds.filter(hasForm))('%s passes the check that uploads go through, and fills', async (paper) => {
    const bytes = await bytesOf(paper);
    expect(await gate(bytes)).toEqual([]);
    expect(await problemsOf(checkPlaces(bytes, knownPlaces, papers[paper].required))).toEqual([]);
    const words = await wordText(await fillTemplate(bytes, values));
    expect(words).not.toContain('undefined');
    if (papers[paper].required.includes('姓名')) expect(words).toContain('汤小满');
  });

  test('whatever is filled in stays text, and rows repeat', async () => {
    const words = await wordText(await fillTemplate(await bytesOf('cultivationRegister'), values));
    expect(words).toContain(spiteful.replaceAll('\r\n', '\n').split('\n')[0]);
    expect(words.match(/表现良好/g)).toHaveLength(2);
    expect(words).toContain('2024年9月1日');
    expect(words).toContain('{姓名}{#考察}{/考察}{@raw}</w:t><w:p/>');
  });

  test('a resolution says the votes as they were counted, and probation ends a year later', async () => {
    const words = await wordText(await fillTemplate(await bytesOf('admissionResolution'), values));
    expect(words).toContain('应到会有表决权党员9名，实到会8名');
    expect(words).toContain('赞成7票，反对1票，弃权0票');
    expect(await wordText(await fillTemplate(await bytesOf('admissionNotice'), values))).toContain(
      '2026年6月10日起至2027年6月10日止',
    );
  });
});

describe('an uploaded form', () => {
  test('names unknown and missing places, open marks, wide braces, and what would insert more than text', async () => {
    const saying = async (text: string) => {
      const bytes = await writeLetter('x', [{ kind: 'text', text }]);
      return problemsOf(checkPlaces(bytes, knownPlaces, ['姓名']));
    };
    expect(await saying('{姓名}{身份证号}')).toMatchObject([
      { message: 'template.unknown', params: { place: '身份证号' } },
    ]);
    expect(await saying('{党支部}')).toMatchObject([{ message: 'template.missing', params: { place: '姓名' } }]);
    expect(await saying('{姓名}{党支部')).toMatchObject([{ message: 'template.unclosed' }]);
    expect(await saying('{姓名}{@党支部}')).toMatchObject([{ message: 'template.raw' }]);
    expect(await saying('{姓名}｛党支部｝')).toMatchObject([
      { message: 'template.wide_braces', params: { place: '党支部' } },
    ]);
    expect(await saying('{姓名}{constructor}{__proto__}')).toHaveLength(2);
    expect(await saying('{姓名}')).toEqual([]);
  });

  test('is a plain .docx: no macro, object, outside link or field that fetches', async () => {
    expect(await gate(Buffer.from('%PDF-1.7'))).toEqual(['template.no_document']);
    expect(await gate(await altered('word/vbaProject.bin', () => 'x'))).toEqual(['template.macro']);
    const relation = (attributes: string) =>
      altered('word/_rels/document.xml.rels', (xml) =>
        xml.replace('</Relationships>', `<Relationship Id="rX" ${attributes}/></Relationships>`),
      );
    expect(await gate(await relation('Type="x/image" TargetMode="External" Target="http://a.example/p.png"'))).toEqual([
      'template.external',
    ]);
    expect(await gate(await relation('Type="x/oleObject" Target="embeddings/a.xml"'))).toEqual(['template.object']);
    const field = (instruction: string) =>
      altered('word/document.xml', (xml) =>
        xml.replace('</w:body>', `<w:p><w:fldSimple w:instr="${instruction}"/></w:p></w:body>`),
      );
    expect(await gate(await field('DDEAUTO c:\\\\a'))).toEqual(['template.field']);
    expect(await gate(await field(' PAGE '))).toEqual([]);
    const spread =
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDE</w:instrText></w:r>' +
      '<w:r><w:instrText>TEXT "x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:body>';
    expect(await gate(await altered('word/document.xml', (xml) => xml.replace('</w:body>', spread)))).toEqual([
      'template.field',
    ]);
    const declared = await altered('word/document.xml', (xml) => xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'));
    expect(await gate(declared)).toEqual(['template.no_document']);
  });
});

describe('what is missing', () => {
  test('is what the steps taken leave behind, with its articles', () => {
    const missing = missingPapers(person.facts, person.kept);
    expect(missing.map(({ paper, article, named }) => [paper, article, named])).toEqual([
      ['cultivationRegister', 11, true],
      ['admissionResolution', 21, false],
    ]);
    expect(missingPapers(person.facts, [])[0]).toMatchObject({ paper: 'applicationLetter', archiveArticle: 36 });
  });

  test('holds no notice against a case that was agreed to before the rules of 2026', () => {
    expect(isDue('candidateNotice', [fact('candidateConsent', '2026-05-10')])).toBe(false);
    expect(isDue('candidateNotice', [fact('candidateConsent', '2026-05-11')])).toBe(true);
    expect(isDue('candidateNotice', [fact('candidateConsent', '2026-05-11', { outcome: 'refused' })])).toBe(false);
  });
});

describe('an archive', () => {
  test('has names that lead nowhere else', () => {
    expect(safeName('../a\\b/..')).toBe('_/a_b/_');
  });
  test('ends with the fault of a file in it', async () => {
    const files = [{ name: 'a', open: () => Promise.reject(new Error('gone')) }];
    await expect(buffer(bundle(files, new Date(0)))).rejects.toThrow('gone');
  });
});
