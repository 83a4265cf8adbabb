import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';

/** Whether the county holds organisations already: only an empty one takes the demonstration. */
export const isEmpty = async (county: County): Promise<boolean> => {
  const row = await county
    .read(systemScope(county.entry.code, 'seed'))
    .selectFrom('organisation')
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined;
};
