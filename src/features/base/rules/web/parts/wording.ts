/** Values, inputs and answers of rules as phrases in the language of the interface. */
import type { Text } from '#shared/text.ts';
import type { Formats, Say } from '#ui/language.tsx';
import type { RuleRow, RuleValue } from '../../contract.ts';
import { askTexts, choiceTexts, denominatorTexts, unitNameTexts, unitTexts, valueTexts } from '../../messages.ts';

interface Voice {
  readonly t: Say;
  readonly format: Formats;
}

const yuanOf = (fen: number): number => fen / 100;

const textIn = (texts: Readonly<Record<string, Text>>, key: string): Text | undefined => texts[key];

/** A number with the unit of its rule: 3 名党员, 1,000 元. */
export const amountText = ({ t, format }: Voice, count: number, unit: string): string => {
  if (unit === 'fen') return t(valueTexts.yuan, { amount: format.number(yuanOf(count)) });
  const text = textIn(unitTexts, unit);
  return text ? t.loose(text, { count: format.number(count) }) : format.number(count);
};

const compareTexts = {
  '>=': valueTexts.atLeast,
  '>': valueTexts.moreThan,
  '<=': valueTexts.atMost,
  '<': valueTexts.lessThan,
} as const;

const shareTexts = {
  '>=': valueTexts.shareAtLeast,
  '>': valueTexts.shareMoreThan,
  '<=': valueTexts.shareAtMost,
  '<': valueTexts.shareLessThan,
} as const;

const percent = (perMille: number): string => `${perMille / 10}%`;

const tiersText = ({ t, format }: Voice, steps: Extract<RuleValue, { kind: 'tiers' }>['steps']): string => {
  const yuan = (fen: number): string => format.number(yuanOf(fen));
  const parts = steps.map(({ upTo, perMille }, place) => {
    const from = steps[place - 1]?.upTo;
    const rate = percent(perMille);
    if (from === undefined || from === null)
      return upTo === null ? t(valueTexts.tierAll, { rate }) : t(valueTexts.tierFirst, { to: yuan(upTo), rate });
    if (upTo === null) return t(valueTexts.tierLast, { from: yuan(from), rate });
    return t(valueTexts.tierMiddle, { from: yuan(from), to: yuan(upTo), rate });
  });
  return format.clauses(parts);
};

export const choiceText = ({ t }: Voice, choice: string): string => {
  const text = textIn(choiceTexts, choice);
  return text ? t.loose(text) : choice;
};

export const denominatorText = ({ t }: Voice, of: Extract<RuleValue, { kind: 'share' }>['of']): string =>
  t(denominatorTexts[of]);

/** What a rule sets, in a phrase. */
export const valueText = (voice: Voice, value: RuleValue, unit: string): string => {
  const { t, format } = voice;
  switch (value.kind) {
    case 'count':
      // "No more than 0 members" is a riddle.
      if (value.count === 0 && value.compare === '<=') return t(valueTexts.none);
      return t(compareTexts[value.compare], { amount: amountText(voice, value.count, unit) });
    case 'share':
      return t(shareTexts[value.compare], {
        of: denominatorText(voice, value.of),
        share: `${value.part}/${value.whole}`,
      });
    case 'range': {
      if (value.min === value.max) return amountText(voice, value.max, unit);
      const min = format.number(unit === 'fen' ? yuanOf(value.min) : value.min);
      return t(valueTexts.range, { min, amount: amountText(voice, value.max, unit) });
    }
    case 'period':
      return amountText(voice, value.count, value.unit);
    case 'frequency':
      return t(valueTexts[value.per], { times: value.times });
    case 'tiers':
      return tiersText(voice, value.steps);
    case 'surplus':
      return t(valueTexts.surplus, { share: percent((value.part / value.whole) * 1_000) });
    case 'choice':
      return choiceText(voice, value.choice);
  }
};

/** An answer of a rule: met or not, a day, an amount, a way. */
export const answerText = (voice: Voice, { value, unit }: Pick<RuleRow, 'value' | 'unit'>, answer: unknown): string => {
  const { t, format } = voice;
  if (typeof answer === 'boolean') return t(answer ? askTexts.holds : askTexts.fails);
  if (typeof answer === 'number')
    return amountText(voice, answer, value.kind === 'tiers' ? 'fen' : value.kind === 'surplus' ? 'persons' : unit);
  const text = String(answer);
  if (value.kind !== 'period') return choiceText(voice, text);
  return value.unit === 'hours' ? format.moment(text) : format.day(text);
};

/** The name of an input of a rule, with its unit where it has one. */
export const inputName = (voice: Voice, { value, unit }: Pick<RuleRow, 'value' | 'unit'>, input: string): string => {
  const { t } = voice;
  switch (input) {
    case 'from':
      return t(value.kind === 'period' && value.unit === 'hours' ? askTexts.instant : askTexts.from);
    case 'total':
      return value.kind === 'share' ? denominatorText(voice, value.of) : input;
    case 'amount':
      return t(askTexts.amount);
    case 'seats':
      return t(askTexts.seats);
    default: {
      if (unit === 'fen') return t(askTexts.money);
      const name = textIn(unitNameTexts, value.kind === 'frequency' ? 'times' : unit);
      return name ? t(askTexts.count, { unit: t.loose(name) }) : t(askTexts.countBare);
    }
  }
};

/** Whether a number of this rule travels in fen. */
export const isMoney = ({ unit }: Pick<RuleRow, 'unit'>, input: string): boolean =>
  unit === 'fen' && (input === 'count' || input === 'amount');

/** The inputs of a case, one phrase each. */
export const inputsText = (
  voice: Voice,
  rule: Pick<RuleRow, 'value' | 'unit'>,
  input: RuleRow['golden'][number]['input'],
): string =>
  voice.format.parts(
    Object.entries(input)
      // What is counted stands in the labels already.
      .filter(([name]) => name !== 'of')
      .map(([name, given]) => {
        const label = inputName(voice, rule, name);
        if (typeof given === 'string')
          return `${label} ${given.length > 10 ? voice.format.moment(given) : voice.format.day(given)}`;
        return `${label} ${voice.format.number(isMoney(rule, name) ? yuanOf(given) : given)}`;
      }),
  );
