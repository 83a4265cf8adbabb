import { App, Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { examAttempts, oneExam } from '../../contract.ts';
import { examProblems, examTexts } from '../../messages.ts';
import { enterPaper, paperItems } from '../../printing/contract.ts';
import type { PaperItem } from '../../seat/contract.ts';
import css from './paper-choice.module.css';

/** Letters as they stand on the paper, √ and × of a judgement, gaps between strokes. */
const answerFrom = (item: PaperItem, typed: string): string[] => {
  const words = typed.trim().normalize('NFKC');
  if (item.kind === 'short') return [words];
  if (item.kind === 'blank') return words.split('/').map((word) => word.trim());
  if (item.kind === 'judge') return [/^[√v对TtYy1]/.test(words) ? 'T' : 'F'];
  const places = [...words.toUpperCase()].map((letter) => 'ABCDEFGHIJ'.indexOf(letter));
  return places.flatMap((place) => item.options[place]?.key ?? []).toSorted((a, b) => (a < b ? -1 : 1));
};

const Enter = ({ code, onDone }: { readonly code: string; readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { data, error } = useApi(paperItems, { params: { code } });
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const enter = useCommand(enterPaper, {
    touches: [oneExam, examAttempts],
    onDone: () => {
      void message.success(t(examTexts.entered));
      onDone();
    },
  });
  if (error) return <ErrorNotice error={error} texts={examProblems} />;
  if (data === undefined) return null;
  return (
    <div className={css.rows} role="group" aria-label={t(examTexts.enterOf, { name: data.name })}>
      <strong>{t(examTexts.enterOf, { name: data.name })}</strong>
      {data.items.map((item, at) => (
        <label key={item.n} className={css.line}>
          <span>
            {at + 1}. {item.stem}
          </span>
          <Input
            value={typed[item.n] ?? ''}
            placeholder={t(examTexts[`typed_${item.kind}`])}
            onChange={(event) => setTyped({ ...typed, [item.n]: event.target.value })}
          />
        </label>
      ))}
      {enter.error && <ErrorNotice error={enter.error} texts={examProblems} />}
      <div>
        <Button
          loading={enter.busy}
          onClick={() =>
            enter.fire({
              params: { code },
              body: {
                answers: data.items.flatMap((item) => {
                  const words = typed[item.n]?.trim() ?? '';
                  return words === '' ? [] : [{ item: item.n, answer: answerFrom(item, words) }];
                }),
              },
            })
          }
        >
          {t(examTexts.saveEntered)}
        </Button>
      </div>
    </div>
  );
};

/** Answers on paper, entered by the code that is printed on it. */
export const EnterByCode = (): ReactNode => {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [code, setCode] = useState<string | null>(null);
  return (
    <>
      <div className={css.row}>
        <Input
          aria-label={t(examTexts.code)}
          placeholder={t(examTexts.code)}
          value={typed}
          maxLength={10}
          onChange={(event) => setTyped(event.target.value.replaceAll(/\D/g, ''))}
        />
        <Button disabled={typed.length !== 10} onClick={() => setCode(typed)}>
          {t(examTexts.openCode)}
        </Button>
      </div>
      {code !== null && (
        <Enter
          key={code}
          code={code}
          onDone={() => {
            setCode(null);
            setTyped('');
          }}
        />
      )}
    </>
  );
};
