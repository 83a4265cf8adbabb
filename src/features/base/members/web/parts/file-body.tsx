import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import type { MemberFile } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { Affiliations, Posts } from './career-sections.tsx';
import css from './file-body.module.css';
import { FileHeader } from './file-header.tsx';
import { FileSection, shownFields } from './field-section.tsx';
import { RecordsOf } from './record-section.tsx';
import { fieldSections, recordSections, sectionOfField } from './sections.ts';
import { useSeen } from './words.ts';

interface Place {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
}

const Contents = ({ places }: { places: readonly Place[] }): ReactNode => {
  const t = useText();
  return (
    <nav className={css.contents} aria-label={t(fileTexts.contents)}>
      <ul>
        {places.map(({ id, title, count }) => (
          <li key={id}>
            <a href={`#${id}`}>
              {title}
              {count ? <span className={css.count}>{count}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

interface Editing {
  readonly section: string;
  /** The field to begin with. */
  readonly focus?: string;
}

/** The file itself: what one wants to know first, and every section below it. */
export const FileBody = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const seen = useSeen();
  const [editing, setEditing] = useState<Editing | null>(null);
  const sections = fieldSections.filter((section) => shownFields(file, section).length > 0);
  const records = recordSections.filter((section) => seen.record(section.table));
  const hasCareer = file.affiliations.length > 0;
  const places: Place[] = [
    ...sections.map(({ id, title }) => ({ id, title: t(title) })),
    ...(hasCareer
      ? [
          { id: 'affiliations', title: t(fileTexts.affiliations) },
          { id: 'posts', title: t(fileTexts.posts), count: file.posts.length },
        ]
      : []),
    ...records.map(({ id, table, title }) => ({ id, title: t(title), count: file.records[table].length })),
  ];
  const fill = (key: string): void => {
    const section = sectionOfField(key);
    if (section) setEditing((old) => old ?? { section: section.id, focus: key });
  };
  return (
    <div className={css.body}>
      <Contents places={places} />
      <div className={css.sections}>
        <FileHeader file={file} onFill={fill} />
        {sections.map((section) => (
          <FileSection
            key={section.id}
            file={file}
            section={section}
            editing={editing?.section === section.id}
            busy={editing !== null && editing.section !== section.id}
            focus={editing?.focus}
            onEdit={() => setEditing({ section: section.id })}
            onClose={() => setEditing(null)}
          />
        ))}
        {hasCareer && (
          <>
            <Affiliations file={file} />
            <Posts file={file} />
          </>
        )}
        {records.map((section) => (
          <RecordsOf key={section.id} file={file} section={section} />
        ))}
      </div>
    </div>
  );
};
