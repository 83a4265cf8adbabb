import { type ReactNode, useId, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { Section } from '#ui/phone/page.tsx';
import { ErrorNotice, Notice } from '#ui/phone/state-view.tsx';
import css from '#ui/phone/own.module.css';
import { draftOf, dropDraft, keepDraft } from '#webkit/drafts.ts';
import { gap as gapSign } from '#features/education/bank/rules.ts';
import type { Given } from '#features/education/bank/rules.ts';
import type { Unit } from '../../content/rules.ts';
import { courseProblems } from '../../messages.ts';
import type { AskedItem, OwnCourse } from '../../own/contract.ts';
import { learnTexts } from '../messages.ts';
import type { KeptResult } from '../offline/copies.ts';
import { type CourseRead, useCourseDeeds, useKeptResult } from '../offline/use-course.ts';
import own from './course.module.css';
import { unitState } from './unit-state.ts';
import { useDeed } from './use-deed.ts';

type Answers = ReadonlyMap<string, Given>;

/** Answers that were not handed in yet, over a reload and a battery that ran out. */
const draftsOf = (course: string, unit: string) => {
  const place = `quiz:${course}:${unit}`;
  return {
    kept: (): Answers => new Map(draftOf<readonly (readonly [string, Given])[]>(place)?.values),
    keep: (answers: Answers): void => void keepDraft(place, { values: [...answers], base: [] }),
    drop: (): void => dropDraft(place),
  };
};

interface ItemProps {
  readonly item: AskedItem;
  readonly place: number;
  readonly given: Given | undefined;
  readonly onChange: (given: Given) => void;
}

const Choice = ({ item, given, onChange, name }: ItemProps & { readonly name: string }): ReactNode => {
  const ticked = given !== undefined && 'keys' in given ? given.keys : [];
  const many = item.kind === 'multiple';
  return item.options.map(({ key, text }) => (
    <label key={key} className={own.option}>
      <input
        type={many ? 'checkbox' : 'radio'}
        name={name}
        checked={ticked.includes(key)}
        onChange={(event) => {
          const others = many ? ticked.filter((one) => one !== key) : [];
          onChange({ keys: event.target.checked ? [...others, key] : others });
        }}
      />
      <span>
        {key}. {text}
      </span>
    </label>
  ));
};

const Judge = ({ given, onChange, name }: ItemProps & { readonly name: string }): ReactNode => {
  const t = useText();
  const said = given !== undefined && 'holds' in given ? given.holds : null;
  return ([true, false] as const).map((holds) => (
    <label key={String(holds)} className={own.option}>
      <input type="radio" name={name} checked={said === holds} onChange={() => onChange({ holds })} />
      <span>{t(holds ? learnTexts.holds : learnTexts.fails)}</span>
    </label>
  ));
};

const Blank = ({ item, given, onChange }: ItemProps): ReactNode => {
  const t = useText();
  const count = item.stem.split(gapSign).length - 1;
  const texts = given !== undefined && 'blanks' in given ? given.blanks : [];
  return Array.from({ length: count }, (_, at) => (
    <input
      key={at}
      type="text"
      className={own.gap}
      aria-label={t(learnTexts.gap, { place: at + 1 })}
      placeholder={t(learnTexts.gap, { place: at + 1 })}
      maxLength={100}
      value={texts[at] ?? ''}
      onChange={(event) =>
        onChange({
          blanks: Array.from({ length: count }, (_one, to) => (to === at ? event.target.value : (texts[to] ?? ''))),
        })
      }
    />
  ));
};

const Question = (props: ItemProps): ReactNode => {
  const t = useText();
  const name = useId();
  const { item, place } = props;
  return (
    <fieldset className={own.question}>
      <legend>
        {t(learnTexts.question, { place })} {item.kind === 'multiple' && t(learnTexts.several)}
        {item.stem}
      </legend>
      {item.kind === 'judge' && <Judge {...props} name={name} />}
      {item.kind === 'blank' && <Blank {...props} />}
      {(item.kind === 'single' || item.kind === 'multiple') && <Choice {...props} name={name} />}
    </fieldset>
  );
};

const isAnswered = (given: Given | undefined): boolean =>
  given !== undefined &&
  (!('keys' in given) || given.keys.length > 0) &&
  (!('blanks' in given) || given.blanks.every((text) => text.trim() !== ''));

const Result = ({
  result,
  onAgain,
}: {
  readonly result: KeptResult;
  readonly onAgain: (() => void) | null;
}): ReactNode => {
  const t = useText();
  const { right, asked, pass, passed, finished, stems } = result;
  return (
    <Section>
      <div className={css.stack}>
        <p className={css.grade} role="status">
          {t(passed ? learnTexts.passed : learnTexts.failed, { right, asked, pass })}
        </p>
        {finished && <p className={css.grade}>{t(learnTexts.finished)}</p>}
        {result.marks.map((mark, at) => (
          <div key={mark.itemId}>
            <p className={css.words}>
              {t(learnTexts.question, { place: at + 1 })} {t(mark.right ? learnTexts.right : learnTexts.wrong)}{' '}
              {stems[mark.itemId] ?? ''}
            </p>
            {mark.explanation !== '' && <p className={css.quiet}>{mark.explanation}</p>}
          </div>
        ))}
        {!passed && onAgain !== null && <Button onClick={onAgain}>{t(learnTexts.again)}</Button>}
      </div>
    </Section>
  );
};

interface Props {
  readonly read: CourseRead;
  readonly course: OwnCourse;
  readonly unit: Extract<Unit, { kind: 'quiz' }>;
}

/** The questions of a unit: answered here, marked by the server, now or once there is a network. */
export const Quiz = ({ read, course, unit }: Props): ReactNode => {
  const t = useText();
  const drafts = draftsOf(course.id, unit.id);
  const [restored] = useState(drafts.kept);
  const [answers, setAnswers] = useState<Answers>(restored);
  const [result, setResult] = useState<KeptResult | null>(null);
  const { kept, forget } = useKeptResult(unit.id, read.mine.length);
  const deeds = useCourseDeeds(course.id);
  const paper = course.papers.find(({ unitId }) => unitId === unit.id);
  const stems = Object.fromEntries((paper?.items ?? []).map(({ id, stem }) => [id, stem]));
  const { busy, error, act } = useDeed<KeptResult | null>(setResult);
  const state = unitState(course, read.mine, unit);
  const again = (): void => {
    drafts.drop();
    setAnswers(new Map());
    setResult(null);
    forget();
  };
  const shown = result ?? kept;
  if (state === 'waiting') return <Notice title={t(learnTexts.kept)} />;
  if (shown !== null) return <Result result={shown} onAgain={(paper?.left ?? 0) > 0 ? again : null} />;
  if (state === 'done') return <Notice title={t(learnTexts.state_done)} />;
  if (paper === undefined || paper.items.length === 0) return <Notice title={t(learnTexts.noItems)} />;
  if (paper.left === 0) return <Notice title={t(learnTexts.noTries)} />;
  const open = paper.items.filter(({ id }) => !isAnswered(answers.get(id))).length;
  const change = (item: string, given: Given): void => {
    const next = new Map([...answers, [item, given]]);
    setAnswers(next);
    drafts.keep(next);
  };
  const send = (): void => {
    const given = paper.items.flatMap(({ id }) => {
      const said = answers.get(id);
      return said === undefined ? [] : [{ itemId: id, given: said }];
    });
    act(async () => {
      const fate = await deeds.answer(unit.id, given, stems);
      drafts.drop();
      return fate.kind === 'sent' ? { ...fate.reply, stems } : null;
    });
  };
  return (
    <Section>
      <div className={css.stack}>
        <p className={css.quiet}>
          {t(learnTexts.quizIntro, { count: paper.items.length, pass: paper.pass, left: paper.left })}
        </p>
        {paper.items.some(({ id }) => restored.has(id)) && (
          <p className={css.quiet} role="status">
            {t(learnTexts.restored)}
          </p>
        )}
        {paper.items.map((item, at) => (
          <Question
            key={item.id}
            item={item}
            place={at + 1}
            given={answers.get(item.id)}
            onChange={(given) => change(item.id, given)}
          />
        ))}
        {error && <ErrorNotice error={error} texts={courseProblems} />}
        {open > 0 && <p className={css.quiet}>{t(learnTexts.open, { count: open })}</p>}
        <Button filled busy={busy} disabled={open > 0} onClick={send}>
          {t(learnTexts.answer)}
        </Button>
      </div>
    </Section>
  );
};
