import type { Tx } from '#platform/db/types.ts';
import { endMatter, notify } from '#features/base/inbox/index.ts';
import { formatDay } from '#shared/format.ts';
import type { StudyNotice } from './messages.ts';

const matterOf = (id: string): string => `study-class:${id}`;

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
}

/** Tells people of a class where they stand in it. */
export const tellClass = (tx: Tx, { kind, id, title, startsOn, people, path, mark }: Told): Promise<void> =>
  notify(tx, {
    kind,
    key: `${matterOf(id)}:${kind}:${mark}`,
    people,
    path,
    link: '/m/study/classes',
    params: { title, day: { zh: formatDay('zh', startsOn), en: formatDay('en', startsOn) } },
  });

/** What was told of its days asks for nothing any more. */
export const endTelling = (tx: Tx, id: string): Promise<void> => endMatter(tx, matterOf(id));
