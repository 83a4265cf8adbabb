import { useRef, useState } from 'react';
import { Unreachable } from '#shared/unreachable.ts';

export interface VideoFacts {
  readonly course: string;
  readonly source: string;
  readonly licence: string;
}

/** Waits between attempts, while the line is cut. */
const waits = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000];
const partBytes = 8_000_000;

const refusalOf = (error: unknown): Error => {
  const body = (error as { originalResponse?: { getBody: () => string } | null }).originalResponse?.getBody();
  return body === undefined || body === '' ? new Unreachable('network') : new Error(body.trim());
};

/** Sends a video piece by piece. The same file chosen again, after the page was closed, goes on where it stopped. */
export const useVideoUpload = (onDone: (file: string) => void) => {
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const current = useRef<{ abort: () => Promise<void> } | null>(null);
  const fail = (thrown: unknown): void => {
    setShare(null);
    setError(refusalOf(thrown));
  };
  const start = async (file: File, facts: VideoFacts): Promise<void> => {
    setError(null);
    setShare(0);
    const { Upload } = await import('tus-js-client');
    const upload = new Upload(file, {
      endpoint: '/uploads/courses/',
      chunkSize: partBytes,
      retryDelays: waits,
      removeFingerprintOnSuccess: true,
      metadata: { ...facts, name: file.name },
      onProgress: (sent, all) => setShare(all === 0 ? 0 : sent / all),
      onError: fail,
      onSuccess: () => {
        setShare(null);
        onDone(upload.url?.split('/').at(-1) ?? '');
      },
    });
    current.current = upload;
    const [before] = await upload.findPreviousUploads();
    // What was begun for another course is not this one's.
    if (before !== undefined && before.metadata['course'] === facts.course) upload.resumeFromPreviousUpload(before);
    upload.start();
  };
  return {
    share,
    error,
    start: (file: File, facts: VideoFacts): void => {
      start(file, facts).catch(fail);
    },
    stop: (): void => {
      current.current?.abort().catch(() => undefined);
      setShare(null);
    },
  };
};
