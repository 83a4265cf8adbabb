import { createCourse } from '#features/education/courses/contract.ts';
import { addFile } from '#features/education/courses/files/contract.ts';
import { scorm12 } from '../files/packages.ts';
import type { Stage } from './stage.ts';

/** A course of the county with a package, as its writer has just sent it. */
export const coursePackage = async ({ as, tree }: Stage): Promise<{ readonly id: string; readonly file: string }> => {
  const writer = await as('party_school', { at: tree.county });
  const { id } = await writer.call(createCourse, { body: { title: '外来课件', topics: ['charter'] } });
  const { file } = await writer.upload(
    addFile,
    { params: { id }, query: { kind: 'package', source: '本校', licence: '自有' } },
    { name: '课件.zip', content: scorm12(), mediaType: 'application/zip' },
  );
  return { id, file };
};
