/** 处理意见书: what Article 32 of the regulations on petitions demands of it, in Chinese, since it is a paper of an office. */
import { formatDay } from '#shared/format.ts';
import type { Block } from '#shared/letter.ts';
import type { AnsweredPoint, Opinion } from '../points/contract.ts';
import type { Outcome } from '../points/rules.ts';

export interface Decision {
  /** Null where it was not given, or is to stay hidden. */
  readonly name: string | null;
  readonly receivedOn: string;
  readonly answeredOn: string;
  readonly unitName: string;
  /** What the resident asks, where no points were marked. */
  readonly text: string;
  readonly answer: string;
  readonly points: readonly AnsweredPoint[];
  readonly opinion: Opinion;
  readonly petition: boolean;
}

const outcomeWords: Readonly<Record<Outcome, string>> = {
  support: '对你反映的诉求，予以支持',
  explain: '对你反映的诉求，作出解释说明',
  decline: '对你反映的诉求，不予支持',
};

const text = (words: string): Block => ({ kind: 'text', text: words });
const heading = (words: string): Block => ({ kind: 'heading', text: words });

const numbered = (lines: readonly string[]): Block[] => lines.map((line, place) => text(`${place + 1}．${line}`));

const said = ({ sentences, reason }: AnsweredPoint): string =>
  sentences.length > 0 ? sentences.join('') : `未作答复，原因：${reason ?? ''}`;

/** Request, facts and reasons, opinion, legal basis; of a petition also how to ask for a review (第三十五条). */
export const opinionBlocks = (decision: Decision): Block[] => {
  const { points, opinion } = decision;
  return [
    { kind: 'title', text: '处理意见书' },
    { kind: 'plain', text: `${decision.name ?? '来件人'}：` },
    text(`你于${formatDay('zh', decision.receivedOn)}提出的诉求收悉。经办理，现答复如下。`),
    heading('一、诉求'),
    ...(points.length > 0 ? numbered(points.map(({ quote }) => quote)) : [text(decision.text)]),
    heading('二、事实和理由'),
    text(opinion.facts),
    heading('三、处理意见'),
    text(`${outcomeWords[opinion.outcome]}。`),
    ...(points.length > 0 ? numbered(points.map(said)) : []),
    text(decision.answer),
    heading('四、法律法规依据'),
    text(opinion.basis),
    ...(decision.petition ? [text('如对本处理意见不服，可以自收到之日起三十日内请求上一级机关、单位复查。')] : []),
    { kind: 'right', text: decision.unitName },
    { kind: 'right', text: formatDay('zh', decision.answeredOn) },
  ];
};
