import { Button, Dropdown, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { newId } from '#shared/ids.ts';
import { emptyBody } from '#shared/body.ts';
import { type Chapter, type Content, type Unit, type UnitKind, unitKinds } from '../../content/rules.ts';
import type { CourseView } from '../../contract.ts';
import { courseTexts, outlineTexts } from '../messages.ts';
import css from './course.module.css';
import { UnitEditor } from './unit-editor.tsx';

const fresh: Readonly<Record<UnitKind, (id: string) => Unit>> = {
  text: (id) => ({ id, kind: 'text', title: '', body: emptyBody }),
  quiz: (id) => ({ id, kind: 'quiz', title: '', items: [], ask: 5, pass: 4 }),
  task: (id) => ({ id, kind: 'task', title: '', words: '', place: '' }),
  discussion: (id) => ({ id, kind: 'discussion', title: '', words: '' }),
  document: (id) => ({ id, kind: 'document', title: '', file: '' }),
  slides: (id) => ({ id, kind: 'slides', title: '', file: '' }),
  package: (id) => ({ id, kind: 'package', title: '', file: '' }),
  video: (id) => ({ id, kind: 'video', title: '', file: '', captions: null }),
};

const moved = <T,>(items: readonly T[], at: number, by: -1 | 1): T[] => {
  const next = [...items];
  const [one] = next.splice(at, 1);
  if (one !== undefined) next.splice(at + by, 0, one);
  return next;
};

interface BarProps {
  readonly title: string;
  readonly at: number;
  readonly count: number;
  readonly onMove: (by: -1 | 1) => void;
  readonly onDrop: () => void;
}

const Bar = ({ title, at, count, onMove, onDrop }: BarProps): ReactNode => {
  const t = useText();
  const name = title === '' ? t(outlineTexts.untitled) : title;
  return (
    <>
      <Button
        size="small"
        disabled={at === 0}
        aria-label={t(outlineTexts.upOf, { title: name })}
        onClick={() => onMove(-1)}
      >
        {t(outlineTexts.up)}
      </Button>
      <Button
        size="small"
        disabled={at === count - 1}
        aria-label={t(outlineTexts.downOf, { title: name })}
        onClick={() => onMove(1)}
      >
        {t(outlineTexts.down)}
      </Button>
      <Button size="small" danger aria-label={t(outlineTexts.dropOf, { title: name })} onClick={onDrop}>
        {t(outlineTexts.drop)}
      </Button>
    </>
  );
};

interface ChapterProps {
  readonly course: CourseView;
  readonly chapter: Chapter;
  readonly place: number;
  readonly errorsAt: (path: string) => string[];
  readonly onChange: (chapter: Chapter) => void;
}

const ChapterEditor = ({ course, chapter, place, errorsAt, onChange }: ChapterProps): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState<string | null>(null);
  const { units } = chapter;
  const set = (next: readonly Unit[]): void => onChange({ ...chapter, units: next });
  const begin = (kind: UnitKind): void => {
    const unit = fresh[kind](newId());
    set([...units, unit]);
    setOpen(unit.id);
  };
  return (
    <>
      <ol className={css.plain}>
        {units.map((unit, at) => {
          const name = unit.title === '' ? t(outlineTexts.untitled) : unit.title;
          const errors = errorsAt(`content.chapters.${place}.units.${at}`);
          const change = (next: Unit): void => set(units.map((one) => (one.id === unit.id ? next : one)));
          return (
            <li key={unit.id} className={css.unit}>
              <div className={css.bar}>
                <span>{t(courseTexts[`kind_${unit.kind}`])}</span>
                <Input
                  className={css.grow ?? ''}
                  aria-label={t(outlineTexts.unitTitle)}
                  placeholder={t(outlineTexts.unitTitle)}
                  maxLength={60}
                  value={unit.title}
                  status={errors.length > 0 ? 'error' : ''}
                  onChange={(event) => change({ ...unit, title: event.target.value })}
                />
                <Button
                  size="small"
                  aria-expanded={open === unit.id}
                  aria-label={t(open === unit.id ? outlineTexts.close : outlineTexts.open, { title: name })}
                  onClick={() => setOpen(open === unit.id ? null : unit.id)}
                >
                  {t(open === unit.id ? outlineTexts.fold : courseTexts.edit)}
                </Button>
                <Bar
                  title={unit.title}
                  at={at}
                  count={units.length}
                  onMove={(by) => set(moved(units, at, by))}
                  onDrop={() => set(units.filter(({ id }) => id !== unit.id))}
                />
              </div>
              {errors.length > 0 && <div className={css.error}>{[...new Set(errors)].join(' ')}</div>}
              {open === unit.id && (
                <div className={css.open}>
                  <UnitEditor course={course} unit={unit} onChange={change} />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <Dropdown
        trigger={['click']}
        menu={{
          items: unitKinds.map((kind) => ({ key: kind, label: t(courseTexts[`kind_${kind}`]) })),
          onClick: ({ key }) => {
            const kind = unitKinds.find((one) => one === key);
            if (kind !== undefined) begin(kind);
          },
        }}
      >
        <Button>{t(outlineTexts.addUnit)}</Button>
      </Dropdown>
    </>
  );
};

interface Props {
  readonly course: CourseView;
  readonly field: Field<Content>;
  readonly errorsAt: (path: string) => string[];
}

/** Chapters and their units, in the order in which they are learnt. */
export const OutlineEditor = ({ course, field, errorsAt }: Props): ReactNode => {
  const t = useText();
  const chapters = field.value?.chapters ?? [];
  const set = (next: readonly Chapter[]): void => field.onChange({ chapters: next });
  return (
    <div className={css.stack} role="group" aria-label={field.label}>
      <ol className={css.plain}>
        {chapters.map((chapter, at) => {
          const change = (next: Chapter): void => set(chapters.map((one) => (one.id === chapter.id ? next : one)));
          const errors = errorsAt(`content.chapters.${at}.title`);
          return (
            <li key={chapter.id} className={css.chapter}>
              <div className={css.stack}>
                <div className={css.bar}>
                  <strong>{t(courseTexts.chapter, { place: at + 1 })}</strong>
                  <Input
                    className={css.grow ?? ''}
                    aria-label={t(outlineTexts.chapterTitle)}
                    placeholder={t(outlineTexts.chapterTitle)}
                    maxLength={60}
                    value={chapter.title}
                    status={errors.length > 0 ? 'error' : ''}
                    onChange={(event) => change({ ...chapter, title: event.target.value })}
                  />
                  <Bar
                    title={chapter.title}
                    at={at}
                    count={chapters.length}
                    onMove={(by) => set(moved(chapters, at, by))}
                    onDrop={() => set(chapters.filter(({ id }) => id !== chapter.id))}
                  />
                </div>
                {errors.length > 0 && <div className={css.error}>{errors.join(' ')}</div>}
                <ChapterEditor course={course} chapter={chapter} place={at} errorsAt={errorsAt} onChange={change} />
              </div>
            </li>
          );
        })}
      </ol>
      <div>
        <Button onClick={() => set([...chapters, { id: newId(), title: '', units: [] }])}>
          {t(outlineTexts.addChapter)}
        </Button>
      </div>
      {field.errors.length > 0 && <div className={css.error}>{[...new Set(field.errors)].join(' ')}</div>}
    </div>
  );
};
