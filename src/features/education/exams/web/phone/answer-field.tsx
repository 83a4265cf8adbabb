import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Choices, Written } from '#ui/phone/choices.tsx';
import { useLatest } from '#ui/use-latest.ts';
import { ownExamTexts } from '../../messages.ts';
import type { PaperItem } from '../../seat/contract.ts';

interface Props {
  readonly item: PaperItem;
  readonly answer: readonly string[];
  readonly onAnswer: (answer: readonly string[]) => void;
  /** With every letter, before it rests. */
  readonly onType: (answer: readonly string[]) => void;
}

const Options = ({ item, answer, onAnswer }: Props): ReactNode => {
  const t = useText();
  const isMany = item.kind === 'multiple';
  const options =
    item.kind === 'judge'
      ? [
          { key: 'T', text: t(ownExamTexts.judgeTrue) },
          { key: 'F', text: t(ownExamTexts.judgeFalse) },
        ]
      : item.options;
  return (
    <Choices
      name={`item-${item.n}`}
      legend={isMany ? t(ownExamTexts.several) : item.stem}
      legendUnseen
      isMany={isMany}
      options={options}
      chosen={answer}
      onChoose={onAnswer}
    />
  );
};

const rest = 800;

/**
 * Text is written down when the person rests, when the field is left, and when the page goes: not with every letter. What another device
 * has answered shows as soon as nothing waits here.
 */
const useRested = ({ answer, onAnswer, onType }: Props) => {
  const [typed, setTyped] = useState<readonly string[] | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<readonly string[] | null>(null);
  const latest = useLatest(onAnswer);
  const settle = useCallback((): void => {
    clearTimeout(timer.current);
    if (waiting.current !== null) latest.current(waiting.current);
    waiting.current = null;
    setTyped(null);
  }, [latest]);
  useEffect(() => {
    const settleHidden = (): void => {
      if (document.visibilityState === 'hidden') settle();
    };
    addEventListener('pagehide', settle);
    addEventListener('visibilitychange', settleHidden);
    return () => {
      removeEventListener('pagehide', settle);
      removeEventListener('visibilitychange', settleHidden);
      settle();
    };
  }, [settle]);
  const change = (next: readonly string[]): void => {
    onType(next);
    setTyped(next);
    waiting.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(settle, rest);
  };
  return { words: typed ?? answer, change, settle };
};

const Gaps = (props: Props): ReactNode => {
  const t = useText();
  const { item } = props;
  const { words, change, settle } = useRested(props);
  const all = Array.from({ length: item.gaps }, (_, at) => words[at] ?? '');
  return all.map((word, at) => (
    <Written key={at} label={t(ownExamTexts.gap, { n: at + 1 })}>
      <input
        type="text"
        autoComplete="off"
        maxLength={200}
        value={word}
        onChange={(event) => change(all.with(at, event.target.value))}
        onBlur={settle}
      />
    </Written>
  ));
};

const Words = (props: Props): ReactNode => {
  const t = useText();
  const { words, change, settle } = useRested(props);
  return (
    <Written label={t(ownExamTexts.shortAnswer)}>
      <textarea
        rows={6}
        maxLength={4_000}
        value={words[0] ?? ''}
        onChange={(event) => change([event.target.value])}
        onBlur={settle}
      />
    </Written>
  );
};

/** How one item is answered, by its sort. */
export const AnswerField = (props: Props): ReactNode => {
  if (props.item.kind === 'blank') return <Gaps {...props} />;
  if (props.item.kind === 'short') return <Words {...props} />;
  return <Options {...props} />;
};
