/** cmi5: what a program is told when it is opened, and what the platform itself says of that. */
import { type PackagePart, verbs } from '../rules.ts';

export const categories = {
  cmi5: 'https://w3id.org/xapi/cmi5/context/categories/cmi5',
  moveOn: 'https://w3id.org/xapi/cmi5/context/categories/moveon',
} as const;
const sessionExtension = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid';

export interface Launched {
  /** The name of the learner's account, with its home. */
  readonly actor: object;
  readonly registration: string;
  readonly activityId: string;
  readonly session: string;
  readonly part: PackagePart;
}

/** The platform's own name of a part: what the author called it stands beside. */
export const activityOf = (home: string, packageId: string, part: number): string =>
  `${home}/packages/${packageId}/${part}`;

const grouping = ({ part, activityId }: Launched): object => ({
  grouping: [
    { objectType: 'Activity', id: /^[a-z][a-z\d+.-]*:\S+$/i.test(part.activity) ? part.activity : activityId },
  ],
});

const passing = (part: PackagePart): number | undefined => {
  const share = Number(part.passing);
  return part.passing !== '' && share >= 0 && share <= 1 ? share : undefined;
};

/** State `LMS.LaunchData`. */
export const launchData = (launched: Launched): object => {
  const { part, session } = launched;
  const masteryScore = passing(part);
  return {
    contextTemplate: { contextActivities: grouping(launched), extensions: { [sessionExtension]: session } },
    launchMode: 'Normal',
    moveOn: part.moveOn,
    ...(part.launchData === '' ? {} : { launchParameters: part.launchData }),
    ...(masteryScore === undefined ? {} : { masteryScore }),
  };
};

const said = {
  launched: { display: { 'zh-CN': '打开了', en: 'launched' }, category: [categories.cmi5] },
  satisfied: { display: { 'zh-CN': '学完了', en: 'satisfied' }, category: [categories.cmi5, categories.moveOn] },
} as const;

/** What the platform says of a part: before the program says anything itself, and once it was learnt. */
export const statementOf = (verb: keyof typeof said, launched: Launched): object => ({
  actor: launched.actor,
  verb: { id: verbs[verb], display: said[verb].display },
  object: {
    objectType: 'Activity',
    id: launched.activityId,
    definition: { name: { 'zh-CN': launched.part.title } },
  },
  context: {
    registration: launched.registration,
    contextActivities: {
      ...grouping(launched),
      category: said[verb].category.map((id) => ({ objectType: 'Activity', id })),
    },
    extensions: { [sessionExtension]: launched.session },
  },
});

/** What stands behind '?' in the address of a part. */
export const launchQuery = ({
  origin,
  fetchAt,
  launched,
}: {
  readonly origin: string;
  readonly fetchAt: string;
  readonly launched: Launched;
}): string =>
  new URLSearchParams({
    endpoint: `${origin}/xapi/`,
    fetch: fetchAt,
    actor: JSON.stringify(launched.actor),
    registration: launched.registration,
    activityId: launched.activityId,
  }).toString();
