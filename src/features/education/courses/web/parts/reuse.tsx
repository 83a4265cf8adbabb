import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useRestedText } from '#ui/use-rested-text.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { oneCourse } from '../../contract.ts';
import { reusableFiles, reuseFile, type ReuseKind } from '../../files/reuse/contract.ts';
import { courseProblems } from '../../messages.ts';
import { fileTexts, learnTexts } from '../messages.ts';
import css from './course.module.css';

interface Props {
  readonly course: string;
  readonly kind: ReuseKind;
  readonly onChange: (file: string) => void;
}

/** Files of other courses, with where they come from and how they may be used; the one that is taken is copied. */
export const Reuse = ({ course, kind, onChange }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const words = useRestedText(typed);
  const { data, error, isPending, refetch } = useApi(reusableFiles, { query: { kind, words } });
  const reuse = useCommand(reuseFile, {
    touches: [[oneCourse, { params: { id: course } }]],
    onDone: ({ file }) => onChange(file),
  });
  const items = (data?.items ?? []).filter(({ from }) => from !== course);
  return (
    <div className={css.stack}>
      <Input
        aria-label={t(fileTexts.reuseWords)}
        placeholder={t(fileTexts.reuseWords)}
        maxLength={50}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {reuse.error && <ErrorNotice error={reuse.error} texts={courseProblems} />}
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<p>{t(fileTexts.reuseNone)}</p>}
        onAgain={() => void refetch()}
      >
        <ul className={css.items}>
          {items.map(({ file, from, name, size, courseTitle, source, licence }) => (
            <li key={file} className={css.bar}>
              <span className={css.grow}>
                {name}{' '}
                <span className={css.hint}>
                  {format.parts([courseTitle, format.bytes(size), t(learnTexts.source, { source, licence })])}
                </span>
              </span>
              <Button
                size="small"
                loading={reuse.busy}
                aria-label={t(fileTexts.reuseOf, { name })}
                onClick={() => reuse.fire({ params: { id: course }, body: { from, file } })}
              >
                {t(fileTexts.reuseThis)}
              </Button>
            </li>
          ))}
        </ul>
        {data?.more === true && <p className={css.hint}>{t(fileTexts.reuseMore)}</p>}
      </StateView>
    </div>
  );
};
