import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { enqueue } from '#platform/jobs/queue.ts';
import { endMatter, notify } from '#features/base/inbox/index.ts';
import { formatDay } from '#shared/format.ts';
import type { KeptParams } from '#shared/text.ts';
import type { StudyNotice } from './messages.ts';

const matterOf = (id: string): string => `study-class:${id}`;
export const planMatter = (id: string): string => `study-plan:${id}`;
export const inBoth = (day: string) => ({ zh: formatDay('zh', day), en: formatDay('en', day) });

export const tellTask = 'study.tell';
export type ToldLater = 'class' | 'plan';

/** A whole county may be meant: it is told by a task. */
export const tellLater = (tx: Tx, county: County, what: ToldLater, id: string): Promise<void> =>
  enqueue(tx, county, [{ task: tellTask, payload: { what, id }, key: `${what}:${id}` }]);

interface Told {
  readonly kind: StudyNotice;
  readonly id: string;
  readonly title: string;
  readonly startsOn: string;
  readonly people: readonly string[];
  /** Of the organiser. */
  readonly path: string;
  /** What makes it another word than the last of its kind. */
  readonly mark: string;
  readonly more?: KeptParams;
}

/** Tells people of a class where they stand in it. */
export const tellClass = (tx: Tx, { kind, id, title, startsOn, people, path, mark, more }: Told): Promise<void> =>
  notify(tx, {
    kind,
    key: `${matterOf(id)}:${kind}:${mark}`,
    people,
    path,
    link: '/m/study/classes',
    params: { title, day: inBoth(startsOn), ...more },
  });

/** What was told of its days asks for nothing any more. */
export const endTelling = (tx: Tx, id: string): Promise<void> => endMatter(tx, matterOf(id));
export const endPlanTelling = (tx: Tx, id: string): Promise<void> => endMatter(tx, planMatter(id));
