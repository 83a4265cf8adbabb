import { useEffect, useState } from 'react';
import { addressOf } from '#webkit/api.ts';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import { ownCourseFile } from '../../own/contract.ts';
import { keptFile } from './files.ts';

export interface Files {
  /** False while the device is asked what lies on it. */
  readonly known: boolean;
  readonly isHere: (file: string) => boolean;
  /** Where a file opens: on the device, or at the server. */
  readonly at: (file: string) => string;
}

/** Files of one unit: from this device where they were taken along. */
export const useFiles = (course: string, wanted: readonly string[]): Files => {
  const { vault } = useOutbox();
  const [here, setHere] = useState<ReadonlyMap<string, string> | null>(null);
  const names = wanted.join(' ');
  useEffect(() => {
    let isOver = false;
    const urls = new Map<string, string>();
    const look = async (): Promise<void> => {
      for (const file of names === '' ? [] : names.split(' ')) {
        const blob = vault === null ? undefined : await keptFile(vault, course, file).catch(() => undefined);
        if (blob !== undefined && !isOver) urls.set(file, URL.createObjectURL(blob));
      }
      if (!isOver) setHere(urls);
    };
    look().catch(() => setHere(new Map()));
    return () => {
      isOver = true;
      for (const url of urls.values()) URL.revokeObjectURL(url);
    };
  }, [vault, course, names]);
  return {
    known: here !== null || wanted.length === 0,
    isHere: (file) => here?.has(file) ?? false,
    at: (file) => here?.get(file) ?? addressOf(ownCourseFile, { params: { id: course, file } }),
  };
};
