import { useState } from 'react';
import { newOpaqueId } from '#shared/ids.ts';
import { call } from '#webkit/api.ts';
import { withRetries } from '#webkit/retry.ts';
import { upload } from '#webkit/upload.ts';
import { addPart, beginSet, closeSet } from '../../files/sets/contract.ts';
import { isPlaylist } from '../../files/sets/rules.ts';

export interface SetFacts {
  readonly course: string;
  readonly source: string;
  readonly licence: string;
}

/** The playlist that names the others; the only one where there is one. */
const firstOf = async (files: readonly File[]): Promise<File | undefined> => {
  const lists = files.filter(({ name }) => isPlaylist(name));
  for (const list of lists) if ((await list.text()).includes('#EXT-X-STREAM-INF')) return list;
  return lists[0];
};

/** Sends a set file by file. The same files chosen again, after the page was closed, go on where they stopped. */
export const useSetUpload = (onDone: (file: string) => void) => {
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const send = async (files: readonly File[], { course: id, ...told }: SetFacts): Promise<string> => {
    const first = await firstOf(files);
    if (first === undefined) throw new Error('courses.set_first');
    const begun = { params: { id }, body: { name: first.name, ...told } };
    const [opening, closing] = [newOpaqueId(), newOpaqueId()];
    const { file, parts } = await withRetries(() => call(beginSet, begun, { key: opening }));
    const there = new Set(parts.map(({ part }) => part));
    const all = files.reduce((sum, { size }) => sum + size, 0);
    let sent = files.reduce((sum, one) => sum + (there.has(one.name) ? one.size : 0), 0);
    for (const one of files) {
      if (there.has(one.name)) continue;
      const input = { params: { id, file }, query: { part: one.name } };
      await withRetries(() => upload(addPart, input, one, (part) => setShare((sent + part * one.size) / all)));
      sent += one.size;
    }
    await withRetries(() => call(closeSet, { params: { id, file } }, { key: closing }));
    return file;
  };
  return {
    share,
    error,
    start: (files: readonly File[], facts: SetFacts): void => {
      setError(null);
      setShare(0);
      send(files, facts)
        .then(onDone, (thrown: unknown) => setError(thrown instanceof Error ? thrown : new Error(String(thrown))))
        .finally(() => setShare(null));
    },
  };
};
