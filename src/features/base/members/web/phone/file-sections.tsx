import type { ReactNode } from 'react';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Fold } from '#ui/phone/fold.tsx';
import { Section } from '#ui/phone/page.tsx';
import { fieldOf, fieldsOfTable, type FileField } from '../../catalogue.ts';
import type { MemberFile, Value } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { ownTexts } from '../../own/messages.ts';
import {
  type FieldSection,
  fieldSections,
  type RecordSection,
  recordSections,
  type RecordView,
} from '../parts/sections.ts';
import { useWords } from '../parts/words.ts';
import css from './file-sections.module.css';

/** Filled in, or wanted: the phone leaves out what says nothing. */
const shownFields = (file: MemberFile, section: FieldSection): FileField[] =>
  section.keys
    .filter((key) => key in file.fields)
    .filter((key) => (file.fields[key] ?? '') !== '' || file.completeness.missing.includes(key))
    .map(fieldOf);

const Record = ({ section, record }: { section: RecordSection; record: RecordView }): ReactNode => {
  const words = useWords();
  const facts = fieldsOfTable(section.table)
    .filter((field) => field.kind !== 'reference')
    .map((field): Fact => ({
      label: words.label(`${field.table}.${field.column}`),
      value: words.value(field, record.values[field.key]),
    }))
    .filter(({ value }) => value !== '');
  return (
    <li className={css.record}>
      <Facts facts={facts} columns={1} />
    </li>
  );
};

const Records = ({ file, section }: { file: MemberFile; section: RecordSection }): ReactNode => {
  const t = useText();
  const records = file.records[section.table];
  return (
    <Fold title={t(section.title)} end={t(ownTexts.recordCount, { count: records.length })}>
      <ul className={css.records}>
        {records.map((record) => (
          <Record key={record.id} section={section} record={record} />
        ))}
      </ul>
    </Fold>
  );
};

const Career = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const until = ({ from, to }: { from: string | null; to: string | null }): string =>
    `${from ? format.day(from) : t(fileTexts.unknownDay)} – ${to ? format.day(to) : t(fileTexts.toNow)}`;
  return (
    <>
      {file.affiliations.length > 0 && (
        <Fold title={t(fileTexts.affiliations)} end={t(ownTexts.recordCount, { count: file.affiliations.length })}>
          <Facts
            columns={1}
            facts={file.affiliations.map((row, place) => ({
              key: `${place}`,
              label: row.branchName,
              value: until(row),
            }))}
          />
        </Fold>
      )}
      {file.posts.length > 0 && (
        <Fold title={t(fileTexts.posts)} end={t(ownTexts.recordCount, { count: file.posts.length })}>
          <Facts
            columns={1}
            facts={file.posts.map((row) => ({
              key: row.id,
              label: `${row.organisationName} ${words.code('partyPost', row.post)}`,
              value: until(row),
            }))}
          />
        </Fold>
      )}
    </>
  );
};

interface Props {
  readonly file: MemberFile;
  /** How a masked value is shown; the mask itself where nothing is given. */
  readonly renderMasked?: (field: FileField, value: Value) => ReactNode;
  /** Drawn in the place of the list of papers, by those who may open their scans. */
  readonly papers?: ReactNode;
  /** What the reader's role sees; all of it where nothing is given. */
  readonly seen?: (table: string) => boolean;
  /** Stands at the end of each section. */
  readonly renderFoot?: (section: FieldSection) => ReactNode;
}

/** The file in parts that open at a touch; records that do not exist are named in one line. */
export const FileSections = ({ file, renderMasked, renderFoot, papers, seen = () => true }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const records = recordSections.filter(({ table }) => seen(table) && (table !== 'attachment' || !papers));
  const none = records.filter(({ table }) => file.records[table].length === 0);
  const sections = fieldSections.filter((section) => shownFields(file, section).length > 0);
  return (
    <>
      {sections.map((section, place) => (
        <Fold key={section.id} title={t(section.title)} open={place === 0} foot={renderFoot?.(section)}>
          <Facts
            columns={1}
            facts={shownFields(file, section).map((field): Fact => {
              const value = file.fields[field.key] ?? null;
              const isMasked = renderMasked !== undefined && file.masked.includes(field.key);
              return {
                label: words.label(field.key),
                value: isMasked ? renderMasked(field, value) : words.value(field, value),
                wanted: file.completeness.missing.includes(field.key),
              };
            })}
          />
        </Fold>
      ))}
      <Career file={file} />
      {records
        .filter((section) => !none.includes(section))
        .map((section) => (
          <Records key={section.id} file={file} section={section} />
        ))}
      {papers}
      {none.length > 0 && (
        <Section>
          <p className={css.none}>{t(ownTexts.noRecords, { names: format.list(none.map(({ title }) => t(title))) })}</p>
        </Section>
      )}
    </>
  );
};
