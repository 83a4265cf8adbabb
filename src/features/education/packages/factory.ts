import type { Tx } from '#platform/db/types.ts';
import type { PackagePart, Standard } from './rules.ts';

/** A package that was read, of a file that is there; none of its pages is. */
export const plantPackage = async (
  tx: Tx,
  fileId: string,
  { standard = 'scorm12' }: { readonly standard?: Standard } = {},
): Promise<void> => {
  const part: PackagePart = {
    title: '<b>第一课</b> "一"\'',
    path: 'index.html',
    query: '',
    launchData: '',
    passing: '',
    threshold: '',
    moveOn: 'CompletedOrPassed',
    activity: '',
  };
  await tx
    .insertInto('package')
    .values({ file_id: fileId, standard, title: '<b>课件</b> "一"\'', parts: JSON.stringify([part]) })
    .execute();
};
