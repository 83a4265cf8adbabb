import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useRestedText } from '#ui/use-rested-text.ts';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { luckOf, type Unit } from '../../content/rules.ts';
import { type CourseView, type PoolItem, poolItems } from '../../contract.ts';
import { outlineTexts } from '../messages.ts';
import css from './course.module.css';
import { useTopics } from './words.tsx';

type Quiz = Extract<Unit, { kind: 'quiz' }>;
interface Props {
  readonly course: CourseView;
  readonly unit: Quiz;
  readonly onChange: (unit: Quiz) => void;
}

interface PickProps {
  readonly topic: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly onPick: (item: PoolItem, on: boolean) => void;
}

const Picker = ({ topic: first, chosen, onPick }: PickProps): ReactNode => {
  const t = useText();
  const { choices, nameOf } = useTopics();
  const [topic, setTopic] = useState<string | undefined>(first);
  const [typed, setTyped] = useState('');
  const words = useRestedText(typed);
  const { data, error, isPending, refetch } = useApi(poolItems, { query: { topic, words } });
  const { can } = useSession();
  const items = data?.items ?? [];
  const nothing =
    words === ''
      ? outlineTexts[topic === undefined ? 'nothing' : 'nothingOfTopic']
      : outlineTexts[topic === undefined ? 'nothingLike' : 'nothingOfTopicLike'];
  const showAll = (): void => {
    setTopic(undefined);
    setTyped('');
  };
  return (
    <div className={css.stack}>
      <p className={css.hint}>{t(outlineTexts.pickHint)}</p>
      <div className={css.bar}>
        <Select<string>
          aria-label={t(outlineTexts.pickTopic)}
          className={css.grow ?? ''}
          value={topic ?? ''}
          options={[{ value: '', label: t(outlineTexts.allTopics) }, ...choices()]}
          onChange={(value) => setTopic(value === '' ? undefined : value)}
        />
        <Input
          className={css.grow ?? ''}
          aria-label={t(outlineTexts.pickWords)}
          placeholder={t(outlineTexts.pickWords)}
          maxLength={50}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={
          <div className={css.stack}>
            <p>{t(nothing, { topic: nameOf(topic ?? ''), words })}</p>
            <div className={css.bar}>
              {(topic !== undefined || words !== '') && <Button onClick={showAll}>{t(outlineTexts.showAll)}</Button>}
              {can('bank.read') && (
                <Link to="/education/bank" target="_blank">
                  {t(outlineTexts.toBank)}
                </Link>
              )}
            </div>
          </div>
        }
        onAgain={() => void refetch()}
      >
        <ul className={css.items}>
          {items.map((item) => (
            <li key={item.id}>
              <Checkbox checked={chosen.has(item.id)} onChange={(event) => onPick(item, event.target.checked)}>
                {item.stem}{' '}
                <span className={css.hint}>
                  {t(outlineTexts[`item_${item.kind}`])} · {nameOf(item.topic)}
                </span>
              </Checkbox>
            </li>
          ))}
        </ul>
        {data?.more === true && <p className={css.hint}>{t(outlineTexts.more)}</p>}
      </StateView>
    </div>
  );
};

/** Questions of the bank, how many are asked, how many have to be right, and what guessing is worth. */
export const QuizEditor = ({ course, unit, onChange }: Props): ReactNode => {
  const t = useText();
  const id = useId();
  const [picking, setPicking] = useState(false);
  const [seen, setSeen] = useState<ReadonlyMap<string, number>>(
    () => new Map(course.pool.map((item) => [item.id, item.chance])),
  );
  const chances = unit.items.flatMap((item) => seen.get(item) ?? []).toSorted((a, b) => b - a);
  const luck = luckOf(chances.slice(0, unit.ask), unit.pass);
  const pick = (item: PoolItem, on: boolean): void => {
    setSeen(new Map([...seen, [item.id, item.chance]]));
    const others = unit.items.filter((one) => one !== item.id);
    onChange({ ...unit, items: on ? [...others, item.id] : others });
  };
  return (
    <div className={css.stack}>
      <div className={css.bar}>
        <label htmlFor={`${id}-ask`}>{t(outlineTexts.ask)}</label>
        <InputNumber
          id={`${id}-ask`}
          min={1}
          max={50}
          value={unit.ask}
          onChange={(ask) => onChange({ ...unit, ask: ask ?? 1, pass: Math.min(unit.pass, ask ?? 1) })}
        />
        <label htmlFor={`${id}-pass`}>{t(outlineTexts.pass)}</label>
        <InputNumber
          id={`${id}-pass`}
          min={1}
          max={unit.ask}
          value={unit.pass}
          onChange={(pass) => onChange({ ...unit, pass: pass ?? 1 })}
        />
        <span>{t(outlineTexts.chosen, { count: unit.items.length })}</span>
        <Button aria-expanded={picking} onClick={() => setPicking(!picking)}>
          {t(outlineTexts.pick)}
        </Button>
      </div>
      {unit.items.length >= unit.ask && (
        <p className={css.hint}>{t(outlineTexts.luck, { share: `${(luck * 100).toFixed(1)}%` })}</p>
      )}
      {picking && <Picker topic={course.topics[0]} chosen={new Set(unit.items)} onPick={pick} />}
    </div>
  );
};
