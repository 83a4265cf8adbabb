import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { type Formats, type Say, useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { appealMark } from '../../appeals/contract.ts';
import { examProblems, ownExamTexts } from '../../messages.ts';
import { examResult, type ResultItem } from '../../seat/contract.ts';
import own from './exam.module.css';
import css from '#ui/phone/own.module.css';

const wordsOf = (t: Say, format: Formats, item: ResultItem, words: readonly string[] | null): string => {
  const said = (words ?? []).filter((word) => word.trim() !== '');
  if (said.length === 0) return t(ownExamTexts.none);
  const shown = said.map((word) => {
    if (item.kind === 'judge') return t(word === 'T' ? ownExamTexts.judgeTrue : ownExamTexts.judgeFalse);
    return item.options.find(({ key }) => key === word)?.text ?? word;
  });
  return format.clauses(shown);
};

type Verdict = 'right' | 'part' | 'wrong' | 'open' | 'waits';
const tones: Readonly<Record<Verdict, Tone>> = {
  right: 'success',
  part: 'warning',
  wrong: 'error',
  open: 'plain',
  waits: 'info',
};

const verdictOf = ({ won, points, answer }: ResultItem): Verdict => {
  if (won === null) return 'waits';
  if (won >= points) return 'right';
  if (won > 0) return 'part';
  return (answer ?? []).some((word) => word.trim() !== '') ? 'wrong' : 'open';
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
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const verdict = verdictOf(item);
  return (
    <Section title={`${place}. ${item.stem}`}>
      <div className={css.stack}>
        <p className={own.verdict}>
          <Tag tone={tones[verdict]}>{t(ownExamTexts[`verdict_${verdict}`])}</Tag>
          {item.won !== null && (
            <span className={css.quiet}>{t(ownExamTexts.wonLine, { won: item.won, points: item.points })}</span>
          )}
        </p>
        {verdict !== 'open' && (
          <p className={css.words}>{t(ownExamTexts.mine, { words: wordsOf(t, format, item, item.answer) })}</p>
        )}
        {(verdict !== 'right' || item.kind === 'short') && (
          <p className={css.words}>
            {t(item.kind === 'short' ? ownExamTexts.modelLine : ownExamTexts.rightLine, {
              words: wordsOf(t, format, item, item.right),
            })}
          </p>
        )}
        {item.explanation !== '' && <p className={css.words}>{t(ownExamTexts.whyLine, { words: item.explanation })}</p>}
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
                  <p className={css.line}>
                    <Tag tone={data.passed ? 'success' : 'error'}>
                      {t(data.passed ? ownExamTexts.passed : ownExamTexts.failed)}
                    </Tag>
                  </p>
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
