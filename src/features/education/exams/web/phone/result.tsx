import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { useText, type Say } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { appealMark } from '../../appeals/contract.ts';
import { examProblems, ownExamTexts } from '../../messages.ts';
import { examResult, type ResultItem } from '../../seat/contract.ts';
import css from '#ui/phone/own.module.css';

const wordsOf = (t: Say, item: ResultItem, words: readonly string[] | null): string => {
  const said = (words ?? []).filter((word) => word.trim() !== '');
  if (said.length === 0) return t(ownExamTexts.none);
  const shown = said.map((word) => {
    if (item.kind === 'judge') return t(word === 'T' ? ownExamTexts.judgeTrue : ownExamTexts.judgeFalse);
    return item.options.find(({ key }) => key === word)?.text ?? word;
  });
  return shown.join('；');
};

interface AppealProps {
  readonly attemptId: string;
  readonly item: number;
  readonly onDone: () => void;
}

const AppealForm = ({ attemptId, item, onDone }: AppealProps): ReactNode => {
  const t = useText();
  const { run } = useCommand(appealMark, { touches: [examResult] });
  const form = useForm({
    schema: appealMark.body.pick({ words: true }),
    labels: { words: ownExamTexts.appealWords },
    texts: examProblems,
    submit: async ({ words }) => {
      await run({ params: { id: attemptId }, body: { item, words } });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(ownExamTexts.send)} label={t(ownExamTexts.appeal)}>
      <LongTextField field={form.field('words')} />
    </FormFrame>
  );
};

interface ItemProps {
  readonly item: ResultItem;
  readonly place: number;
  /** Whose mark may be asked about; null where it may not. */
  readonly appeals: string | null;
}

const Item = ({ item, place, appeals }: ItemProps): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  return (
    <Section title={`${place}. ${item.stem}`}>
      <div className={css.stack}>
        <p className={css.words}>{t(ownExamTexts.mine, { words: wordsOf(t, item, item.answer) })}</p>
        <p className={css.words}>{t(ownExamTexts.rightLine, { words: wordsOf(t, item, item.right) })}</p>
        <p className={css.quiet}>
          {item.won === null
            ? t(ownExamTexts.readLine)
            : t(ownExamTexts.wonLine, { won: item.won, points: item.points })}
        </p>
        {item.explanation !== '' && <p className={css.words}>{item.explanation}</p>}
        {item.appeal !== null && (
          <p className={css.words}>
            {item.appeal.answer === null
              ? t(ownExamTexts.appealSent)
              : t(ownExamTexts.appealAnswer, { words: item.appeal.answer })}
          </p>
        )}
        {appeals !== null && item.appeal === null && item.won !== item.points && (
          <Button label={`${t(ownExamTexts.appeal)} ${place}`} onClick={() => setAsking(true)}>
            {t(ownExamTexts.appeal)}
          </Button>
        )}
        {appeals !== null && (
          <Sheet open={asking} title={t(ownExamTexts.appeal)} onClose={() => setAsking(false)}>
            <AppealForm attemptId={appeals} item={item.n} onDone={() => setAsking(false)} />
          </Sheet>
        )}
      </div>
    </Section>
  );
};

/** The own result: what was answered, what is right, and why. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useApi(examResult, { params: { id } });
  return (
    <Frame title={data?.title ?? t(ownExamTexts.resultTitle)} intro={t(ownExamTexts.private)} back="/study/exams">
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() =>
          data && (
            <>
              <Section>
                <p className={css.grade}>
                  {data.points === null
                    ? t(ownExamTexts.waitsReader)
                    : t(ownExamTexts.scoreLine, { points: data.points, most: data.most })}
                </p>
                {data.passed !== null && (
                  <p className={css.line}>{t(data.passed ? ownExamTexts.passed : ownExamTexts.failed)}</p>
                )}
                {data.late > 0 && <p className={css.quiet}>{t(ownExamTexts.lateLine, { count: data.late })}</p>}
              </Section>
              {data.items.map((item, at) => (
                <Item key={item.n} item={item} place={at + 1} appeals={data.can.appeal ? id : null} />
              ))}
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
