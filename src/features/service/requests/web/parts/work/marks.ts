import type { RequestPoints } from '#features/service/requests/work/points/contract.ts';
import { type Mark, sentencesOf } from '#features/service/requests/work/points/rules.ts';

/** Every sentence of what was written, in its order, once. */
export const sentencesIn = (texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => sentencesOf(text).map((one) => one.text))),
];

/** What is ticked at first: the marks there are, or else what the rule suggests. */
export const ticksOf = ({ points, aside, suggested, unmarked }: RequestPoints): string[] =>
  points.length + aside.length > 0 ? [...points.map(({ quote }) => quote), ...unmarked] : [...suggested];

/** What is ticked in the order of the text, the handler's own words last; what was suggested and is not ticked is set aside. */
export const marksOf = ({ texts, suggested }: RequestPoints, ticked: readonly string[]): Mark[] => {
  const sentences = sentencesIn(texts);
  const own = ticked.filter((quote) => !sentences.includes(quote));
  const asides = suggested.filter((quote) => !ticked.includes(quote));
  return [
    ...[...sentences.filter((quote) => ticked.includes(quote)), ...own].map((quote) => ({ quote, aside: false })),
    ...asides.map((quote) => ({ quote, aside: true })),
  ];
};

/** What is said to one point, by the words of the sentences: a sentence that moves stays ticked. */
export interface Said {
  readonly sentences: readonly string[];
  readonly reason: string;
}
export const nothing: Said = { sentences: [], reason: '' };
export type SaidOf = Readonly<Record<string, Said>>;

/** The answers to all points, by the places of their sentences in the text as it is now. */
export const answersTo = ({ points }: RequestPoints, saidOf: SaidOf, text: string) => {
  const sentences = sentencesOf(text).map((one) => one.text);
  return points.map(({ id }) => {
    const { sentences: ticked, reason } = saidOf[id] ?? nothing;
    const places = sentences.flatMap((one, place) => (ticked.includes(one) ? [place] : []));
    return { pointId: id, sentences: places, ...(reason.trim() === '' ? {} : { reason }) };
  });
};
