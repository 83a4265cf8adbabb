import { useRef, useState } from 'react';
import { Unreachable } from '#shared/unreachable.ts';
import { useLatest } from '#ui/use-latest.ts';
import { countyHeaders, refusalOf } from './api.ts';

export interface Progress {
  readonly received: number;
  /** Bytes in all, where the server says so. */
  readonly total: number | null;
}

const fileNameOf = (response: Response): string | null => {
  const header = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  return encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)"?/i.exec(header)?.[1] ?? null);
};

const offer = (blob: Blob, name: string): void => {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

/** The request for a file: a question, or, with a body, an act that is noted. */
const requestOf = (body: object | undefined): RequestInit =>
  body === undefined
    ? { headers: countyHeaders() }
    : {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...countyHeaders() },
        body: JSON.stringify(body),
      };

/** Fetches a file from an address of the platform (see `addressOf`) and hands it to the browser. Throws as `call` does. */
export const download = async (
  address: string,
  onProgress: (progress: Progress) => void,
  { signal, body }: { readonly signal?: AbortSignal; readonly body?: object | undefined } = {},
): Promise<void> => {
  const response = await fetch(address, { ...requestOf(body), ...(signal ? { signal } : {}) }).catch(
    (cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw new Unreachable('network', { cause });
    },
  );
  if (!response.ok || !response.body) throw await refusalOf(response);
  const length = Number(response.headers.get('content-length'));
  const parts: BlobPart[] = [];
  let received = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    received += value.length;
    onProgress({ received, total: length || null });
  }
  offer(new Blob(parts, { type: response.headers.get('content-type') ?? '' }), fileNameOf(response) ?? 'download');
};

export interface Download {
  readonly progress: Progress | null;
  readonly error: Error | null;
  readonly start: (address: string, body?: object) => void;
  readonly cancel: () => void;
}

/** A download with its progress, for a button; `onDone` once the file is handed over. */
export const useDownload = (onDone?: () => void): Download => {
  const latest = useLatest(onDone);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const running = useRef<AbortController | null>(null);
  const start = (address: string, body?: object): void => {
    const control = new AbortController();
    running.current = control;
    setError(null);
    setProgress({ received: 0, total: null });
    download(address, setProgress, { signal: control.signal, body })
      .then(() => latest.current?.())
      .catch((thrown: unknown) => {
        if (!control.signal.aborted) setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      })
      .finally(() => setProgress(null));
  };
  return { progress, error, start, cancel: () => running.current?.abort() };
};
